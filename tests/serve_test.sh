#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# `vanthu serve` from outside: what it answers, and what it must refuse.
#
#   serve_test.sh VANTHU SOURCE_DIR WORK_DIR
set -u
vanthu=$1 source_dir=$2 work=$3
command -v curl >/dev/null || {
    echo "skipped: no curl (scripts/install-deps.sh --test)"
    exit 77
}
rm -rf "$work"
mkdir -p "$work/data/web" "$work/scans/sub"
cd "$work" || exit 1
ln -s "$source_dir/rules" "$source_dir/models" data/
printf '<!doctype html><title>t</title><script src="app.js"></script>' >data/web/index.html
printf 'export {};' >data/web/app.js
printf 'secret' >data/web/notes.txt
printf 'secret' >secret.html
export VANTHU_DATA=$work/data
cp "$source_dir/samples/scans/pho-bien-phap-luat.born.pdf" scans/a.pdf
"$vanthu" run scans -o out --progress never 2>log || { cat log; exit 1; }
# the first document, and one of a dump of words, whose text is hostile
"$vanthu" dump words scans/a.pdf |
    sed 's/Phổ/<script>alert(1)<\/script>/; s/^\(word .*\) PHỔ$/\1 <img\/onerror=x>/' \
        >scans/sub/b.words 2>>log
"$vanthu" run scans -o out --progress never 2>>log || { cat log; exit 1; }

server=
trap '[ -z "$server" ] || kill -KILL "$server" 2>/dev/null' EXIT
failed=0
fail() {
    echo "FAILED: $*"
    failed=1
}

start() { # options; sets url, port, token, server
    "$vanthu" serve out --user an "$@" >url 2>messages &
    server=$!
    for _ in $(seq 100); do
        [ ! -s url ] || break
        sleep 0.1
    done
    url=$(cat url)
    port=${url#http://127.0.0.1:} port=${port%%/*}
    token=${url#http://*/} token=${token%/}
}
stop() {
    kill -TERM "$server"
    wait "$server"
}

# Every answer, whatever it is, has these.
headers='content-security-policy: default-src .none.; script-src .self.; style-src .self.; img-src .self. data:; connect-src .self.; base-uri .none.; form-action .none.; frame-ancestors .none.
x-content-type-options: nosniff
referrer-policy: no-referrer
cross-origin-resource-policy: same-origin
cross-origin-opener-policy: same-origin
cache-control: \(no-store\|private, no-cache\)'

# expect CODE WHAT CURL_ARGUMENT...: body in `body`, head in `head`
expect() {
    local code=$1 what=$2 got
    shift 2
    got=$(curl -s --max-time 60 --path-as-is -D head -o body -w '%{http_code}' "$@")
    [ "$got" = "$code" ] || fail "$what: $got, not $code"
    printf '%s\n' "$headers" | while read -r line; do
        tr -d '\r' <head | grep -qi "^$line\$" || echo "$line"
    done >missing
    [ ! -s missing ] || fail "$what: without $(cat missing)"
}
has() {
    grep -q "$1" body || fail "no $1 in: $(head -c 300 body)"
}
has_not() {
    ! grep -q "$1" body || fail "$1 in: $(head -c 300 body)"
}

start
json=(-H 'Content-Type: application/json' -H 'X-Vanthu: 1')
[[ $token =~ ^[0-9a-f]{32,}$ ]] || fail "token $token"

expect 200 'the page' "$url"
has '<title>t'
expect 200 'a script' "${url}app.js"
expect 200 about "${url}api/about"
has '"user":"an"'
tr -d '\r' <head | grep -qi '^content-type: application/json$' || fail 'about is JSON'

# --- the address ---
base=http://127.0.0.1:$port
for path in / "/$token" "/${token%?}0/" "/${token}0/" "/${token%?}/" "//$token/" \
    "/api/about" "/%2e%2e/" "/$(printf '0%.0s' $(seq 32))/" "/?$token" \
    "/${token^^}z/"; do
    expect 404 "without the token: $path" "$base$path"
    [ ! -s body ] || fail "$path is told more: $(cat body)"
done
for path in ../secret.html ..%2fsecret.html %2e%2e/secret.html ....//secret.html \
    %00 index.html%00.js app.js/../../../secret.html ./app.js notes.txt .. . web/app.js \
    /etc/passwd //etc/passwd '..\secret.html' page/../../secret.html \
    page/%2e%2e/1.png page/../1.png page/..%2f..%2fetc%2fpasswd/1.png \
    api/../app.js api/document/../../../etc/passwd api/document/%2e%2e \
    "page/$(printf 'a%.0s' $(seq 200))/1.png" "$(printf 'a%.0s' $(seq 6000))"; do
    expect 404 "path $path" "$url$path"
    has_not secret
    has_not root:
done
# longer than any header may be: libmicrohttpd's own refusal
got=$(curl -s -o body -w '%{http_code}' "$url$(printf 'a%.0s' $(seq 60000))")
case $got in 4* | 000) ;; *) fail "a path of 60000 letters: $got" ;; esac

# --- who asks ---
expect 421 'another Host' -H 'Host: evil.example' "${url}api/about"
expect 421 'another Host with our port' -H "Host: evil.example:$port" "${url}api/about"
expect 421 'Host without the port' -H 'Host: 127.0.0.1' "${url}api/about"
expect 421 'another port' -H 'Host: 127.0.0.1:1' "${url}api/about"
expect 421 'no Host' -H 'Host:' --http1.0 "${url}api/about"
expect 200 'localhost' -H "Host: localhost:$port" "${url}api/about"

