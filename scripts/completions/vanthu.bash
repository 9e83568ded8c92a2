# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of vanthu for bash. Commands and options are what `--help` says, so that this
# file need not know them.
_vanthu() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local program=${COMP_WORDS[0]} command=${COMP_WORDS[1]}

    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$("$program" --lang=en --help 2>/dev/null |
            awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }') \
            --lang --help --version" -- "$current")
        return
    fi
    case $before in
    --progress | = | --eol | --only | --profile | --lang)
        [ "$before" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}
        [ "$current" != = ] || current=
        case $before in
        --progress) set -- auto never always ;;
        --eol) set -- lf crlf ;;
        --lang) set -- vi en ;;
        --only) set -- header ;;
        --profile) set -- nd30-di nd30-den tdkt tt02 ;;
        *) return ;; # a file: bash knows
        esac
        mapfile -t COMPREPLY < <(compgen -W "$*" -- "$current")
        return
        ;;
    esac
    if [ "$COMP_CWORD" -eq 2 ] && [ "$command" = dump ] && [ "${current#-}" = "$current" ]; then
        mapfile -t COMPREPLY < <(compgen -W "source page words slots lines zones text \
            fields findings" -- "$current")
        return
    fi
    case $current in
    -*)
        mapfile -t COMPREPLY < <(compgen -W "$("$program" "$command" --lang=en --help 2>/dev/null |
            sed -n 's/^ *\(-[a-z], \)\? *\(--[a-z-]*\).*/\2/p')" -- "$current")
        ;;
    esac
}
complete -o default -F _vanthu vanthu
