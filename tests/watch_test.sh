#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `vanthu watch` takes a file when it has come whole, not before, and never twice:
#
#   watch_test.sh VANTHU SCANS_DIR WORK_DIR
set -eu
vanthu=$1 scans=$2 work=$3
born=$scans/pho-bien-phap-luat.born.pdf

fail() {
    echo "watch_test.sh: $1" >&2
    cat "$work/log" >&2
    exit 1
}
# Waits until the command succeeds; a minute at most.
until_true() {
    for _ in $(seq 600); do
        if "$@"; then return 0; fi
        sleep 0.1
    done
    return 1
}
runs() { [ "$(grep -c 'tables in' "$work/log")" -ge "$1" ]; }
has_row() { grep -q "$1" "$work/out/documents.csv" 2>/dev/null; }
has_no_row() { ! has_row "$1"; }

rm -rf "$work"
mkdir -p "$work/in"
"$vanthu" watch "$work/in" -o "$work/out" --still-seconds 2 --poll-seconds 1 \
    --progress never 2>"$work/log" &
watcher=$!
trap 'kill -KILL $watcher 2>/dev/null || true' EXIT
until_true runs 1 || fail "it does not begin with what is there"

# A file that grows for longer than it would have to be still.
size=$(wc -c <"$born")
for part in 1 2 3 4; do
    head -c $((size * part / 4)) "$born" >"$work/in/first.pdf"
    has_no_row first.pdf || fail "a file was taken before it was whole"
    sleep 1
done
until_true has_row first.pdf || fail "a whole file was not taken"
grep first.pdf "$work/out/documents.csv" | grep -q 'Kế hoạch' ||
    fail "the file was not read whole"

# The same again under another name, and the first one gone: nothing is read twice.
mv "$work/in/first.pdf" "$work/in/second.pdf"
until_true has_row second.pdf || fail "a renamed file was not noticed"
until_true has_no_row first.pdf || fail "a file that is gone is still in the tables"
tail -n 1 "$work/log" | grep -q ' 0 pages read' || fail "a renamed file was read again"

# A network folder that is away looks empty: the tables stay.
rm "$work/in/second.pdf"
until_true grep -q 'no file is there any more' "$work/log" || fail "it says nothing"
sleep 2
has_row second.pdf || fail "the tables were emptied"

kill -TERM $watcher
status=0
wait $watcher || status=$?
[ "$status" = 0 ] || fail "it ended with $status"
"$vanthu" verify "$work/out" | grep second.pdf || fail "verify does not miss the file"