document=$(sed -n 2p out/documents.csv | cut -d, -f1)
post=${url}api/document/$document
body='{"table":"documents","row":"","column":"signer","action":"accept","seen":0}'
expect 403 'POST without the header' -H 'Content-Type: application/json' -d "$body" "$post"
expect 403 'POST of a form' -H 'X-Vanthu: 1' -d "$body" "$post"
expect 403 'POST of text' -H 'X-Vanthu: 1' -H 'Content-Type: text/plain' -d "$body" "$post"
expect 403 'POST of another page' "${json[@]}" -H 'Origin: http://evil.example' -d "$body" "$post"
expect 403 'POST of a file' "${json[@]}" -H 'Origin: null' -d "$body" "$post"
expect 403 'POST of another port' "${json[@]}" -H 'Origin: http://127.0.0.1:1' -d "$body" "$post"
expect 403 'POST of https' "${json[@]}" -H "Origin: https://127.0.0.1:$port" -d "$body" "$post"
head -c 70000 /dev/zero | tr '\0' ' ' >large
expect 413 'a large body' "${json[@]}" --data-binary @large "$post"
expect 413 'a large body of no length' "${json[@]}" -H 'Transfer-Encoding: chunked' \
    --data-binary @large "$post"
expect 405 'POST of what can only be read' "${json[@]}" -d '{}' "${url}api/about"
for method in PUT DELETE OPTIONS TRACE PATCH BREW; do
    expect 405 "$method" -X "$method" "${url}api/about"
done
expect 200 HEAD -I "${url}api/about"
expect 404 'HEAD of nothing' -I "${url}api/nothing"

# --- pictures ---
expect 200 'a page' "${url}page/$document/1.png?dpi=60"
[ "$(head -c 4 body | tail -c 3)" = PNG ] || fail 'a page is PNG'
tag=$(tr -d '\r' <head | sed -n 's/^[Ee][Tt]ag: //p')
[ -n "$tag" ] || fail 'a page has an ETag'
expect 304 'a page that is known' -H "If-None-Match: $tag" "${url}page/$document/1.png?dpi=60"
expect 200 'the same at other dpi' -H "If-None-Match: $tag" "${url}page/$document/1.png?dpi=61"
for page in 0 3 99999 100000 -1 1.0 '' x 01x; do
    expect 404 "page $page" "${url}page/$document/$page.png"
done
for dpi in 35 301 -1 99999999999 1e2 72.5 x; do
    expect 404 "$dpi dpi" "${url}page/$document/1.png?dpi=$dpi"
done
expect 404 'a page of no document' "${url}page/0123456789abcdef/1.png"
words=$(grep b.words out/documents.csv | cut -d, -f1)
[ -z "$words" ] || [ "$words" = "$document" ] ||
    expect 404 'the page of a dump' "${url}page/$words/1.png"
touch -d '2001-01-01' scans/a.pdf
expect 200 'a page of a file with another time' "${url}page/$document/1.png?dpi=60"
cp scans/a.pdf a.kept
printf X | dd of=scans/a.pdf bs=1 seek=2000 conv=notrunc status=none
expect 410 'a page of a changed file' "${url}page/$document/1.png?dpi=60"
has '"error"'
expect 410 'the same when it is known' -H "If-None-Match: $tag" "${url}page/$document/1.png?dpi=60"
rm scans/a.pdf
expect 410 'a page of a file that is gone' "${url}page/$document/1.png?dpi=60"
ln -s "$work/secret.html" scans/a.pdf
expect 410 'a page of a link' "${url}page/$document/1.png?dpi=60"
rm scans/a.pdf
mv a.kept scans/a.pdf

# --- many of them ---
kib() { sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$server/status"; }
before=$(kib)
clients=()
for _ in 1 2 3 4; do
    curl -s --parallel --parallel-max 40 "${url}api/about?[1-500]" -o /dev/null \
        2>/dev/null &
    clients+=($!)
done
wait "${clients[@]}"
after=$(kib)
[ $((after - before)) -lt 40000 ] || fail "2000 requests: from $before to $after KiB"
expect 200 'after them' "${url}api/about"

stop
[ $? -eq 0 ] || fail "ends with $?"
[ ! -s messages ] || fail "says: $(cat messages)"

# --- the command ---
start --port "$port" # the same again
[ "$url" = "http://127.0.0.1:$port/$token/" ] || fail "another port: $url"
"$vanthu" serve out --port "$port" >url 2>messages
[ $? -eq 3 ] && grep -q 'choose another' messages || fail 'a port that is taken'
stop
"$vanthu" serve out --listen 0.0.0.0 >url 2>messages
[ $? -eq 2 ] && grep -q 'one address' messages || fail 'listens on all addresses'
"$vanthu" serve out --listen localhost >url 2>messages
[ $? -eq 2 ] && grep -q 'in digits' messages || fail 'an address that is a name'
"$vanthu" serve data >url 2>messages
[ $? -eq 2 ] && grep -q 'no journal' messages || fail 'a folder without a journal'
mv data/web/index.html data/web/other.html
"$vanthu" serve out >url 2>messages
[ $? -eq 2 ] && grep -q "page's files are missing" messages || fail 'without the page'
mv data/web/other.html data/web/index.html
exit $failed
