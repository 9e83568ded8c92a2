#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The worked example of README.md and README.vi.md gives what stands there:
#
#   readme_test.sh VANTHU SOURCE_DIR WORK_DIR
#
# The example is the block after the comment <!-- example -->: lines that begin with "$ "
# are commands, the others what they print on standard output.
set -eu
vanthu=$1 source_dir=$2 work=$3

rm -rf "$work"
mkdir -p "$work/bin"
ln -s "$vanthu" "$work/bin/vanthu"
ln -s "$source_dir/samples" "$work/samples"
PATH=$work/bin:$PATH
export PATH
cd "$work"

example() {
    awk '/^<!-- example -->/ { wanted = 1 }
         /^```/ && wanted { inside = !inside; if (!inside) exit; next }
         inside' "$source_dir/$1"
}
for readme in README.md README.vi.md; do
    example "$readme" >want
    [ -s want ] || {
        echo "readme_test.sh: $readme has no example" >&2
        exit 1
    }
    sed -n 's/^\$ //p' want >commands
    : >got
    while IFS= read -r command; do
        printf '$ %s\n' "$command" >>got
        sh -c "$command" </dev/null 2>errors | tr -d '\r' >>got
    done <commands
    diff -u want got || {
        cat errors >&2
        echo "readme_test.sh: the example of $readme prints something else" >&2
        exit 1
    }
done
