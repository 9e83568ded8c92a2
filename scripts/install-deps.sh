#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Install what vanthu needs from Debian 12 (bookworm) or a newer Debian or Ubuntu.
#
# usage: install-deps.sh [--test] [--bench] [--slurm] [--office] [--browser] [--package] [--list]
#   --test   also what the tests and the checks of .ci/run need
#   --bench  also what bench/ needs
#   --slurm  also a Slurm cluster, for the test that makes one
#   --office also LibreOffice, for the test of the workbook
#   --browser also Chromium and what drives it, for the test of the page
#   --package also what makes and checks the Debian package
#   --list   print the packages, install nothing
#
# Without a missing package it touches neither the network nor the system.
set -eu

build='
gcc                   C compiler
libc6-dev             headers of the C library
cmake                 build description, presets
ninja-build           build tool of the presets
pkg-config            finds the libraries below
libtesseract-dev      recognition of print
libleptonica-dev      page clean-up, image formats
libpcre2-dev          patterns of the rules
libpoppler-glib-dev   PDF
libcairo2-dev         rendering of PDF pages
libglib2.0-dev        interface of poppler-glib; SHA-256
libcyaml-dev          rules and models as data
libyaml-dev           line numbers of faults in YAML
libcsv-dev            quoting of CSV cells
libsqlite3-dev        the journal of a run
libzstd-dev           words and texts in it
libxlsxwriter-dev     the workbook
gettext               words in Vietnamese
libqpdf-dev           searchable PDFs
libgraphviz-dev       the chain of documents as a picture
zlib1g-dev            streams of PDF files, before Poppler
libseccomp-dev        locks readers of untrusted files in
libmicrohttpd-dev     the page of vanthu serve
libjansson-dev        JSON between it and its server
libfontconfig-dev     fonts of born-digital pages
tesseract-ocr-vie     recognition model, Vietnamese
'
test='
libcmocka-dev         unit tests
clang                 second compiler; sanitizers, libFuzzer
libclang-rt-14-dev    run time of the sanitizers and of libFuzzer
llvm                  names in sanitizer reports
clang-tidy            static checks
clang-format          layout of the code
curl                  asks vanthu serve what it must refuse
poppler-utils         looks into searchable PDFs
qpdf                  makes PDFs of many forms
'
bench='
tesseract-ocr         the program that bench/run.sh compares with
poppler-utils         takes page images out of PDF files
ocrmypdf              the other program that bench/field.sh compares with
python3-gi-cairo      draws the samples as scans, for bench/field.sh
gir1.2-pango-1.0      lays out their text
python3-pil           makes scans of them
python3-numpy         and so does this
fonts-croscore        their print
fonts-kristi          and handwriting
fonts-breip           of two hands
'
slurm='
slurmctld             Slurm, its head
slurmd                Slurm, a host
slurm-client          Slurm, its commands
munge                 who is who in the cluster
procps                ends a reader by its name
'
browser='
chromium              opens the page of vanthu serve
nodejs                tells it what to do
npm                   brings playwright-core for this
'
office='
libreoffice-calc-nogui  opens the workbook
'
packing='
dpkg-dev              which packages the program depends on
file                  what is a program, for that
lintian               checks the package
debootstrap           a clean system to try it in
'

packages=$build
list_only=
for option in "$@"; do
    case $option in
    --test) packages=$packages$test ;;
    --bench) packages=$packages$bench ;;
    --slurm) packages=$packages$slurm ;;
    --office) packages=$packages$office ;;
    --browser) packages=$packages$browser ;;
    --package) packages=$packages$packing ;;
    --list) list_only=yes ;;
    *)
        sed -n '3,13s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
    esac
done
if [ -n "$list_only" ]; then
    printf '%s' "$packages" | sed '/^$/d'
    exit 0
fi

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# A newer Debian splits pkg-config off to pkgconf and has a newer clang.
satisfied() {
    case $1 in
    pkg-config) installed pkg-config || installed pkgconf ;;
    npm) command -v npm >/dev/null ;; # comes with a nodejs from elsewhere
    libclang-rt-14-dev)
        dpkg-query -W -f '${db:Status-Status}\n' 'libclang-rt-*-dev' 2>/dev/null |
            grep -qx installed
        ;;
    *) installed "$1" ;;
    esac
}

command -v dpkg-query >/dev/null || {
    echo "install-deps.sh: this is not a Debian system; it needs:" >&2
    printf '%s' "$packages" >&2
    exit 1
}
missing=
for package in $(printf '%s' "$packages" | awk '{print $1}'); do
    satisfied "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "install-deps.sh: as root: apt-get install$missing" >&2
        exit 1
    }
    as_root=sudo
fi
apt_get() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq \
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

echo "installing:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The lists may be absent or too old for the archive; one more try heals a bad mirror.
{ apt_get update && apt_get install -y --no-install-recommends $missing; } \
    >"$log" 2>&1 ||
    { sleep 5 && apt_get update && apt_get install -y --no-install-recommends $missing; } \
        >"$log" 2>&1 ||
    {
        cat "$log" >&2
        echo "install-deps.sh: apt-get could not install:$missing" >&2
        exit 1
    }
