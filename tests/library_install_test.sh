#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The example of docs/library.md is docs/examples/read_one.c; from what was installed, and
# moved after that, it is built as the page says, and prints what the page says:
#
#   library_install_test.sh CMAKE BUILD_DIR SOURCE_DIR SANITIZED
set -eu
cmake=$1 build_dir=$2 source_dir=$3 sanitized=$4

if [ "$sanitized" = ON ]; then
    echo "skipped: a program without the sanitizers' run time can't load the library"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
page=$source_dir/docs/library.md

block() {
    awk -v mark="<!-- example: $1 -->" '$0 == mark { wanted = 1 }
         /^```/ && wanted { inside = !inside; if (!inside) exit; next }
         inside' "$page"
}
block code >"$work/code"
sed -n '/^#include/,$p' "$source_dir/docs/examples/read_one.c" | diff -u "$work/code" - || {
    echo "library_install_test.sh: docs/library.md shows another program" >&2
    exit 1
}

# Each component brings what it should, and all of them together everything.
files_of() {
    "$cmake" --install "$build_dir" --prefix "$work/$1" --component "$1" >"$work/log"
    (cd "$work/$1" && find . ! -type d | sed 's|/lib/[^/]*-linux-[^/]*/|/lib/|' | sort)
}
version=$(sed -n 's/^Version: //p' "$build_dir/vanthu.pc")
files_of library >"$work/got"
printf './lib/libvanthu.so.0\n./lib/libvanthu.so.%s\n' "$version" | diff -u - "$work/got"
files_of development >"$work/got"
printf './include/vanthu.h\n./lib/libvanthu.so\n./lib/pkgconfig/vanthu.pc\n' |
    diff -u - "$work/got"
files_of program >"$work/got"
if grep libvanthu "$work/got" || ! grep -q ./bin/vanthu "$work/got" ||
    ! grep -q ./share/vanthu/rules/ "$work/got"; then
    echo "library_install_test.sh: component program has not the program and its data" >&2
    exit 1
fi

"$cmake" --install "$build_dir" --prefix "$work/first" >"$work/log"
mv "$work/first" "$work/moved"
lib=$(dirname "$(find "$work/moved" -name vanthu.pc)")
PKG_CONFIG_PATH=$lib
LD_LIBRARY_PATH=${lib%/pkgconfig}
export PKG_CONFIG_PATH LD_LIBRARY_PATH
unset VANTHU_DATA
mkdir "$work/desk"
cd "$work/desk"
cp "$source_dir/docs/examples/read_one.c" .
ln -s "$source_dir/samples" samples
block run >want
sed -n 's/^\$ //p' want >commands
[ -s commands ]
: >got
while IFS= read -r command; do
    printf '$ %s\n' "$command" >>got
    sh -c "$command" </dev/null >>got
done <commands
diff -u want got

# It is the moved data that it reads.
mv "$work/moved/share/vanthu/rules" "$work/moved/share/vanthu/rules.away"
if ./read_one samples/scans/pho-bien-phap-luat.born.pdf >out 2>&1; then
    echo "library_install_test.sh: it reads rules that were not installed" >&2
    exit 1
fi
VANTHU_DATA=$source_dir ./read_one samples/scans/pho-bien-phap-luat.born.pdf | grep -q '^code '
mv "$work/moved/share/vanthu/rules.away" "$work/moved/share/vanthu/rules"
# Another folder for libraries, a step deeper, and found by a path that is not absolute.
mkdir "${lib%/pkgconfig}/deeper"
mv "${lib%/pkgconfig}"/libvanthu.so* "${lib%/pkgconfig}/deeper"
LD_LIBRARY_PATH=../moved/${LD_LIBRARY_PATH#"$work/moved/"}/deeper \
    ./read_one samples/scans/pho-bien-phap-luat.born.pdf | grep -q '^code '
