#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Configure and build one preset of CMakePresets.json: build.sh PRESET
# Prints nothing but what is wrong; the full log is build/PRESET.log.
set -eu
cd "$(dirname "$0")/.."
preset=${1:?usage: build.sh PRESET}

mkdir -p build
log=build/$preset.log
echo "building $preset ..."
{ cmake --preset "$preset" && cmake --build --preset "$preset"; } >"$log" 2>&1 || {
    # Ninja says what failed just above its last line.
    tail -n 60 "$log" >&2
    echo "build.sh: preset $preset does not build; all of it: $log" >&2
    exit 1
}
