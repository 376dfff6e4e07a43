#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Starts the demo and the custom server and compares what curl receives, byte for byte.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/count.sh
work=$(mktemp -d)
servers=()
trap 'kill "${servers[@]}" 2>/dev/null; rm -rf "$work"' EXIT

demo=build/gcc/examples/demo/demo
custom=build/gcc/examples/custom_server/custom_server

start() {  # start PROGRAM: sets url
    PORT=0 "$1" >"$work/log" &
    servers+=($!)
    for _ in $(seq 100); do
        url=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/log" | head -n 1)
        [ -n "$url" ] && return
        sleep 0.05
    done
}
# What is not the server's own doing, in an order that is not the framework's.
received() {
    curl -s -m 10 -D - -o "$work/body" "$@" | tr -d '\r' | grep -v -e '^Content-Length:' -e '^Content-Type:' -e '^Keep-Alive:' -e '^Last-Modified:' -e '^Accept-Ranges:' -e '^$' |
        sed "s/'nonce-[A-Za-z0-9+/]\{24\}'/'nonce-*'/" | LC_ALL=C sort
}
lines() { LC_ALL=C sort; }

features='accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), window-management=(), xr-spatial-tracking=()'
rest="Cross-Origin-Opener-Policy: same-origin
Cross-Origin-Resource-Policy: same-origin
Origin-Agent-Cluster: ?1
Permissions-Policy: $features
X-Content-Type-Options: nosniff
X-DNS-Prefetch-Control: off
X-Frame-Options: DENY
X-Permitted-Cross-Domain-Policies: none"
self="style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'; object-src 'none'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
recommended="Cache-Control: no-store
Content-Security-Policy: default-src 'none'; script-src 'self' 'nonce-*'; $self
Referrer-Policy: strict-origin-when-cross-origin
$rest"

if [ -x $demo ]; then
    start $demo
    same "/plain is bare" "$(printf '%s\n' 'HTTP/1.1 200 OK' 'Server: demo/1.4.2' 'X-Powered-By: C++20' | lines)" "$(received "$url/plain")"
    for path in /:200:OK /missing:404:'Not Found' /error:500:'Internal Server Error' /static/style.css:200:OK; do
        IFS=: read -r route status reason <<<"$path"
        expected=$(printf '%s\n' "HTTP/1.1 $status $reason" "$recommended" | lines)
        same "$route" "$expected" "$(received "$url$route")"
        same "HEAD $route" "$expected" "$(received -I "$url$route")"
    done
    same "/secure-py sends the article's set" "$(lines <<'ARTICLE'
HTTP/1.1 200 OK
Strict-Transport-Security: max-age=63072000; includeSubdomains
X-Frame-Options: SAMEORIGIN
X-XSS-Protection: 1; mode=block
X-Content-Type-Options: nosniff
Referrer-Policy: no-referrer, strict-origin-when-cross-origin
Pragma: no-cache
Expires: 0
Cache-control: no-cache, no-store, must-revalidate, max-age=0
Server: Secure
Set-Cookie: spam=eggs; Path=/; Expires=*; Secure; HttpOnly; SameSite=Strict
ARTICLE
)" "$(received "$url/secure-py" | sed 's/Expires=[^;]* GMT/Expires=*/')"
    expires=$(curl -s -m 10 -D - -o /dev/null "$url/secure-py" | sed -n 's/.*Expires=\([^;]* GMT\).*/\1/p')
    ahead=$(($(date -d "$expires" +%s) - $(date +%s)))
    same "its cookie lives for an hour" yes "$([ $ahead -ge 3590 ] && [ $ahead -le 3600 ] && echo yes)"
    same "/strict" "$(printf '%s\n' 'HTTP/1.1 200 OK' "Content-Security-Policy: default-src 'none'; script-src 'nonce-*' 'strict-dynamic'; $self; require-trusted-types-for 'script'" \
        'Referrer-Policy: no-referrer' 'Cross-Origin-Embedder-Policy: require-corp' 'Cache-Control: no-store' "$rest" | lines)" "$(received "$url/strict")"
    same "/api" "$(lines <<'API'
