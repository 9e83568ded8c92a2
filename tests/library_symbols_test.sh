#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# libvanthu shows what vanthu.h declares and nothing else, and its header stands alone,
# in C99 and in C++:
#
#   library_symbols_test.sh LIBVANTHU.SO HEADER
set -eu
library=$1 header=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
nm -D --defined-only --format=posix "$library" | awk '$2 ~ /[TDBRWV]/ { sub(/@.*/, "", $1); print $1 }' |
    sort -u >"$work/shown"
grep -o '\bvanthu_[a-z_]*(' "$header" | tr -d '(' | sort -u >"$work/named"
# The example in the header's first comment calls; declarations follow VANTHU_API.
sed -n '/^VANTHU_API/,/;/p' "$header" | tr '\n' ' ' | grep -o '\bvanthu_[a-z_]* *(' |
    tr -d '( ' | sort -u >"$work/declared"
diff -u "$work/declared" "$work/shown"
comm -23 "$work/named" "$work/declared" | grep . && {
    echo "library_symbols_test.sh: the header's comments name what it does not declare" >&2
    exit 1
}

readelf -d "$library" | grep -q 'SONAME.*\[libvanthu\.so\.0\]' || {
    echo "library_symbols_test.sh: the soname is not libvanthu.so.0" >&2
    exit 1
}

printf '#include "%s"\nint main(void) { return vanthu_api_version() != VANTHU_API_VERSION; }\n' \
    "$header" >"$work/use.c"
cp "$work/use.c" "$work/use.cc"
cc -std=c99 -Wall -Wextra -pedantic -Werror -fsyntax-only "$work/use.c"
if command -v c++ >/dev/null; then
    c++ -std=c++11 -Wall -Wextra -pedantic -Werror -fsyntax-only "$work/use.cc"
else
    echo "library_symbols_test.sh: no C++ compiler here: not tried with one"
fi
