#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` leaves finds its rules and models, also when it is moved:
#
#   install_test.sh CMAKE BUILD_DIR SOURCE_DIR
set -eu
cmake=$1 build_dir=$2 source_dir=$3

# Outside the source folder: a program inside of it takes the rules from there.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$cmake" --install "$build_dir" --prefix "$work/first" >"$work/log"
mv "$work/first" "$work/moved"
cd "$work"

# Only what was installed may be read: a rule is taken away from it, and missed.
moved=$work/moved
"$moved/bin/vanthu" --version
"$moved/bin/vanthu" check
[ -f "$moved/share/man/man1/vanthu.1" ]
[ -f "$moved/share/man/vi/man1/vanthu.1" ]
"$moved/bin/vanthu" --lang vi --help | grep -q '^Cách dùng: '
env -u LC_ALL LANG=vi_VN.UTF-8 "$moved/bin/vanthu" check | grep -q 'quy tắc'
[ -f "$moved/share/man/man1/vanthu-slurm.1" ]
doc=$moved/share/doc/vanthu/docs
[ -f "$doc/operator-guide.md" ]
# The guides lead to each other and to their pictures there too.
for page in guide guide.vi rules-guide rules-guide.vi findings findings.vi; do
    grep -o ']([^)#:]*' "$doc/$page.md" | cut -c3- | sort -u | while read -r link; do
        [ -z "$link" ] || [ -e "$doc/$link" ] || {
            echo "install_test.sh: $page.md has a link to $link, which is not there" >&2
            exit 1
        }
    done
done
[ -x "$moved/bin/vanthu-slurm" ]
[ -f "$moved/share/bash-completion/completions/vanthu" ]
[ -f "$moved/share/zsh/site-functions/_vanthu" ]
# The unit names the program where CMake's prefix has it; here it stands elsewhere.
unit=$moved/lib/systemd/system/vanthu-watch@.service
grep -q '^ExecStart=/.*/vanthu watch' "$unit"
if command -v systemd-analyze >/dev/null; then
    sed "s|^ExecStart=[^ ]*|ExecStart=$moved/bin/vanthu|; /^Documentation/d" "$unit" \
        >"$work/vanthu-watch@.service"
    systemd-analyze verify "$work/vanthu-watch@.service"
fi
"$moved/bin/vanthu" run "$source_dir/samples/scans/pho-bien-phap-luat.born.pdf" -o out
grep -q 'Kế hoạch' out/documents.csv
mv "$moved/share/vanthu/rules" "$moved/share/vanthu/rules.away"
if "$moved/bin/vanthu" run "$source_dir/samples/scans/pho-bien-phap-luat.born.pdf" -o out2; then
    echo "install_test.sh: it read rules that were not installed" >&2
    exit 1
fi
