#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The benchmark of this field: bench/field.sh [SEED [WORK_DIR [PLANS]]]
#
# Draws every plan of PLANS/text (default samples; `bench` has plans that neither rules
# nor confidence were fitted on) with every scanner of samples/make_scans.py, reads them
# with vanthu and with what a user would pick instead, scores all alike (score.py), and
# leaves the tables and curve.svg in WORK_DIR (default build/bench). The others:
#
#   tesseract   pdftoppm -r 300, tesseract -l vie, the regular expressions of plain.py
#   ocrmypdf    ocrmypdf -l vie, pdftotext -layout, the same (left out when absent)
#
# Needs scripts/install-deps.sh --bench, what the head of samples/make_scans.py names,
# and a release build (VANTHU=... for another one). Some ten minutes on two cores.
set -eu
LC_ALL=C.UTF-8
OMP_THREAD_LIMIT=1
export LC_ALL OMP_THREAD_LIMIT
top=$(cd "$(dirname "$0")/.." && pwd)
seed=${1:-3}
work=${2:-$top/build/bench}
plans=$top/${3:-samples}
vanthu=${VANTHU:-$top/build/release/vanthu}
python=/usr/bin/python3
mkdir -p "$work/scans" "$work/words" "$work/sure" "$work/text.tesseract" \
    "$work/text.ocrmypdf"

[ -n "$(ls "$work/scans")" ] ||
    $python "$top/samples/make_scans.py" --set "$seed" --text "$plans/text" \
        --out "$work/scans"
# Words first, so that how sure each value is can be asked without recognising again.
for scan in "$work"/scans/*.pdf; do
    name=$(basename "$scan")
    words=$work/words/$name.words
    [ -s "$words" ] || "$vanthu" dump words "$scan" >"$words"
    "$vanthu" dump findings "$words" >"$work/sure/$name.findings"
done
"$vanthu" run "$work/words" -o "$work/vanthu"

read_tesseract() {
    pages=$(mktemp -d)
    pdftoppm -r 300 -gray "$1" "$pages/p"
    for page in "$pages"/p*; do
        tesseract "$page" - -l vie 2>"$pages/log"
    done >"$2"
    rm -rf "$pages"
}
read_ocrmypdf() {
    made=$(mktemp)
    ocrmypdf -q -l vie -j 1 --output-type pdf "$1" "$made"
    pdftotext -layout "$made" "$2"
    rm -f "$made"
}
names=vanthu
for other in tesseract ocrmypdf; do
    command -v "$other" >/dev/null || {
        echo "bench: $other is not installed: left out" >&2
        continue
    }
    for scan in "$work"/scans/*.pdf; do
        text=$work/text.$other/$(basename "$scan").txt
        [ -s "$text" ] || "read_$other" "$scan" "$text"
    done
    $python "$top/bench/plain.py" "$work/text.$other" "$work/$other"
    names="$names $other"
done

set --
for name in $names; do
    sure=
    [ "$name" != vanthu ] || sure="--sure $work/sure"
    $python "$top/bench/score.py" "$work/$name" "$plans/truth" \
        $sure --values "$work/$name.values.csv" >"$work/$name.figures"
    set -- "$@" "$name=$work/$name.values.csv"
done
echo "| | $(echo "$names" | sed 's/ / | /g') |"
echo "|---$(echo "$names" | sed 's/[a-z]* */|---/g')|"
while read -r column _; do
    row="| $column"
    for name in $names; do
        row="$row | $(awk -v c="$column" '$1 == c { print $2 }' "$work/$name.figures")"
    done
    echo "$row |"
done <"$work/vanthu.figures"
echo
$python "$top/bench/curve.py" "$work/curve.svg" "$@"