HTTP/1.1 200 OK
Content-Security-Policy: default-src 'none'; frame-ancestors 'none'
X-Frame-Options: DENY
X-Content-Type-Options: nosniff
Referrer-Policy: no-referrer
Cross-Origin-Resource-Policy: same-origin
X-Permitted-Cross-Domain-Policies: none
Cache-Control: no-store
API
)" "$(received "$url/api")"
    same "/route keeps its own policy" "$(printf '%s\n' 'HTTP/1.1 200 OK' "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'" \
        'Cache-Control: no-store' 'Referrer-Policy: strict-origin-when-cross-origin' "$rest" | lines)" "$(received "$url/route")"
    site=$(printf '%s\n' 'HTTP/1.1 303 See Other' 'Location: /account' "$recommended")
    same "logging in sets a session cookie" "$(lines <<<"$site"$'\n'"Set-Cookie: __Host-session=*; Path=/; Max-Age=28800; Secure; HttpOnly; SameSite=Strict")" \
        "$(received -d '' "$url/log-in" | sed 's/session=[A-Za-z0-9+/]\{24\};/session=*;/')"
    id=$(curl -s -m 10 -D - -o /dev/null -d '' "$url/log-in" | sed -n 's/.*__Host-session=\([^;]*\);.*/\1/p')
    account() { curl -s -m 10 -H "Cookie: a=b; __Host-session=$id" "$url/account" | sed -n 's/<h1>\(.*\)<.h1>/\1/p'; }
    same "the session is known" "You are logged in" "$(account)"
    same "logging out takes cookie and stored data away" "$(lines <<<"$site"$'\n''Set-Cookie: __Host-session=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=Strict'$'\n''Clear-Site-Data: "cache","cookies","storage"')" \
        "$(received -d '' -H "Cookie: __Host-session=$id" "$url/log-out")"
    same "the session is gone" "Nobody is logged in" "$(account)"
    report='[{"type":"csp-violation","url":"https://a.example/","age":1,"body":{"documentURL":"https://a.example/","disposition":"enforce","effectiveDirective":"img-src","blockedURL":"https://b.example/c.png","originalPolicy":"img-src","statusCode":200}}]'
    same "a browser's report is taken" 204 "$(curl -s -m 10 -o /dev/null -w '%{http_code}' -H 'Content-Type: application/reports+json' -d "$report" "$url/reports")"
    same "what is no report is refused" 400 "$(curl -s -m 10 -o /dev/null -w '%{http_code}' -d 'nothing' "$url/reports")"
    same "reports are shown" "csp-violation on https://a.example/ img-src against https://b.example/c.png" "$(curl -s -m 10 "$url/reports")"
    same "/reporting reports" "Reporting-Endpoints: csp=\"/reports\"" "$(received "$url/reporting" | grep ^Reporting)"
    for route in / /strict; do
        first=$(curl -s -m 10 -D "$work/head" "$url$route")
        of_page=$(grep -o '<script nonce="[^"]*"' <<<"$first" | cut -d'"' -f2)
        of_header=$(grep -io "'nonce-[^']*'" "$work/head" | sed "s/'nonce-\(.*\)'/\1/")
        same "$route: the script carries the header's nonce" "$of_header" "$of_page"
        second=$(curl -s -m 10 "$url$route" | grep -o '<script nonce="[^"]*"' | cut -d'"' -f2)
        same "$route: two responses have two nonces" different "$([ -n "$second" ] && [ "$second" != "$of_page" ] && echo different)"
    done
    if command -v http >/dev/null; then
        same "httpie sees the same" 1 "$(http --ignore-stdin --headers "$url/" | grep -c '^X-Frame-Options: DENY')"
    else
        skip "httpie is not installed"
    fi
    reporting=$(received "$url/reporting" | grep ^Content-Security-Policy:)
    same "over plain HTTP /reporting reports by report-uri alone, else browsers send nothing" "report-uri /reports" "$(grep -o 'report-[a-z]* [^;]*' <<<"$reporting")"
    for route in / /account /route; do
        same "$route has its icon" 1 "$(curl -s -m 10 "$url$route" | grep -c '<link rel="icon" href="/static/icon.svg">')"
    done
    if command -v http >/dev/null; then
        mapfile -t printed < <(grep '^  http ' "$work/log")
        for command in "${printed[@]}"; do
            status=$(bash -c "$command" <<<'not typed' | tr -d '\r' | head -n 1 | cut -d' ' -f2)
            same "$command" "$(case $command in */error*) echo 500 ;; */log-in*) echo 303 ;; *) echo 200 ;; esac)" "$status"
        done
    fi
    for wrong in '' abc -1 99999 80a; do
        same "PORT=$wrong is said in one line" "demo: PORT is no port: it is a number from 1 to 65535, or 0 for any that is free" "$(PORT=$wrong timeout 5 $demo 2>&1)"
        PORT=$wrong timeout 5 $demo >/dev/null 2>&1
        same "PORT=$wrong fails" 1 $?
    done
    taken=${url##*:}
    same "a port that is taken is said in one line" "demo: port $taken of 127.0.0.1 is taken; try PORT=8081" "$(PORT=$taken timeout 5 $demo 2>&1)"
else
    skip "the demo is not built, since cpp-httplib is not installed"
fi
if command -v ninja >/dev/null && command -v pkg-config >/dev/null && pkg-config --exists cpp-httplib; then
    mkdir -p "$work/broken/examples"  # a project whose demo does not compile
    cp examples/demo.sh "$work/broken/examples"
    echo 'int main() { return no_such_name; }' >"$work/broken/main.cpp"
    printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(broken LANGUAGES CXX)' 'add_executable(demo main.cpp)' >"$work/broken/CMakeLists.txt"
    said=$(timeout 100 bash "$work/broken/examples/demo.sh" 2>&1)
    same "demo.sh ends where the build fails" 1 $?
    holds "demo.sh shows what the compiler says" grep -q "error: .*no_such_name" <<<"$said"
fi

start $custom
same "the custom server sends the recommended set" "$(printf '%s\n' 'HTTP/1.1 200 OK' 'Connection: close' "$recommended" | lines)" "$(received "$url/")"
same "HTTP/2 wants names in lower case" 12 "$($custom --http2 | grep -c '^[a-z-]*: ')"

taken=${url##*:}
same "the custom server says that its port is taken" "custom_server: cannot listen on 127.0.0.1, try another PORT: Address already in use" "$(PORT=$taken timeout 5 $custom 2>&1)"
kill "${servers[-1]}"
wait "${servers[-1]}" 2>/dev/null
PORT=$taken timeout 5 $custom >"$work/log" 2>&1 &
servers+=($!)
sleep 0.5
same "the custom server starts again where it was" "http://127.0.0.1:$taken/" "$(<"$work/log")"

end
