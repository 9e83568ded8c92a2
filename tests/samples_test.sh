#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The run on samples/scans reads what a person reads, and gives the same bytes with one
# worker as with two:
#
#   samples_test.sh VANTHU SCORE SOURCE_DIR OUT_DIR
set -eu
vanthu=$1 score=$2 source_dir=$3 out=$4

rm -rf "$out"
mkdir -p "$out"
cd "$source_dir"
"$vanthu" run -j 1 samples/scans -o "$out/one"
"$vanthu" run -j 2 samples/scans -o "$out/two"
diff -r -x "vanthu.*" "$out/one" "$out/two"
"$score" "$out/one" samples/truth samples/thresholds.yaml
