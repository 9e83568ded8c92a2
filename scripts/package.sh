#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Make build/package/vanthu_VERSION_ARCH.deb; the packages' paths are printed.
# The same commit gives the same bytes, in any folder.
set -eu
cd "$(dirname "$0")/.."
umask 022

: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
# ccache would make paths relative to the build folder, before the compiler maps them.
export SOURCE_DATE_EPOCH CCACHE_BASEDIR=
./scripts/build.sh package >&2
log=$PWD/build/package.log
cd build/package
rm -rf ./*.deb _CPack_Packages
cpack >>"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    echo "package.sh: cpack failed; all of it: $log" >&2
    exit 1
}
ls "$PWD"/*.deb
