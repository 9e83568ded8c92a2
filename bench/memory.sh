#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Memory over a long run: bench/memory.sh SOURCE OUT [JOBS]
#
# Reads SOURCE and prints, every 200 pages, the resident memory of each worker now and at
# most, and the supervisor's, in MiB.
set -eu
source=$1 out=$2 jobs=${3:-2}
top=$(cd "$(dirname "$0")/.." && pwd)
vanthu=${VANTHU:-$top/build/release/vanthu}

rm -rf "$out"
"$vanthu" run "$source" -o "$out" "-j$jobs" --progress never --times &
pid=$!
mib() { # process, field
    awk -v field="$2:" '$1 == field { printf "%d", $2 / 1024 }' "/proc/$1/status" 2>/dev/null
}
next=200
while kill -0 $pid 2>/dev/null; do
    sleep 2
    pages=$("$vanthu" status "$out" 2>/dev/null | awk '$1 == "pages" { print $2 + 0 }') || pages=
    [ "${pages:-0}" -ge $next ] || continue
    line="$pages pages: supervisor $(mib $pid VmRSS)"
    for worker in $(cat /proc/$pid/task/$pid/children 2>/dev/null); do
        line="$line, worker $(mib "$worker" VmRSS) (at most $(mib "$worker" VmHWM))"
    done
    echo "$line"
    next=$((next + 200))
done
wait $pid
