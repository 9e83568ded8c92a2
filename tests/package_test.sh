#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian packages that scripts/package.sh makes, made, installed and purged as
# docs/guide.md says: lintian finds no error in them, they
# hold nothing of the folder where they were built and have the same bytes when built in
# another; in a clean root, with nothing but what they depend on, an ordinary user gets
# the tables that the program built here makes; purged, nothing stays but his data.
#
#   package_test.sh VANTHU SOURCE_DIR WORK_DIR
#
# WORK_DIR keeps the clean root and what apt loaded for it, for the next time.
# 77: skipped, for the reason it prints.
set -eu
vanthu=$1 source=$2 work=${3:?}
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
. "$here/package/root.sh"

fail() {
    echo "package_test.sh: $1" >&2
    exit 1
}
root_or_skip "$@"
begun=$EPOCHREALTIME
since() {
    awk -v now="$EPOCHREALTIME" -v begun="$begun" 'BEGIN { printf "%5.1f s", now - begun }'
}

# What the guide tells a new user to type, without sudo: the commands of the blocks
# below "run by package_test.sh" that begin so.
guide_says() { # BEGINNING
    awk '/^<!-- run by package_test.sh -->/ { on = 1 }
         on && /^\$ / { sub(/^\$ (sudo )?/, ""); print }
         /^```$/ && on && ++ends == 2 { on = ends = 0 }' "$source/docs/guide.md" |
        grep -F -- "$1" || fail "docs/guide.md does not say '$1'"
}

# --- the packages ---

install_deps=$(guide_says ./scripts/install-deps.sh)
(cd "$source" && sh -c "$install_deps --list") | grep -q '^lintian' ||
    fail "'$install_deps' does not name what makes a package"
package=$(guide_says ./scripts/package.sh)
mapfile -t debs < <(cd "$source" && sh -c "$package")
[ ${#debs[@]} -gt 0 ] || fail "no package was made"
echo "$(since): built $(basename -a "${debs[@]}" | paste -sd' ')"
lintian --allow-root "${debs[@]}" || fail "lintian finds errors"

rm -rf "$work/elsewhere" "$work/files"
mkdir -p "$work/elsewhere" "$work/files"
names=()
for deb in "${debs[@]}"; do
    names+=("$(dpkg-deb -f "$deb" Package)")
    dpkg-deb -x "$deb" "$work/files"
done
! grep -rlF "$source" "$work/files" || fail "a file names the folder it was built in"
for dir in usr/local opt home srv var etc; do
    [ ! -e "$work/files/$dir" ] || fail "files in /$dir"
done

if [ -e "$source/.git" ]; then
    (
        cd "$source"
        git ls-files -coz --exclude-standard | xargs -0 cp --parents -t "$work/elsewhere"
        SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
        export SOURCE_DATE_EPOCH TZ=Asia/Ho_Chi_Minh
        umask 077
        "$work/elsewhere/scripts/package.sh" >"$work/elsewhere.debs"
    )
    while read -r deb; do
        cmp "$deb" "$source/build/package/${deb##*/}"
    done <"$work/elsewhere.debs"
    rm -rf "$work/elsewhere"
    echo "$(since): built elsewhere: the same bytes"
fi

# --- into a clean root ---

root_make
echo "$(since): a root with nothing in it: $(du -sxm "$root" | cut -f1) MiB"
mkdir -p "$root/home/clerk/scans" "$root/var/lib/vanthu/scans" "$root/debs"
cp "$source"/samples/scans/* "$root/home/clerk/scans"
cp "${debs[@]}" "$root/debs"
echo table >"$root/var/lib/vanthu/scans/documents.csv"
in_root chown -R clerk: /home/clerk

# The Depends line alone first, so that what purging leaves can be told from it.
depends=$(for deb in "${debs[@]}"; do dpkg-deb -f "$deb" Depends; done | tr , '\n' |
    sed 's/^ *//' | grep -v vanthu | sort -u | paste -sd,)
root_apt satisfy "$depends"
root_files >"$work/before"
inside=("${debs[@]##*/}")
inside=("${inside[@]/#//debs/}")
# As in the guide, in a folder where the package stands as it does in the source.
install=$(guide_says 'apt install ')
mkdir -p "$root/source/build"
cp -r "$root/debs" "$root/source/build/package"
in_root sh -c "cd /source && $install -qq -y --no-install-recommends" >"$work/apt.log" 2>&1 \
    </dev/null || fail "'$install': $(cat "$work/apt.log")"
rm -r "$root/source"
in_root dpkg-query -W vanthu >/dev/null || fail "'$install' installs no vanthu"
root_apt install "${inside[@]}"
echo "$(since): installed, with $(in_root dpkg-query -W | wc -l) packages:" \
    "$(du -sxm "$root" | cut -f1) MiB"

# --- used there ---

as_clerk vanthu --version
as_clerk vanthu check
as_clerk vanthu run scans -o out --progress never || [ $? = 1 ]
as_clerk vanthu verify out
as_clerk vanthu export out --xlsx book.xlsx
as_clerk vanthu track out >/dev/null
as_clerk vanthu --lang=vi --help | grep -qi 'kế hoạch' || fail "it speaks no Vietnamese"
as_clerk vanthu-slurm --help >/dev/null
as_clerk bash -c '. /usr/share/bash-completion/completions/vanthu; complete -p vanthu' \
    >/dev/null
for file in share/man/man1/vanthu.1.gz share/man/man1/vanthu-slurm.1.gz \
    share/zsh/vendor-completions/_vanthu share/doc/vanthu/{copyright,changelog.gz} \
    share/doc/vanthu/{README.md,docs/guide.md,docs/guide.vi.md,docs/operator-guide.md}; do
    [ -s "$root/usr/$file" ] || fail "/usr/$file is not there"
done
[ -s "$root/lib/systemd/system/vanthu-watch@.service" ] || fail "the unit is not there"
! find "$root/etc" -name '*vanthu*' | grep . || fail "the unit was enabled"

rm -rf "$work/home"
mkdir -p "$work/home"
cp -r "$root/home/clerk/scans" "$work/home"
(cd "$work/home" && "$vanthu" run scans -o out --progress never) || [ $? = 1 ]
diff -r -x 'vanthu.*' -x track "$work/home/out" "$root/home/clerk/out"
echo "$(since): the tables are those of the program here"

# --- another version, and away ---

# A systemctl that writes down what it is asked for.
printf '#!/bin/sh\necho "$*" >>/var/log/systemctl\n' >"$root/usr/bin/systemctl"
chmod 755 "$root/usr/bin/systemctl"
mkdir -p "$root/run/systemd/system"
asked() {
    grep -qxF -- "$1" "$root/var/log/systemctl" && rm "$root/var/log/systemctl" ||
        fail "systemctl was not asked for: $1"
}
root_apt install --reinstall "${inside[@]}"
asked "--quiet --system restart vanthu-watch@*.service"

in_root find /home/clerk /var/lib/vanthu -type f -exec sha256sum {} + | sort >"$work/data"
mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
ln -s "/lib/systemd/system/vanthu-watch@.service" \
    "$root/etc/systemd/system/multi-user.target.wants/vanthu-watch@scans.service"
# The library's packages depend on the program's and go with it.
purge=$(guide_says 'apt purge ')
in_root sh -c "$purge -qq -y" >"$work/apt.log" 2>&1 </dev/null || fail "'$purge': $(cat "$work/apt.log")"
asked "stop vanthu-watch@*.service"
rm -r "$root/usr/bin/systemctl" "$root/run/systemd"
! in_root dpkg-query -W "${names[@]}" 2>/dev/null | grep . || fail "dpkg knows it still"
root_files >"$work/after"
diff "$work/before" "$work/after" || fail "purged, this is not as before"
in_root find /home/clerk /var/lib/vanthu -type f -exec sha256sum {} + | sort |
    diff "$work/data" - || fail "the user's data are not what they were"
echo "$(since): purged, nothing stays but the user's data"
