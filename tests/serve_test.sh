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
    sed 's/Phổ/<script>alert(1)<\/script>/; s/^source 3/source 4/; s/a\.pdf$/b.pdf/' \
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
    : >url # else the one of before is read
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
words=$(grep b.pdf out/documents.csv | cut -d, -f1)
[ -n "$words" ] && [ "$words" != "$document" ] || fail 'no document of a dump'
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

# --- the queue, and what is found ---
ask() { curl -s --max-time 30 -G "$@"; }
until_left() { # waits until the index is up to date
    for _ in $(seq 100); do
        [ "$(ask "${url}api/queue" -d limit=1 | grep -c '"left":0}')" = 1 ] && return
        sleep 0.1
    done
    fail 'the index is not made'
}
finds() { # how many, what
    local got
    got=$(ask "${url}api/queue" -d reviewed=all --data-urlencode "q=$2" |
        sed -n 's/^{"total":\([0-9]*\).*/\1/p')
    [ "$got" = "$1" ] || fail "finds $got of $2, not $1"
}
until_left
finds 2 'giáo dục'
finds 2 'giao duc'
finds 2 'GIÁO DỤC'
finds 0 'giáo dúc'
finds 2 '"giáo dục pháp luật"'
finds 0 '"pháp luật giáo dục"'
finds 2 'động'
finds 0 'đồng'
finds 2 'dong'
finds 0 'đống đa'
finds 0 'khongcotunay'
finds 2 '33/KH-THCS'
finds 0 'giáo" OR "x'
finds 0 'plain : x'
finds 2 'giáo * dục ('
ask "${url}api/queue" -d reviewed=all --data-urlencode 'q=giao duc' >body
has '\\u0001'
for query in limit=0 limit=201 offset=-1 offset=x limit=1e1; do
    expect 400 "queue?$query" "${url}api/queue?$query"
done
expect 200 'a query that would be SQL' -G "${url}api/queue" \
    --data-urlencode "issuer=' OR 1=1 --" --data-urlencode "status=x' OR '1'='1"
has '"total":0'
expect 200 'a text that is no UTF-8' "${url}api/queue?q=%ff%fe&issuer=%00&type=%80"
expect 200 'the archive' "${url}api/archive"
has '"documents":2'
expect 200 'the calendar' "${url}api/calendar?month=2025-09"
has '"2025-09-'
expect 400 'no month' "${url}api/calendar?month=2025-9-"
expect 200 'a document with a script in it' "${url}api/document/$words"
has '<script>'
tr -d '\r' <head | grep -qi '^content-type: application/json$' || fail 'it is JSON'

# --- saving ---
say() { # code, what, the rest of the JSON
    expect "$1" "$2" "${json[@]}" -H "Origin: http://127.0.0.1:$port" -d "$3" "$post"
}
version() { ask "$post" | sed -n 's/.*"version":\([0-9]*\).*/\1/p'; }
expect 200 'a document' "$post"
has '"version":0,'
say 200 'a value is set' '{"table":"documents","row":"","column":"signer","action":"set","value":"Tống Hồng Nhung","seen":0}'
say 200 'another' '{"table":"documents","column":"code","action":"set","value":"77/KH-THCS","seen":0}'
has '"value":"77/KH-THCS","read":"33/KH-THCS"'
has '"state":"set"'
has '"version":2,'
say 409 'a second editor' '{"table":"documents","column":"code","action":"set","value":"78/KH-THCS","seen":0}'
has '"error":"changed"'
has '"by":"an"'
has '"value":"77/KH-THCS"'
say 200 'the second editor, who has seen it' '{"table":"documents","column":"code","action":"set","value":"78/KH-THCS","seen":2}'
finds 1 '78/KH-THCS'
finds 1 '"78 KH THCS"'
ask "${url}api/queue" -d order=path >body
has '"code":"78/KH-THCS"'
say 200 'taken back' '{"table":"documents","column":"code","action":"undo","seen":3}'
has '"value":"77/KH-THCS"'
say 400 'no date' '{"table":"documents","column":"date","action":"set","value":"31/2/2024","seen":9}'
say 400 'no column' '{"table":"documents","column":"source","action":"set","value":"x","seen":9}'
say 400 'no action' '{"table":"documents","column":"code","action":"drop","seen":9}'
say 400 'no row' '{"table":"recipients","row":"1 2 3","column":"note","action":"set","value":"x","seen":9}'
say 400 'no JSON' '{"table":"documents",'
say 400 'no object' '[1]'
say 400 'a number for a value' '{"table":"documents","column":"code","action":"set","value":7,"seen":9}'
say 400 'nested too deep' "$(printf '[%.0s' $(seq 5000))"
say 200 'a row is added' '{"table":"recipients","action":"add","value":{"recipient":"UBND xã Bình Lạc"},"seen":9}'
has '"state":"added"'
say 200 'gone through' '{"table":"documents","action":"reviewed","seen":9}'
has '"reviewed":true'
ask "${url}api/queue" >body
has '"total":1,'
expect 200 'the log' "$post/log"
has '"old":"33/KH-THCS","new":"77/KH-THCS"'
expect 405 'the log is only read' "${json[@]}" -d '{}' "$post/log"
expect 404 'a document that is none' "${json[@]}" -d '{}' "${url}api/document/0123456789abcdef"

# --- a run beside it; the index taken away ---
cp scans/a.pdf scans/c.pdf
printf x >>scans/c.pdf
"$vanthu" run scans -o out --progress never 2>>log || fail 'a run beside the server'
for _ in $(seq 100); do
    ask "${url}api/queue" -d reviewed=all >body
    grep -q '"total":3,' body && break
    sleep 0.1
done
has '"total":3,'
stop
rm out/index.db*
start
post=${url}api/document/$document
until_left
ask "${url}api/queue" -d reviewed=all >body
has '"total":3,'
finds 1 '77/KH-THCS'
stop
printf 'no database' >out/index.db
start
post=${url}api/document/$document
until_left
finds 1 '77/KH-THCS'

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
