#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Install what is needed, build, read the sample plans into tables, show the tables.
set -eu
cd "$(dirname "$0")/.."
out=build/try

./scripts/install-deps.sh
./scripts/build.sh release
rm -rf "$out"
status=0
./build/release/vanthu run samples/scans -o "$out" || status=$?

echo
for table in documents references deadlines campaigns recipients findings; do
    csv=$out/$table.csv
    [ -f "$csv" ] || continue
    echo "== $csv"
    head -n 3 "$csv" | tr -d '\r'
done
echo
echo "The tables are in $PWD/$out; the recognised text is in $PWD/$out/text."
exit $status
