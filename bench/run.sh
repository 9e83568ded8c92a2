#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# CPU seconds a page of `vanthu run -j1` against `tesseract -l vie` on the same page
# images: bench/run.sh [FOLDER [ROUNDS]]
#
# FOLDER (default samples/scans) holds scans of any kind that pdftoppm and tesseract
# read. Every page becomes one PNG, once; both programs then read these PNG files, in
# turns A B A B, with OMP_THREAD_LIMIT=1 (Tesseract's threads cost more than they give,
# see models/tesseract.yaml). What counts is user + system time of the whole process,
# start included: it depends little on what else the machine does.
# Needs scripts/install-deps.sh --bench and a release build (VANTHU=... for another one).
set -eu
LC_ALL=C.UTF-8
export LC_ALL
top=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$top/samples/scans}
rounds=${2:-3}
vanthu=${VANTHU:-$top/build/release/vanthu}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/pages"

for file in "$folder"/*; do
    name=$(basename "$file")
    case $name in
    *.pdf | *.PDF) pdftoppm -r 200 -png "$file" "$work/pages/$name" ;;
    *.png | *.jpg | *.jpeg) cp "$file" "$work/pages/$name" ;;
    *) echo "bench: $name is left out (neither PDF, PNG nor JPEG)" >&2 ;;
    esac
done
pages=$(find "$work/pages" -type f | wc -l)

# CPU seconds of a command, printed alone.
cpu_seconds() {
    ( "$@" >"$work/log" 2>&1; times ) | awk '
        { for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); last[NR] += t[1] * 60 + t[2] } }
        END { print last[2] }'
}
vanthu_pages() {
    rm -rf "$work/out"
    "$vanthu" run "$work/pages" -o "$work/out" -j 1
}
tesseract_pages() {
    find "$work/pages" -type f | sort >"$work/list"
    OMP_THREAD_LIMIT=1 tesseract "$work/list" "$work/text" -l vie
}
median() {
    sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

round=1
while [ "$round" -le "$rounds" ]; do
    cpu_seconds vanthu_pages >>"$work/a"
    cpu_seconds tesseract_pages >>"$work/b"
    echo "round $round: vanthu $(tail -n 1 "$work/a") s, tesseract $(tail -n 1 "$work/b") s"
    round=$((round + 1))
done
a=$(median <"$work/a")
b=$(median <"$work/b")
# Round by round: both programs of a round meet about the same load.
ratio=$(paste "$work/a" "$work/b" | awk '{ print $1 / $2 }' | median)
echo "$pages pages, median of $rounds rounds, CPU seconds a page:"
awk -v a="$a" -v b="$b" -v n="$pages" -v ratio="$ratio" 'BEGIN {
    printf "  vanthu run -j1      %.3f\n  tesseract -l vie    %.3f\n  ratio               %.2f\n",
        a / n, b / n, ratio }'
tesseract --version 2>&1 | head -n 1
