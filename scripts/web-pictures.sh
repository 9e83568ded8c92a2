#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Make docs/pictures anew: the page of `vanthu serve` over the samples, in Vietnamese and
# English. Needs Chromium, node, npm (install-deps.sh --browser) and pngquant.
#
# usage: web-pictures.sh [VANTHU]
set -eu
cd "$(dirname "$0")/.."
source=$PWD
vanthu=$(realpath "${1:-build/release/vanthu}")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r samples/scans "$work/scans"
cp tests/web/*.mjs tests/web/package*.json "$work"
cd "$work"
npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1 || { cat npm.log; exit 1; }
mkdir pictures
"$vanthu" run scans -o out --progress never
node screenshots.mjs "$vanthu" out pictures
pngquant --strip --speed 1 --quality 70-95 --ext .png --force pictures/*.png
mkdir -p "$source/docs/pictures"
cp pictures/*.png "$source/docs/pictures/"
