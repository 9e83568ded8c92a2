#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The workbook, opened by LibreOffice with Vietnamese settings and written out again:
# every cell is what the tables hold, nothing became a date, a number or a formula.
#
#   sheets_test.sh VANTHU SHEETS SOURCE WORK_DIR
#
# 77: skipped, for the reason it prints.
set -eu
vanthu=$1 sheets=$2 source=$3 work=$4

command -v soffice >/dev/null || {
    echo "sheets_test.sh: skipped: LibreOffice is not there" \
        "(scripts/install-deps.sh --office)"
    exit 77
}
rm -rf "$work"
mkdir -p "$work/profile/user"
cat >"$work/profile/user/registrymodifications.xcu" <<X
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"
 oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>
X
# CSV of every sheet, in UTF-8.
convert() {
    timeout 300 soffice "-env:UserInstallation=file://$work/profile" --headless \
        --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' \
        --outdir "$work" "$1" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
}

"$sheets" write "$work/nasty.xlsx"
convert "$work/nasty.xlsx"
"$sheets" same "$work/nasty-Thử.csv"

"$vanthu" run "$source" -o "$work/out" --progress never || [ $? = 1 ]
"$vanthu" export "$work/out" --xlsx "$work/book.xlsx"
cp "$work/book.xlsx" "$work/first.xlsx"
"$vanthu" export "$work/out" --xlsx "$work/book.xlsx"
cmp "$work/first.xlsx" "$work/book.xlsx" # the same twice
convert "$work/book.xlsx"
"$sheets" check "$work/out" "$work/book"

# A layout as workbook and as CSV has the same rows.
for profile in nd30-di nd30-den tdkt tt02; do
    "$vanthu" export "$work/out" --profile $profile --xlsx "$work/$profile.xlsx" \
        --csv "$work/$profile.csv" --eol lf
    convert "$work/$profile.xlsx"
    one=$(ls "$work/$profile"-*.csv)
    [ "$(wc -l <"$one")" = "$(wc -l <"$work/$profile.csv")" ]
    # all but dates, which a sheet shows in its own way
    sed 's/[0-9]*-[0-9]*-[0-9]*//g' "$work/$profile.csv" | cut -c1-40 >"$work/a"
    sed 's|[0-9]*/[0-9]*/[0-9][0-9][0-9][0-9]||g' "$one" | cut -c1-40 >"$work/b"
    diff "$work/a" "$work/b"
done
