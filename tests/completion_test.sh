#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What bash offers for a begun command line: completion_test.sh VANTHU COMPLETION_FILE
set -u
vanthu=$1
. "$2"
failed=0

# offers WANT... -- WORD...: completing the last word offers exactly WANT.
offers() {
    local want=()
    while [ "$1" != -- ]; do
        want+=("$1")
        shift
    done
    shift
    COMP_WORDS=("$vanthu" "$@")
    COMP_CWORD=$#
    _vanthu
    local got="${COMPREPLY[*]}"
    if [ "$got" != "${want[*]}" ]; then
        echo "completion_test.sh: '$*': '$got' in place of '${want[*]}'" >&2
        failed=1
    fi
}
offers run dump check explain watch status verify merge export track serve --lang --help --version -- ""
offers run -- ru
offers --xlsx -- export --x
offers --shard -- run --sh
offers --poll-seconds --progress --page-seconds -- watch --p
offers auto never always -- run --progress ""
offers vi en -- run --lang ""
offers nd30-di nd30-den -- export --profile nd
offers words -- dump wo
offers -- run some-file
# Every long option of every command is offered.
for command in run watch status verify merge export track serve dump check explain; do
    COMP_WORDS=("$vanthu" $command --)
    COMP_CWORD=2
    _vanthu
    for option in $("$vanthu" $command --help | grep -o -- '^ *\(-., \)\? *--[a-z-]*' |
        grep -o -- '--[a-z-]*'); do
        case " ${COMPREPLY[*]} " in
        *" $option "*) ;;
        *)
            echo "completion_test.sh: $command $option is not offered" >&2
            failed=1
            ;;
        esac
    done
done
exit $failed
