#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Searchable PDFs: what was recognised is found in them, the scan in them is the scan to
# the byte, and what can't be done is told.
#
#   pdf_test.sh VANTHU PDF_SCORE SOURCE WORK_DIR
#
# 77: skipped, for the reason it prints.
set -eu
vanthu=$1 score=$2 source=$3 work=$4

for tool in pdftotext pdfimages pdftoppm qpdf; do
    command -v $tool >/dev/null || {
        echo "pdf_test.sh: skipped: $tool is not there (scripts/install-deps.sh --test)"
        exit 77
    }
done
fail() {
    echo "pdf_test.sh: $*" >&2
    exit 1
}
export LC_ALL=C.UTF-8
rm -rf "$work"
mkdir -p "$work/in/scans" "$work/in/forms/deep" "$work/in/bad"
cd "$work"
cp "$source"/* in/scans/

# The same page in other forms of PDF.
page=in/scans/trong-cay.office.pdf
pages="--pages $page 1 --"
qpdf $page --rotate=+90:1-z $pages in/forms/rotate-90.pdf
qpdf $page --rotate=+270:1-z $pages in/forms/deep/rotate-270.pdf
qpdf $page --rotate=+180:1-z $pages in/forms/rotate-180.pdf
qpdf $page --linearize $pages in/forms/linearized.pdf
qpdf $page --object-streams=generate $pages in/forms/packed.pdf
qpdf $page --encrypt '' owner 256 -- $pages in/forms/locked-256.pdf
qpdf $page --allow-weak-crypto --encrypt '' owner 40 -- $pages in/forms/locked-40.pdf
# a page that is in the tree twice, with resources that it inherits
qpdf --qdf --object-streams=disable $page $pages one.qdf
awk '/\/Kids \[/ { kids = 1 } { print }
     kids && / 0 R/ { print; kids = 0 }' one.qdf | sed 's|/Count 1|/Count 2|' >two.qdf
fix-qdf two.qdf >in/forms/twice.pdf
# the cross-reference table is wrong
sed 's/^startxref$/startxref\n9/' one.qdf >in/forms/no-xref.pdf

# The same pixels in image files.
ppm() {
    pdftoppm -r 150 -f 1 -l 1 -singlefile "$@"
}
ppm $page colour
ppm -gray $page grey
ppm -mono -scale-to-x 1240 -scale-to-y 1754 $page bits # no bits behind a row
ppm -png $page in/forms/colour
ppm -png -gray $page in/forms/grey
ppm -png -mono $page in/forms/bits
ppm -tiff -tiffcompression lzw $page in/forms/lzw
ppm -tiff -tiffcompression jpeg $page in/forms/jpeg-strips
cp bits.pbm in/forms/plain.pbm

# What can't be done.
head -c 100000 "$page" >in/bad/cut.pdf
cp "$source/../../tests/damaged/password.pdf" in/bad/
head -c 2000 in/forms/grey.png >in/bad/cut.png
echo none >in/bad/no-scan.txt

find in -type f -exec sha256sum {} + | sort >before
"$vanthu" run in -o out --progress never 2>run.log || [ $? = 1 ] || fail "$(cat run.log)"
got=0
"$vanthu" export out --pdf pdf >said 2>told || got=$?
[ $got = 1 ] || fail "exit status $got: $(cat told)"

# --- the originals are as they were, and the copies the same each time ---
find in -type f -exec sha256sum {} + | sort | cmp before - || fail "a scan was changed"
"$vanthu" export out --pdf pdf-again >/dev/null 2>&1 || [ $? = 1 ]
diff -r pdf pdf-again || fail "not the same twice"
"$vanthu" export out --pdf pdf 2>/dev/null | grep -q ': 0 new' || fail "written anew"
[ -z "$(find pdf -name '.*' -type f)" ] || fail "something is left over"

# --- words are found, files stay small ---
"$score" out pdf 98 >scores || { cat scores; fail "words are not found"; }
cat scores
"$vanthu" run in/scans -o out-scans --progress never 2>/dev/null
"$vanthu" export out-scans --pdf pdf-scans >/dev/null
"$score" out-scans pdf-scans 98 105 >/dev/null || fail "a sample is too large"
for name in rotate-90 rotate-180 deep/rotate-270 linearized packed locked-256 locked-40 \
    twice no-xref; do
    pdftotext pdf/forms/$name.pdf text
    tr '\n' ' ' <text | grep -q 'lãnh đạo công tác trồng cây' || fail "$name: no text"
    qpdf --check pdf/forms/$name.pdf >check 2>&1 || { cat check; fail "$name"; }
done
[ "$(pdftotext pdf/forms/twice.pdf - | grep -c 'KẾ HOẠCH$')" = 2 ] || fail "twice"
pdftotext pdf/scans/trong-cay.office.pdf - | grep -q 'ĐẢNG CỘNG SẢN VIỆT NAM' ||
    fail "Vietnamese marks are lost"
# a page with text of its own does not get it again
[ "$(pdftotext pdf/scans/pho-bien-phap-luat.born.pdf - | grep -c 'Nơi nhận')" = 1 ] ||
    fail "text is there twice"

# --- images to the byte, pages to the pixel ---
for pdf in $(cd in && find . -name '*.pdf' ! -path './bad/*'); do
    rm -rf images
    mkdir images
    pdfimages -all in/$pdf images/a
    pdfimages -all pdf/$pdf images/b
    for image in images/a*; do
        [ -f "$image" ] || continue         # a page that is drawn
        [ $pdf != ./forms/no-xref.pdf ] || break # Poppler guesses where a stream ends
        cmp "$image" "images/b${image#images/a}" || fail "$pdf: another image"
    done
    pdftoppm -r 40 in/$pdf images/p
    pdftoppm -r 40 pdf/$pdf images/q
    for image in images/p*; do
        cmp "$image" "images/q${image#images/p}" || fail "$pdf: looks different"
    done
done
pdfimages -all pdf/scans/tiem-chung.phone.jpg.pdf images/j
cmp images/j-000.jpg in/scans/tiem-chung.phone.jpg || fail "another JPEG"
same_pixels() { # COPY WANTED
    pdfimages "$1" images/w
    cmp images/w-000.p?m "$2" || fail "$1: other pixels"
    rm images/w-000.p?m
}
same_pixels pdf/forms/colour.png.pdf colour.ppm
same_pixels pdf/forms/lzw.tif.pdf colour.ppm
pdfimages pdf/forms/grey.png.pdf images/w # as a PPM, each grey three times
tail -c +17 images/w-000.ppm | od -An -v -tu1 -w3 | awk '{ print $1 }' >images/grey
tail -c +17 grey.pgm | od -An -v -tu1 -w1 | awk '{ print $1 }' | cmp images/grey - ||
    fail "other greys"
rm images/w-000.ppm
same_pixels pdf/forms/plain.pbm.pdf bits.pbm

# --- what can't be done is told, and nothing is lost ---
said_of() {
    grep -q "^vanthu: in/$1: .*$2" told || { cat told; fail "nothing told of $1"; }
}
said_of bad/password.pdf 'could not be read .*copied as it is, without text'
cmp in/bad/password.pdf pdf/bad/password.pdf
said_of bad/cut.png 'no PDF is made of it'
[ -f pdf/bad/cut.pdf ] || fail "cut.pdf is lost"
[ ! -e pdf/bad/no-scan.txt.pdf ] || fail "a PDF of no scan"

touch -d 2020-01-01 in/forms/grey.png
rm in/forms/lzw.tif
"$vanthu" export out --pdf pdf >said 2>told && fail "a scan that is gone is no failure"
said_of forms/grey.png 'was changed since it was read; run'
said_of forms/lzw.tif 'is not there any more'

# --- never over a scan, never outside ---
got=0
"$vanthu" export out --pdf in >said 2>told || got=$?
[ $got = 2 ] && grep -q 'would be written over' told || fail "into the scans: $(cat told)"
mkdir -p linked elsewhere
ln -s "$work/elsewhere" linked/forms
got=0
"$vanthu" export out --pdf linked >said 2>told || got=$?
[ $got = 3 ] && grep -q "can't be made" told || fail "through a link: $(cat told)"
[ -z "$(ls elsewhere)" ] || fail "written outside"
