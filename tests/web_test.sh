#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The page of `vanthu serve` in a real browser: Debian's Chromium, driven by
# playwright-core; no browser is ever downloaded.
#
#   web_test.sh VANTHU SOURCE_DIR WORK_DIR
#
# 77: skipped, for the reason it prints.
set -eu
vanthu=$1 source=$2 work=$3

skip() {
    echo "web_test.sh: skipped: $*"
    exit 77
}
chromium=${CHROMIUM:-/usr/bin/chromium}
[ -x "$chromium" ] || skip "no Chromium (scripts/install-deps.sh --browser)"
command -v node >/dev/null && command -v npm >/dev/null ||
    skip "no node or no npm (scripts/install-deps.sh --browser)"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || skip "node is older than 18"

# What npm brings goes into the build folder, once for each lock file.
mkdir -p "$work"
if ! cmp -s "$source/tests/web/package-lock.json" "$work/installed"; then
    cp "$source/tests/web/package.json" "$source/tests/web/package-lock.json" "$work"
    (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1) ||
        skip "npm could not install playwright-core: $work/npm.log"
    cp "$work/package-lock.json" "$work/installed"
fi
cp "$source"/tests/web/*.mjs "$work"

export CHROMIUM="$chromium" WEB="$source/pipeline/web"
if command -v msgfmt >/dev/null; then
    msgfmt -o "$work/vi.mo" "$source/po/vi.po"
    export CATALOGUE="$work/vi.mo"
fi
cd "$work"
node --test --test-reporter=spec page_test.mjs
