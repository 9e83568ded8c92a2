#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The run on samples/scans reads what a person reads: samples_test.sh VANTHU SCORE SOURCE_DIR OUT_DIR
set -eu
vanthu=$1 score=$2 source_dir=$3 out=$4

rm -rf "$out"
cd "$source_dir"
"$vanthu" run samples/scans -o "$out"
"$score" "$out" samples/truth samples/thresholds.yaml
