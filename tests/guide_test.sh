#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The guides followed literally: every command of docs/guide.md and then of
# docs/rules-guide.md, in the order in which they stand, in an empty folder beside
# `samples`, with vanthu on the PATH; the same with the Vietnamese ones under a Vietnamese
# LANG. Both languages must have the same commands, and every link must lead somewhere.
#
#   guide_test.sh VANTHU SOURCE_DIR WORK_DIR
#
# In a block, lines that begin with "$ " are commands; what follows one is what it prints,
# standard output and errors, compared when there is any. "..." in a line stands for
# anything, alone on a line for any lines. A comment before a block may say:
#
#   file: NAME              the block is what a person saves as NAME
#   fails                   the last command must fail
#   run by package_test.sh  that test takes the commands from docs/guide.md
#   not run: WHY
#
# `vanthu serve` runs until the test, in place of a person, has looked at its page and
# accepted one value.
set -u
vanthu=$1 source_dir=$2 work=$3
docs=$source_dir/docs
export LC_ALL='' LANGUAGE=''
ran=0 left_out=0

fail() {
    echo "guide_test.sh: $*" >&2
    exit 1
}
command -v curl >/dev/null || {
    echo "skipped: no curl (scripts/install-deps.sh --test)"
    exit 77
}

# One line, with "..." for anything.
like() { # WANT GOT
    local want=$1 got=$2 piece
    if [[ $want != *...* ]]; then
        [[ $got == "$want" ]]
        return
    fi
    piece=${want%%...*} want=${want#*...}
    [[ $got == "$piece"* ]] || return 1
    got=${got#"$piece"}
    while [[ $want == *...* ]]; do
        piece=${want%%...*} want=${want#*...}
        [[ $got == *"$piece"* ]] || return 1
        got=${got#*"$piece"}
    done
    [[ $got == *"$want" ]]
}

# The files `want` and `got`, line by line. After "..." the next line is looked for.
prints_it() {
    local want got i=0 any=
    mapfile -t want <want
    mapfile -t got <got
    for line in "${want[@]}"; do
        if [ "$line" = ... ]; then
            any=yes
            continue
        fi
        while [ -n "$any" ] && ((i < ${#got[@]})) && ! like "$line" "${got[i]}"; do
            ((i++))
        done
        ((i < ${#got[@]})) && like "$line" "${got[i]}" || return 1
        ((i++))
        any=
    done
    [ -n "$any" ] || ((i == ${#got[@]}))
}

# The blocks of a page as lines of "TAG<tab>text": # a comment before a block, ( and ) its
# ends, = a line.
blocks() { # PAGE
    awk 'BEGIN { OFS = "\t" }
        /^```/ { inside = !inside; print inside ? "(" : ")", ""; next }
        inside { print "=", $0; next }
        /^<!-- .* -->$/ { print "#", substr($0, 6, length($0) - 9) }' "$1"
}

# A person's part, through what the page itself asks: the list, a document, one word.
look_and_accept() { # URL
    local url=$1 document
    curl -sf "$url" | grep -q '<title>' || fail "$1: not the page"
    curl -sf "${url}api/about" >about || fail "$1: no answer"
    document=$(sed -n 2p home/out/documents.csv | cut -d, -f1)
    curl -sf -H 'Content-Type: application/json' -H 'X-Vanthu: 1' -d '{"table":"documents",
        "row":"","column":"signer","action":"accept","seen":0}' \
        "${url}api/document/$document" >answer || fail "a value can't be accepted: $(cat answer)"
}
serve() { # COMMAND
    : >got
    (cd home && exec bash -c "exec $1") </dev/null >got 2>&1 &
    server=$!
    for _ in $(seq 600); do
        [ ! -s got ] || break
        sleep 0.1
    done
    look_and_accept "$(cat got)"
    kill -TERM $server
    wait $server || fail "'$1' ends with $?: $(cat got)"
    server=
}

run_command() { # COMMAND FAILS
    local status=0
    ran=$((ran + 1))
    case $1 in
    'vanthu serve '*) serve "$1" ;;
    *) (cd home && bash -c "$1") </dev/null >got 2>&1 || status=$? ;;
    esac
    tr -d '\r' <got >got.lines
    mv got.lines got
    if [ $status = 0 ] && [ -n "$2" ]; then
        fail "$page: '$1' should have failed: $(cat got)"
    elif [ $status != 0 ] && [ -z "$2" ]; then
        fail "$page: '$1' ends with $status: $(cat got)"
    fi
    [ ! -s want ] || prints_it || {
        diff want got
        fail "$page: '$1' prints something else"
    }
}

# The commands of the file `block`, each with the lines below it.
run_block() { # FAILS
    local lines command='' at
    mapfile -t lines <block
    [[ ${lines[0]} == '$ '* ]] || fail "$page: a block without a command: ${lines[0]}"
    : >want
    for at in "${!lines[@]}"; do
        if [[ ${lines[at]} == '$ '* ]]; then
            [ -z "$command" ] || run_command "$command" ''
            command=${lines[at]#'$ '}
            : >want
        else
            printf '%s\n' "${lines[at]}" >>want
        fi
    done
    run_command "$command" "$1"
}

do_block() { # COMMENT
    case $1 in
    'file: '*) cp block "home/${1#file: }" ;;
    'not run: '* | 'run by package_test.sh')
        left_out=$((left_out + $(grep -c '^\$ ' block)))
        sed -n "s|^\$ \(.*\)|$page: not run here: \1 (${1#not run: })|p" block
        ;;
    fails) run_block fails ;;
    '') run_block '' ;;
    *) fail "$page: '<!-- $1 -->' is none of the comments that this test knows" ;;
    esac
}

follow() { # PAGE
    local tag text comment=
    page=$1
    while IFS=$'\t' read -r tag text <&3; do
        case $tag in
        '#') comment=$text ;;
        '(') : >block ;;
        '=') printf '%s\n' "$text" >>block ;;
        ')')
            do_block "$comment"
            comment=
            ;;
        esac
    done 3< <(blocks "$docs/$page")
}

commands_of() { # PAGE
    blocks "$docs/$1" | awk -F '\t' '$1 == "#" || $2 ~ /^\$ /'
}
for page in guide rules-guide; do
    diff <(commands_of $page.md) <(commands_of $page.vi.md) ||
        fail "$page.md and $page.vi.md have other commands"
done
grep -q 'docs/guide\.md' "$source_dir/tests/package_test.sh" ||
    fail "package_test.sh does not take commands from docs/guide.md"
for page in guide{,.vi}.md rules-guide{,.vi}.md findings{,.vi}.md user-guide{,.vi}.md; do
    while read -r link; do
        [ -e "$docs/$link" ] || fail "$page: a link to $link, which is not there"
    done < <(grep -o '](\([^)#]*\)' "$docs/$page" | sed 's/^](//; /^https\{0,1\}:/d; /^$/d')
done

# --- followed ---

server=
trap '[ -z "$server" ] || kill -KILL "$server" 2>/dev/null' EXIT
rm -rf "$work"
mkdir -p "$work/bin"
cd "$work" || exit 1
ln -s "$vanthu" bin/vanthu
PATH=$work/bin:$PATH
export PATH
for language in en vi; do
    case $language in
    en) LANG=C.UTF-8 suffix=.md ;;
    vi) LANG=vi_VN.UTF-8 suffix=.vi.md ;;
    esac
    export LANG
    rm -rf home
    mkdir home
    ln -s "$source_dir/samples" home/samples
    for page in guide rules-guide; do
        follow "$page$suffix"
    done
done
echo "$ran commands were run, $left_out left out"
