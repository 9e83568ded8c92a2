# SPDX-License-Identifier: GPL-3.0-or-later
# A clean root of the Debian that runs here, from the mirrors that this machine's apt
# knows; read by package_test.sh, which sets $work. It lies in memory, in a mount namespace
# of the test's own, and is gone when that ends.
root=$work/root

skip() {
    echo "package_test.sh: skipped: $1"
    exit 77
}

# Goes on in a mount namespace of its own, or ends the test as skipped.
root_or_skip() {
    local program
    for program in debootstrap lintian dpkg-shlibdeps unshare; do
        command -v $program >/dev/null ||
            skip "$program is not there (scripts/install-deps.sh --package)"
    done
    [ "$(id -u)" = 0 ] || skip "only root can make a root"
    mkdir -p "$work"
    if [ -z "${PACKAGE_TEST_INSIDE-}" ]; then
        unshare --mount true 2>/dev/null || skip "this system lets nobody mount"
        PACKAGE_TEST_INSIDE=yes exec unshare --mount --propagation private "$0" "$@"
    fi
    mount -t tmpfs none "$work" 2>/dev/null || skip "this system lets nobody mount"
    mknod "$work/null" c 1 3 2>/dev/null && : 2>/dev/null >"$work/null" ||
        skip "this system lets nobody make a device"
    umount "$work"
    # shellcheck disable=SC1091
    suite=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
    # "URI suite file:line" of each source
    sources=$(apt-get indextargets 'Created-By: Packages' 'Origin: Debian' \
        'Component: main' --format '$(REPO_URI) $(RELEASE) $(SOURCESENTRY)' | sort -u)
    mirror=$(awk -v suite="$suite" '$2 == suite { print $1; exit }' <<<"$sources")
    [ -n "$mirror" ] || skip "apt has no source of Debian ${suite:-here}"
    /usr/lib/apt/apt-helper download-file "${mirror%/}/dists/$suite/Release" \
        "$work/Release" >/dev/null 2>&1 || skip "apt's mirror can't be reached"
}

in_root() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive HOME=/root "$@"
}

as_clerk() {
    chroot --userspec=clerk:clerk "$root" env -i -C /home/clerk \
        PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME=/home/clerk "$@"
}

root_apt() {
    in_root apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@" \
        >"$work/apt.log" 2>&1 </dev/null || {
        cat "$work/apt.log"
        echo "package_test.sh: apt-get $* failed in the root" >&2
        exit 1
    }
    cp -u "$root"/var/cache/apt/archives/*.deb "$work/archives" 2>/dev/null || true
}

# The keyring that apt asks for, where the source names one.
keyring() {
    local entry
    entry=$(awk -v suite="$suite" '$2 == suite { print $3; exit }' <<<"$sources")
    grep -ihoE 'signed-by[:=] *[^] ]+' "${entry%:*}" | sed 's/.*[:=] *//' | head -n 1
}

base_make() {
    local ring proxy
    ring=$(keyring) || true
    [ -f "$ring" ] || ring=/usr/share/keyrings/debian-archive-keyring.gpg
    proxy=$(apt-config shell proxy Acquire::http::Proxy)
    eval "$proxy"
    ${proxy:+env http_proxy="$proxy"} debootstrap --variant=minbase --keyring="$ring" \
        "$suite" "$root" "$mirror" >"$work/debootstrap.log" 2>&1 || {
        tail -n 20 "$work/debootstrap.log"
        echo "package_test.sh: debootstrap failed; all: $work/debootstrap.log" >&2
        exit 1
    }
    cp "$ring" "$root/etc/apt/trusted.gpg.d/"
    rm -f "$root"/var/cache/apt/archives/*.deb
    in_root useradd -m clerk
    tar -C "$root" -cf "$base.part" .
    mv "$base.part" "$base"
}

root_make() {
    base=$work/base-$suite.tar
    mkdir -p "$root" "$work/archives"
    mount -t tmpfs -o mode=755 none "$root"
    if [ -f "$base" ]; then
        tar -C "$root" -xf "$base"
    else
        base_make
    fi
    mount -t proc proc "$root/proc"
    awk '{ print "deb", $1, $2, "main" }' <<<"$sources" >"$root/etc/apt/sources.list"
    { apt-config dump | grep -E '^Acquire::(https?|Check-|Retries)' || true
        echo 'Acquire::Languages "none";'; } >"$root/etc/apt/apt.conf.d/90test"
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    if [ -f /etc/ssl/certs/ca-certificates.crt ]; then # for a mirror with https
        mkdir -p "$root/etc/ssl/certs"
        cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    fi
    cp -u "$work"/archives/*.deb "$root/var/cache/apt/archives/" 2>/dev/null || true
    root_apt update
}

# Every file there is, but for what apt and dpkg write down and what belongs to users.
root_files() {
    (cd "$root" && find . -xdev \( -path ./var/lib/apt -o -path ./var/lib/dpkg \
        -o -path ./var/cache/apt -o -path ./var/cache/ldconfig -o -path ./var/log \
        -o -path ./home -o -path ./debs -o -path ./proc \) -prune -o \
        \( -type d -printf '%p/ %m %u:%g\n' -o -printf '%p %s %m %u:%g %l\n' \) | sort)
}
