#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Starts the example of each framework that is installed and asks all of them the same, with curl; a second copy says that
# it cannot have the port, and ends.
# EXAMPLES=folder says where they are built, if not in build/gcc/examples.
set -u
cd "$(dirname "$0")/../.." || exit 1
built=${EXAMPLES:-build/gcc/examples}
. tests/count.sh
work=$(mktemp -d)
servers=()
trap 'kill "${servers[@]}" 2>/dev/null; rm -rf "$work"' EXIT

is_open() { (exec 4<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() {
    port=$((20000 + RANDOM % 12000))
    while is_open $port; do port=$((20000 + RANDOM % 12000)); done
}

# What an example's own framework adds is left out; names are compared without regard to case.
received() {
    curl -s -m 10 -D - -o "$work/body" "$@" | tee "$work/head" | tr -d '\r' | sed -e 's/^HTTP\/1.1 \([0-9]*\).*/\1/' -e 's/^[^:]*:/\L&/' \
        -e "s/'nonce-[A-Za-z0-9+/]\{24\}'/'nonce-*'/" -e 's/session=[A-Za-z0-9+/]\{24\};/session=*;/' |
        grep -v -E '^$|^(accept-ranges|connection|content-length|content-type|date|keep-alive|transfer-encoding):' | LC_ALL=C sort
}
lines() { LC_ALL=C sort; }

features='accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), window-management=(), xr-spatial-tracking=()'
everywhere="cross-origin-opener-policy: same-origin
cross-origin-resource-policy: same-origin
origin-agent-cluster: ?1
permissions-policy: $features
x-content-type-options: nosniff
x-dns-prefetch-control: off
x-frame-options: DENY
x-permitted-cross-domain-policies: none"
site="cache-control: no-store
content-security-policy: default-src 'none'; script-src 'self' 'nonce-*'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'; object-src 'none'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'
referrer-policy: strict-origin-when-cross-origin
$everywhere"
api="cache-control: no-store
content-security-policy: default-src 'none'; frame-ancestors 'none'
referrer-policy: no-referrer
$everywhere"
cookie='set-cookie: __Host-session=*; Path=/; Max-Age=28800; Secure; HttpOnly; SameSite=Strict'

nonce() { grep -o '<script nonce="[^"]*"' "$work/body" | cut -d'"' -f2; }
ask() {  # ask FRAMEWORK URL
    same "$1: the page" "$(lines <<<"200"$'\n'"$site")" "$(received "$2/")"
    local first second
    first=$(nonce)
    [ "$1" = oatpp ] ||  # whose router finds / without a query only
        same "$1: the page with a query" "$(lines <<<"200"$'\n'"$site")" "$(received "$2/?utm_source=x")"
    received "$2/" >/dev/null
    second=$(nonce)
    same "$1: the page's nonce is the header's" "'nonce-$second'" "$(grep -o "'nonce-[^']*'" "$work/head")"
    same "$1: each page has a nonce of its own" different "$([ ${#first} -eq 24 ] && [ "$first" != "$second" ] && echo different)"
    same "$1: logging in" "$(lines <<<"303"$'\n'"location: /"$'\n'"$cookie"$'\n'"$site")" "$(received -d '' "$2/login" | sed "s|^location: $2|location: |")"
    same "$1: the API" "$(lines <<<"200"$'\n'"$api")" "$(received "$2/api/time")"
    [ "$1" != beast ] || same "$1: HEAD" "$(lines <<<"200"$'\n'"$site")" "$(received -I "$2/")"
    same "$1: what is not there" "$(lines <<<"404"$'\n'"$site")" "$(received "$2/missing")"
}

declare -A port_of
for source in examples/*/main.cpp; do
    framework=$(basename "$(dirname "$source")")
    grep -q "adapter/$framework.hpp" "$source" || continue
    case $framework in demo | custom_server) continue ;; esac
    program=$built/$framework/example_$framework
    if [ ! -x "$program" ]; then
        skip "the example of $framework is not built"
        continue
    fi
    same "$framework: its example has less than 80 lines" yes "$([ "$(wc -l <"$source")" -lt 80 ] && echo yes)"
    free_port
    port_of[$framework]=$port
    PORT=$port "$program" </dev/null >"$work/$framework.log" 2>&1 &
    servers+=($!)
done
for framework in "${!port_of[@]}"; do
    for _ in $(seq 100); do
        is_open "${port_of[$framework]}" && break
        sleep 0.05
    done
    ask "$framework" "http://127.0.0.1:${port_of[$framework]}"
    { PORT=${port_of[$framework]} timeout 10 "$built/$framework/example_$framework" </dev/null >"$work/second" 2>&1; } 2>/dev/null
    status=$?
    same "$framework: a second server on its port fails" yes "$([ $status != 0 ] && [ $status != 124 ] && echo yes)"
    same "$framework: a second server on its port says why" yes "$([ -s "$work/second" ] && echo yes)"
done

end
