#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One command-line case: run_case.sh VANTHU CASE_DIR
#
# CASE_DIR holds
#   cmd            a shell script, run in an empty folder; `vanthu` is the program, $DATA
#                  is tests/cli/data, $SAMPLES is samples/
#   expect_exit    its exit status (absent: 0)
#   expect_stdout  what it prints, exactly (absent: nothing)
#   expect_stderr  a glob for each line on standard error (absent: nothing)
#   skip_if        a shell script; the case is skipped (77) when it succeeds
# With UPDATE=1 the exact files are written anew; look at the difference then.
set -eu
program=$1
case_dir=$(cd "$2" && pwd)
DATA=$(cd "$(dirname "$0")/data" && pwd)
SAMPLES=$(cd "$(dirname "$0")/../../samples" && pwd)
export DATA SAMPLES
export LC_ALL=C.UTF-8
unset VANTHU_DATA TESSDATA_PREFIX ARGP_HELP_FMT

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/work"
ln -s "$program" "$folder/bin/vanthu"
PATH=$folder/bin:$PATH
cd "$folder/work"

if [ -f "$case_dir/skip_if" ] && sh "$case_dir/skip_if"; then
    exit 77
fi
got_exit=0
sh "$case_dir/cmd" >"$folder/stdout" 2>"$folder/stderr" || got_exit=$?

failed=0
want_exit=0
if [ -f "$case_dir/expect_exit" ]; then
    want_exit=$(cat "$case_dir/expect_exit")
fi
if [ "$got_exit" != "$want_exit" ]; then
    echo "exit status is $got_exit, wanted $want_exit"
    failed=1
fi

want=/dev/null
if [ -f "$case_dir/expect_stdout" ]; then
    want=$case_dir/expect_stdout
fi
if [ "${UPDATE:-0}" = 1 ] && [ "$want" != /dev/null ]; then
    cp "$folder/stdout" "$want"
fi
diff -u "$want" "$folder/stdout" || failed=1

want=/dev/null
if [ -f "$case_dir/expect_stderr" ]; then
    want=$case_dir/expect_stderr
fi
exec 3<"$want"
line_no=0
while IFS= read -r line; do
    line_no=$((line_no + 1))
    if ! IFS= read -r pattern <&3; then
        echo "standard error, line $line_no, not expected: $line"
        failed=1
        continue
    fi
    # shellcheck disable=SC2254 # the pattern is meant as one
    case $line in
    $pattern) ;;
    *)
        echo "standard error, line $line_no: $line"
        echo "               wanted: $pattern"
        failed=1
        ;;
    esac
done <"$folder/stderr"
while IFS= read -r pattern <&3; do
    echo "standard error: no line for: $pattern"
    failed=1
done
exit $failed
