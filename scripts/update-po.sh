#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Bring po/vanthu.pot and po/vi.po up to what the code says. Then translate in po/vi.po
# what is empty or fuzzy; the test `words` fails until that is done.
#
# usage: update-po.sh [--pot FILE]
#   --pot FILE  only write what is to be translated to FILE
#
# What is taken: _(), N_(), TR(), tr_count() and the formats of err_set() and of other functions
# that translate theirs, in pipeline/*.[ch]; t("...") in pipeline/web/*.js.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8

pot=po/vanthu.pot
only_pot=
if [ "${1:-}" = --pot ]; then
    pot=$2 only_pot=yes
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Names of files without line numbers: a catalogue changes when words do.
common="--from-code=UTF-8 --add-comments=TR --sort-by-file --add-location=file
    --package-name=vanthu --copyright-holder=vanthu"
# shellcheck disable=SC2086 # several options
find pipeline -name '*.[ch]' | sort |
    xgettext $common --files-from=- --language=C --keyword --keyword=_ --keyword=N_ --keyword=TR --keyword=NC_:1c,2 \
        --keyword=tr_count:1,2 --keyword=err_set:4 \
        --flag=err_set:4:c-format --flag=tr_count:1:c-format --flag=tr_count:2:c-format \
        -o "$folder/c.pot"
: >"$folder/js.pot"
# shellcheck disable=SC2086
if [ -d pipeline/web ]; then
    find pipeline/web -name '*.js' | sort |
        xgettext $common --files-from=- --language=JavaScript --keyword --keyword=t \
            --force-po -o "$folder/js.pot"
fi
msgcat --use-first --sort-by-file --add-location=file "$folder/c.pot" "$folder/js.pot" |
    sed '/^"POT-Creation-Date:/d' >"$folder/all.pot"
cp "$folder/all.pot" "$pot"
if [ -z "$only_pot" ]; then
    msgmerge --quiet --update --backup=none --no-wrap --add-location=file po/vi.po "$pot"
    msgattrib --no-obsolete --no-wrap -o "$folder/vi.po" po/vi.po
    cp "$folder/vi.po" po/vi.po
    msgfmt --check --statistics -o /dev/null po/vi.po
fi
