#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the journal costs: bench/journal.sh [DOCUMENTS [WORDS [WORK_DIR]]]
#
# Makes DOCUMENTS (default 1000) different documents of the dump of words WORDS (default
# that of a sample, read here), which need no recognition, and measures with two workers:
# the first run, a second run with nothing new, a run with other rules, and the
# supervisor's peak memory in each.
set -eu
LC_ALL=C.UTF-8
export LC_ALL
top=$(cd "$(dirname "$0")/.." && pwd)
documents=${1:-1000}
words=${2:-}
work=${3:-$top/build/journal}
vanthu=${VANTHU:-$top/build/release/vanthu}

rm -rf "$work"
mkdir -p "$work/in" "$work/rules"
if [ -z "$words" ]; then
    words=$work/sample.words
    "$vanthu" dump words "$top/samples/scans/thi-dua-binh-lac.clean.pdf" >"$words"
fi
cp "$top"/rules/*.yaml "$work/rules"
# A document is named by its hash in the second line; another hash is another document.
awk -v n="$documents" -v dir="$work/in" '
    { line[NR] = $0 }
    END {
        for (i = 1; i <= n; i++) {
            file = sprintf("%s/%03d", dir, (i - 1) / 1000)
            if (i % 1000 == 1) system("mkdir -p " file)
            file = sprintf("%s/%07d.words", file, i)
            split(line[2], head, " ")
            print line[1] > file
            printf "source %08x%056d %s %07d.pdf\n", i, 0, head[3], i > file
            for (k = 3; k <= NR; k++) print line[k] > file
            close(file)
        }
    }' "$words"

# Seconds and the supervisor's peak memory of one run.
measure() {
    begun=$(date +%s.%N)
    "$vanthu" run "$work/in" -o "$work/out" -j2 --rules-dir "$work/rules" \
        --progress never 2>"$work/log" &
    pid=$!
    peak=0
    while kill -0 $pid 2>/dev/null; do
        now=$(awk '/VmHWM/ { print $2 }' /proc/$pid/status 2>/dev/null) || now=
        peak=${now:-$peak}
        sleep 0.05
    done
    wait $pid || true
    ended=$(date +%s.%N)
    echo "$1: $(echo "$ended - $begun" | bc | xargs printf '%.2f') s," \
        "supervisor at most $((peak / 1024)) MiB; $(cat "$work/log")"
}
measure "first run"
measure "nothing new"
sed -i '1s/^/# changed\n/' "$work"/rules/*.yaml
measure "other rules"
ls -l "$work/out/vanthu.db" | awk '{ printf "journal: %.1f MiB\n", $5 / 1048576 }'
