#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Three threads of one process that read different files with libvanthu get what the
# program makes of them, byte for byte:
#
#   library_test.sh VANTHU LIBRARY_ROWS SOURCE_DIR WORK_DIR
set -eu
vanthu=$1 library_rows=$2 source_dir=$3 work=$4

rm -rf "$work"
mkdir -p "$work/in" "$work/library" "$work/library/text"
scans=$source_dir/samples/scans
cp "$scans/pho-bien-phap-luat.born.pdf" "$scans/phong-chay.fax.tif" \
    "$scans/thi-dua-binh-lac.clean.pdf" "$scans/tiem-chung.phone.jpg" \
    "$scans/thi-dua-binh-lac.mixed.pdf" "$work/in"
cp "$source_dir/tests/cli/data/binder.words" "$work/in"
cd "$work"

"$vanthu" run in -o program 2>errors || { cat errors >&2; exit 1; }
OMP_THREAD_LIMIT=1 "$library_rows" 3 library in/*
mv library/*.txt library/text
for table in documents references deadlines campaigns recipients findings fields; do
    [ "$(wc -l <"program/$table.csv")" -gt 1 ] || {
        echo "library_test.sh: $table.csv has no rows: nothing is compared" >&2
        exit 1
    }
    cmp "program/$table.csv" "library/$table.csv" || {
        diff "program/$table.csv" "library/$table.csv" >&2
        exit 1
    }
done
diff -r program/text library/text
