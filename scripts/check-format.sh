#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every C file is laid out as .clang-format says. `check-format.sh --fix` makes it so.
set -eu
cd "$(dirname "$0")/.."

if [ "${1:-}" = --fix ]; then
    set -- -i
else
    set -- --dry-run -Werror
fi
git ls-files -z -- 'pipeline/*.[ch]' 'library/*.[ch]' 'docs/*.c' 'tests/*.[ch]' 'bench/*.[ch]' |
    xargs -0 clang-format "$@"
