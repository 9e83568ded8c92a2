#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Pages a second, beside what a user would run instead, on the same scans and two cores:
# bench/speed.sh [WORK_DIR [SEED]]
#
#   vanthu -j2, -j1   with all tables; -j2 also with where the time went (--times)
#   pipe              pdftoppm -r 300 -gray, then xargs -P2 tesseract -l vie
#   ocrmypdf          ocrmypdf -l vie -j 2 --output-type pdf, one file after the other
#
# All with OMP_THREAD_LIMIT=1. The samples are drawn as bench/field.sh draws them. Needs
# scripts/install-deps.sh --bench and a release build (VANTHU=... for another one). Runs
# two rounds, in turns, and prints the better one of each.
set -eu
LC_ALL=C.UTF-8
OMP_THREAD_LIMIT=1
export LC_ALL OMP_THREAD_LIMIT
top=$(cd "$(dirname "$0")/.." && pwd)
work=${1:-$top/build/speed}
seed=${2:-3}
vanthu=${VANTHU:-$top/build/release/vanthu}
mkdir -p "$work/scans"
[ -n "$(ls "$work/scans")" ] ||
    /usr/bin/python3 "$top/samples/make_scans.py" --set "$seed" --text "$top/samples/text" \
        --out "$work/scans"
pages=0
for scan in "$work"/scans/*.pdf; do
    pages=$((pages + $(pdfinfo "$scan" | awk '/^Pages/ { print $2 }')))
done
files=$(ls "$work"/scans/*.pdf | wc -l)

read_vanthu() {
    rm -rf "$work/out$1"
    "$vanthu" run "$work/scans" -o "$work/out$1" "-j$1" --times --progress never \
        2>"$work/log$1" || [ $? = 1 ]
}
read_pipe() {
    rm -rf "$work/pipe"
    mkdir "$work/pipe"
    for scan in "$work"/scans/*.pdf; do
        pdftoppm -r 300 -gray "$scan" "$work/pipe/$(basename "$scan" .pdf)"
    done
    printf '%s\n' "$work"/pipe/*.pgm |
        xargs -P2 -I{} sh -c 'tesseract {} {} -l vie 2>/dev/null'
    rm -rf "$work/pipe"
}
read_ocrmypdf() {
    for scan in "$work"/scans/*.pdf; do
        ocrmypdf -q -l vie -j 2 --output-type pdf "$scan" "$work/made.pdf" \
            2>"$work/log.ocrmypdf" || true
    done
}
measure() { # name, command...
    name=$1
    shift
    begun=$(date +%s.%N)
    times >"$work/times"
    before=$(tail -n 1 "$work/times")
    "$@"
    times >"$work/times" # not in a pipe: of this shell's children
    after=$(tail -n 1 "$work/times")
    ended=$(date +%s.%N)
    echo "$name $begun $ended $before $after" >>"$work/measured"
}
: >"$work/measured"
for round in 1 2; do
    measure vanthu-j2 read_vanthu 2
    measure vanthu-j1 read_vanthu 1
    measure pipe read_pipe
    ! command -v ocrmypdf >/dev/null || measure ocrmypdf read_ocrmypdf
done
echo "$files files, $pages pages, OMP_THREAD_LIMIT=1, $(getconf _NPROCESSORS_ONLN) cores"
awk -v pages="$pages" '
    function seconds(t,  p) { split(t, p, "m"); return 60 * p[1] + p[2] }
    {
        wall = $3 - $2
        cpu = seconds($6) + seconds($7) - seconds($4) - seconds($5)
        if (!($1 in best) || wall < best[$1]) { best[$1] = wall; used[$1] = cpu }
        if (!($1 in at)) { at[$1] = ++n; name[n] = $1 }
    }
    END {
        for (i = 1; i <= n; i++)
            printf "%-10s %6.1f s %6.2f pages/s %6.3f CPU s a page; vanthu -j2 is %.2f x as fast\n",
                name[i], best[name[i]], pages / best[name[i]], used[name[i]] / pages,
                best[name[i]] / best["vanthu-j2"]
    }' "$work/measured"
grep workers "$work/log2"
