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
node --test --test-timeout=60000 --test-reporter=spec page_test.mjs

# The real server. Its files come from the source; a rule of the office changes all rows.
mkdir -p data
ln -sfn "$source/rules" data/rules
ln -sfn "$source/models" data/models
ln -sfn "$source/pipeline/web" data/web
export VANTHU_DATA="$work/data" VANTHU="$vanthu" RULES="$work/extra.yaml"
rm -rf scans out
mkdir scans
for sample in tuyen-quan.office.pdf phong-chay.fax.tif pho-bien-phap-luat.born.pdf; do
    cp "$source/samples/scans/$sample" scans
done
"$vanthu" dump words scans/pho-bien-phap-luat.born.pdf |
    sed '3,$s|Phổ$|<script>alert(1)</script>|; 3,$s|giáo$|"><img/src=x/onerror=alert(2)>|
        s/^source ..../source 0000/; 1,3s/pho-bien[^ ]*$/evil.words/' >scans/evil.words
cat >extra.yaml <<'Y'
rules:
  - id: office.room
    table: campaigns
    zones: [body]
    pattern: '(?<name> Phòng \s+ họp \s+ số \s+ \d+ )'
    groups: [{name: name, column: name}]
    set: [{column: kind, value: movement}]
    sure: 0.9
    examples: [{text: "Phòng họp số 2", want: ["name=Phòng họp số 2"]}]
    counter_examples: ["Phòng họp lớn"]
Y
"$vanthu" check extra.yaml
"$vanthu" run scans -o out --progress never
node --test --test-timeout=60000 --test-reporter=spec real_test.mjs
