#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every word for people is in the catalogue, and translated: words_test.sh SOURCE_DIR
set -eu
cd "$1"
export LC_ALL=C.UTF-8
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

# What the code says now, against what the catalogues were made from.
./scripts/update-po.sh --pot "$folder/now.pot"
for catalogue in po/vanthu.pot po/vi.po; do
    if ! msgcmp --use-untranslated "$catalogue" "$folder/now.pot" 2>"$folder/said"; then
        cat "$folder/said" >&2
        echo "words_test.sh: $catalogue lacks words of the code: run" \
            "scripts/update-po.sh and translate them" >&2
        failed=1
    fi
done
if ! msgcmp --use-untranslated "$folder/now.pot" po/vanthu.pot 2>"$folder/said"; then
    cat "$folder/said" >&2
    echo "words_test.sh: po/vanthu.pot has words that the code has no more: run" \
        "scripts/update-po.sh" >&2
    failed=1
fi

# All translated, none guessed, and directives of formats agree.
counts=$(msgfmt --check --statistics -o /dev/null po/vi.po 2>&1) || failed=1
case $counts in
*untranslated* | *fuzzy* | *error*)
    echo "words_test.sh: po/vi.po: $counts" >&2
    failed=1
    ;;
esac

# A text that wants letters which the help can't show (pipeline/settings_help.c).
msggrep --no-wrap --location='pipeline/settings_*.c' po/vi.po |
    msgfmt -o "$folder/help.mo" -
if ! msgunfmt "$folder/help.mo" | grep -v '^msgid\|^"[A-Z][A-Za-z-]*: ' |
    iconv -f UTF-8 -t VISCII >/dev/null; then
    echo "words_test.sh: po/vi.po: the help has letters that VISCII does not have" >&2
    failed=1
fi
exit $failed
