#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The tracker on a made-up archive: a province's plan that three of five recipients
# answered, gaps and duplicates in series of numbers, two scans of one plan, a plan of the
# same text, and a number that may be misread. All that it writes is compared with
# tests/track/expected; UPDATE=1 renews that.
#
# usage: track_test.sh VANTHU SOURCE_DIR WORK_DIR
set -eu
vanthu=$1
data=$2/tests/track
want=$data/expected
rules=$2/rules
work=$3
export LC_ALL=C.UTF-8

rm -rf "$work"
mkdir -p "$work/got"
LC_ALL=C awk -v folder="$work" -f "$data/words_of.awk" "$data/archive.txt"
cd "$work"
"$vanthu" run ./*.words -o out --eol lf --rules-dir "$rules" 2>/dev/null
track() {
    "$vanthu" track out --today 2024-02-20 --in-force "$data/in_force.yml" --eol lf "$@"
}
track >got/messages
track -o again >/dev/null
diff -r out/track again || {
    echo "the same archive, other bytes"
    exit 1
}

cp out/track/*.csv got
sed 's/,[^,]*$//' out/track/duties.csv >got/duties.csv # how sure is not the tracker's
sed "s|file://[^\"]*/|file:///|" out/track/chain.dot >got/chain.dot
sed 's/^DTSTAMP:[0-9]\{8\}T[0-9]\{6\}Z/DTSTAMP:now/' out/track/duties.ics >got/duties.ics
if [ "${UPDATE:-0}" = 1 ]; then
    rm -rf "$want"
    cp -r got "$want"
fi
diff -r "$want" got

fail() {
    echo "$*"
    exit 1
}
# RFC 5545: lines end with CRLF and have at most 75 octets, none cuts a letter in two.
calendar=out/track/duties.ics
[ "$(grep -c "$(printf '\r')\$" $calendar)" = "$(wc -l <$calendar)" ] ||
    fail "$calendar: a line without CRLF"
LC_ALL=C awk 'length($0) > 76 { exit 1 }' $calendar || fail "$calendar: a long line"
tr -d '\r' <$calendar | while IFS= read -r line; do
    printf '%s\n' "$line" | iconv -f UTF-8 -t UTF-8 >/dev/null || fail "cut: $line"
done
[ -z "$(grep ^UID: $calendar | sort | uniq -d)" ] || fail "$calendar: a UID twice"

# The picture by its structure: another Graphviz lays it out another way.
picture=out/track/chain.svg
for part in node edge; do
    case $part in
    node) wanted=$(grep -c '^    "' out/track/chain.dot) ;;
    edge) wanted=$(grep -c '^  "[0-9]*: [^"]*" -> ' out/track/chain.dot) ;;
    esac
    drawn=$(grep -c "class=\"$part\"" $picture)
    # names of columns are nodes too, and invisible edges hold these in order
    columns=$(grep -c '^  level[0-9] \[' out/track/chain.dot)
    [ $part = edge ] && columns=0
    [ "$drawn" = $((wanted + columns)) ] ||
        fail "$picture: $drawn of class $part, not $((wanted + columns))"
done
grep -q '12/KH&#45;UBND' $picture || fail "$picture: a code is not there"
if grep -qi '<image\|<script\|http:[^"]*\.\(js\|css\|png\)' $picture; then
    fail "$picture: asks for something from outside"
fi

# Nothing to look at is no fault.
mkdir none
"$vanthu" run none -o empty --rules-dir "$rules" 2>/dev/null
"$vanthu" track empty --in-force "$data/in_force.yml" >/dev/null
"$vanthu" run 05-xa.words -o one --rules-dir "$rules" 2>/dev/null
"$vanthu" track one --in-force "$data/in_force.yml" >/dev/null
