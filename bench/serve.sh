#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How long `vanthu serve` takes on a large OUT: the first index, a start, pages of the
# queue, searches. Median and worst of 20 of each, in milliseconds.
#
# usage: serve.sh OUT [VANTHU]      OUT: of bench/journal.sh 100000, say
set -euo pipefail
out=$1 vanthu=${2:-build/release/vanthu}
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

start() {
    local begun
    : >"$work/url"
    begun=$(date +%s%N)
    "$vanthu" serve "$out" >"$work/url" &
    server=$!
    until [ -s "$work/url" ]; do
        kill -0 "$server" || exit 1
        sleep 0.005
    done
    echo "start $((($(date +%s%N) - begun) / 1000000)) ms"
    url=$(cat "$work/url")
}
left() { curl -s "${url}api/queue?limit=1" | sed -n 's/.*"left":\([0-9]*\).*/\1/p'; }
total() { curl -s "${url}api/queue?limit=1&reviewed=all" | sed -n 's/.*"total":\([0-9]*\).*/\1/p'; }
kib() { sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$server/status"; }

ask() { # what, query
    for _ in $(seq 20); do
        curl -s -o "$work/answer" -w '%{time_total}\n' "${url}$2"
    done | sort -n | awk -v what="$1" '{ t[NR] = 1000 * $1 }
        END { printf "%-44s median %6.1f worst %6.1f ms\n", what, (t[10] + t[11]) / 2, t[20] }'
}

rm -f "$out"/index.db*
begun=$(date +%s)
start
sleep 3
while [ "$(left)" != 0 ]; do sleep 2; done
echo "first index $(($(date +%s) - begun)) s, $(total) documents," \
    "$(($(stat -c %s "$out/index.db") / 1048576)) MiB; at most $(($(kib) / 1024)) MiB of memory"
kill "$server"
wait "$server" || true
start
sleep 3
ask 'queue, first page' 'api/queue'
ask 'queue, offset 50,000' 'api/queue?offset=50000'
ask 'queue, offset 99,950' 'api/queue?offset=99950'
ask 'queue, 200 rows' 'api/queue?limit=200'
ask 'queue by date, offset 50,000' 'api/queue?order=date&offset=50000'
ask 'queue by path, offset 50,000' 'api/queue?order=path&offset=50000'
ask 'status and part missing' 'api/queue?status=review&missing=signer'
ask 'issuer, part of a name, without diacritics' 'api/queue?issuer=binh%20lac'
ask 'month' 'api/queue?month=2024-03'
ask 'all, reviewed or not, offset 50,000' 'api/queue?reviewed=all&offset=50000'
ask 'search, a word that few have' 'api/queue?q=khongcotunay'
ask 'search, a word that all have' 'api/queue?q=ke'
ask 'search, a phrase with diacritics' 'api/queue?q=%22k%E1%BA%BF%20ho%E1%BA%A1ch%22'
ask 'search, offset 50,000' 'api/queue?q=ke&offset=50000'
document=$(curl -s "${url}api/queue?limit=1" | sed -n 's/.*"document":"\([0-9a-f]*\)".*/\1/p')
ask 'a document' "api/document/$document"
ask 'the archive' 'api/archive'
ask 'a month of the calendar' 'api/calendar?month=2024-06'
