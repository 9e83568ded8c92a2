#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Both manual pages name every command and option of --help, and say the same ones; the
# Vietnamese help has no line of the English one:
#
#   man_test.sh VANTHU SOURCE_DIR
set -eu
vanthu=$1
cd "$2/docs"
export LC_ALL=C.UTF-8
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

commands=$("$vanthu" --help | awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }')
[ -n "$commands" ]
for command in '' $commands; do
    # shellcheck disable=SC2086 # no command: no word
    "$vanthu" $command --help >"$folder/en"
    # shellcheck disable=SC2086
    "$vanthu" --lang vi $command --help >"$folder/vi"
    # What has a word in it and stands in both was not translated.
    grep -Fx -f "$folder/en" "$folder/vi" | grep '[a-z] [a-z]' >"$folder/both" || :
    if [ -s "$folder/both" ] || ! grep -q '^Cách dùng: ' "$folder/vi"; then
        echo "man_test.sh: the Vietnamese help of '$command' has English lines:" >&2
        cat "$folder/both" >&2
        failed=1
    fi
    for page in vanthu.1 vanthu.vi.1; do
        if [ -n "$command" ] && ! grep -q "^\.Cm $command\$" $page; then
            echo "man_test.sh: $page has no command $command" >&2
            failed=1
        fi
        for option in $(grep -o '^ *\(-., \)\? *--[a-z-]*' "$folder/en" |
            sed 's/.*--//' | sort -u); do
            case $option in
            max-*) option=max- ;;
            esac
            if ! grep -q "Fl -$option" $page; then
                echo "man_test.sh: $page has no option --$option ($command)" >&2
                failed=1
            fi
        done
    done
done
for page in vanthu.1 vanthu.vi.1; do
    grep -o 'Fl -[a-z-]*\|Ev [A-Z_]*\|^\.It Cm [a-z]*\|^\.It [0-9]*$\|^\.It Pa .*' $page |
        sort | uniq -c >"$folder/$page"
done
if ! diff "$folder/vanthu.1" "$folder/vanthu.vi.1"; then
    echo "man_test.sh: the two manual pages differ in what they name" >&2
    failed=1
fi
exit $failed
