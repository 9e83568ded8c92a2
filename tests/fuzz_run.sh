#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Damaged scans through the whole run:
#
#   fuzz_run.sh VANTHU MUTATE SOURCE_DIR WORK_DIR MINUTES [SEED]
#
# Batches of damaged copies (mutate.c) of the scans in SOURCE_DIR and of tests/damaged
# are read until the time is over. Of each batch: every file has its row (in
# documents.csv, or in findings.csv when it is no scan any more), the run ends by itself
# within its limits, the journal is sound. What readers died of is counted; a batch that
# breaks a promise is kept, and the test fails.
set -eu
vanthu=$1 mutate=$2 source=$3 work=$4 minutes=$5 seed=${6:-1}
here=$(cd "$(dirname "$0")" && pwd)
batch=40 page_seconds=20

rm -rf "$work"
mkdir -p "$work"
until_s=$(($(date +%s) + minutes * 60))
files=0 failed=0 skipped=0 crashed=0 slow=0 forbidden=0 memory=0 small=0 batches=0
count() { grep -c "$1" "$work/out/$2" || true; }
while [ "$(date +%s)" -lt "$until_s" ]; do
    rm -rf "$work/in" "$work/out"
    mkdir "$work/in"
    "$mutate" "$seed" $batch "$work/in" "$source"/*.pdf "$source"/*.tif "$source"/*.jpg \
        "$here"/damaged/page.* "$here"/damaged/bomb.pdf
    status=0
    # A batch that does not end in the time that all its pages may take hangs.
    timeout -k 5 $((batch * page_seconds * 4)) \
        "$vanthu" run "$work/in" -o "$work/out" --progress never --eol lf \
        --page-seconds $page_seconds 2>"$work/log" || status=$?
    rows=$(cut -d, -f2 "$work/out/documents.csv" | sed '1d; s/#page=.*//' | sort -u | wc -l)
    none=$(count ',not_a_scan,' findings.csv)
    if [ $status -gt 1 ] || [ $((rows + none)) -ne $batch ] ||
        ! "$vanthu" verify "$work/out" >"$work/verified"; then
        echo "fuzz_run.sh: seed $seed: status $status, $rows rows and $none skipped of" \
            "$batch files: see $work" >&2
        cat "$work/log" >&2
        exit 1
    fi
    files=$((files + batch)) batches=$((batches + 1))
    failed=$((failed + $(count ',failed,' documents.csv)))
    skipped=$((skipped + none))
    crashed=$((crashed + $(count 'the reader crashed' documents.csv)))
    slow=$((slow + $(count 'took longer than' documents.csv)))
    forbidden=$((forbidden + $(count 'a forbidden system call' documents.csv)))
    memory=$((memory + $(count 'needs more memory' documents.csv)))
    small=$((small + $(count ',page_read_small,' findings.csv)))
    if grep -q 'the reader crashed\|forbidden system call' "$work/out/documents.csv"; then
        mkdir -p "$work/kept"
        grep 'the reader crashed\|forbidden system call' "$work/out/documents.csv" |
            cut -d, -f2 | while read -r file; do
            cp "$file" "$work/kept/$seed.$(basename "$file")"
        done
    fi
    seed=$((seed + 1))
done
echo "$files files in $batches batches: each has its row; $failed failed" \
    "($crashed after a crash, $slow too slow, $memory out of memory, $forbidden of a" \
    "forbidden call), $skipped no scans any more, $small read small"
[ $forbidden -eq 0 ]
