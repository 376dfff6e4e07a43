#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Fuzzes each target for ten seconds, or with --long for five minutes or as many SECONDS, two at a time:
# run.sh [--long [SECONDS]]. The short run begins with the same inputs each time, so that what it finds is of the change.
set -u
cd "$(dirname "$0")/../.." || exit 1
seconds=10 seed=1
[ "${1-}" = --long ] && seconds=${2:-300} seed=0  # 0: another one each time
build=$PWD/build/fuzz
targets=(command doors set csp cookie readers reports proxy heads)  # the first takes a minute to compile
compiler=
for candidate in clang++-19 clang++; do  # the one that has libFuzzer
    [ -z "$compiler" ] && echo 'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }' |
        "$candidate" -x c++ -fsanitize=fuzzer - -o /dev/null 2>/dev/null && compiler=$candidate
done
if [ -z "$compiler" ]; then
    echo "SKIPPED: no clang with libFuzzer"
    echo "0 passed, 0 failed, ${#targets[@]} skipped"
    exit 0
fi

seeds() {  # one file for each text that a reader of a header should begin from
    local target=$1 i=0 text
    shift
    for text; do
        printf '%b' "$text" >"$build/corpus/$target/seed$i"
        i=$((i + 1))
    done
}
mkdir -p "${targets[@]/#/$build/corpus/}"
seeds csp '\0\0https://a.example b.example\n\1\0c.example' "\\0\\1'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'strict-dynamic'\\n\\2\\1"
seeds set '\1\0\0Avalue;NxH\n\2\1B\n' '\0\5\0AvH\n\4\0\n\3\2\n'
seeds cookie '\0\3name\n/p\na.example\nPriority=High\nvalue' '\1a=b; Path=/; SameSite=None; Secure'
seeds reports '[{"type":"csp-violation","age":1,"url":"https://a","body":{"documentURL":"a","blockedURL":"inline"}}]' \
    '{"csp-report":{"document-uri":"a","violated-directive":"b"}}'
seeds heads 'HTTP/1.1 301 Moved\r\nLocation: https://a.example/\r\n\r\nHTTP/2 200 \r\na: b\r\n c\r\n\r\nbody' \
    'HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\nA: b\n\n'
mkdir -p "$build/corpus/command"
seeds command '\0HTTP/1.1 301 Moved\r\nLocation: https://a.example/\r\n\r\nHTTP/2 200 \r\na: b\r\n c\r\n\r\nbody' \
    "\\1HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\nContent-Security-Policy: script-src 'unsafe-inline'\nSet-Cookie: a=b\n\n"
seeds proxy 'https\nfor=1;proto=https, proto=http' '\nA: b\r\nSet-Cookie: a=1'
seeds readers "\\x00script-src 'nonce-abc' 'strict-dynamic' https: http://a.example/b; object-src 'none'; sandbox" \
    "\\x01img-src *\\ndefault-src 'self'" \
    '\x02a=b; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=5; Domain=.a.example; Expires=Thu, 01 Jan 1970 00:00:00 GMT' \
    "\\x03Content-Security-Policy: default-src 'self'\\nSet-Cookie: a=b" '\x04no-store, private="A, B", max-age=5' \
    '\x05"cache", "cookies"' '\x06require-corp;report-to="a"' '\x07same-origin; report-to="a"' '\x08same-site' \
    '\x09a=1.5, b;report-to=c' '\x0ablocked-destinations=(script), endpoints=(a b)' '\x0b?1' \
    '\x0cusb=(self "https://a.example"), camera=*, a=();report-to="b"' '\x0dno-referrer, strict-origin' \
    '\x0ea="https://a.example/r", b="/r"' '\x0fmax-age=63072000; includeSubDomains; preload' '\x10nosniff' '\x11DENY' \
    '\x12{"group":"a","max_age":1,"endpoints":[{"url":"https://a.example","priority":1}]}' \
    '\x12{"endpoints":[{"url":"https:\\/\\/a.example\\/?b,c"},{"url":"\\u002fr"}],"group":"\\ud83d\\ude00a","max_age":1}' \
    '\x13{"report_to":"\\u0061","max_age":1}' '\x13{"report_to":"a","max_age":1,"success_fraction":0.5}' '\x14https://a.example, *' \
    '\x15bot: noindex, max-snippet:1, unavailable_after: 25 Jun 2030 15:00:00 GMT' '\x16nginx/1.2 (x)' '\x170' \
    '\x18https://a.example'

fuzz() {
    local target=$1 runs libraries=
    [ "$target" = command ] && libraries='-lfmt -DSECURE_HEADERS_VERSION="0"'
    if [ "$target" = doors ]; then  # begins from what each door lets through
        [ -x build/injection/injection ] || bash tests/injection/run.sh >/dev/null
        build/injection/injection --seeds "$build/corpus/doors"
    fi
    if ! "$compiler" -std=c++20 -O1 -g1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
        -D_GLIBCXX_ASSERTIONS -Iinclude \
        "tests/fuzz/$target.cpp" $libraries -o "$build/$target" >"$build/$target.log" 2>&1; then
        echo "FAIL  fuzz $target: does not compile"
        tail -n 20 "$build/$target.log"
    elif (cd "$build" && "./$target" -max_total_time="$seconds" -seed="$seed" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -dict=../../tests/fuzz/text.dict -artifact_prefix="$target-" "corpus/$target" >"$target.log" 2>&1); then
        runs=$(sed -n 's/stat::number_of_executed_units: *//p' "$build/$target.log")
        echo "ok    fuzz $target: $runs inputs in $seconds seconds"
    else
        echo "FAIL  fuzz $target"
        grep -aE 'BROKEN|ERROR|SUMMARY|runtime error|Test unit written' "$build/$target.log"
    fi
}
export -f fuzz
export build compiler seconds seed
printf '%s\n' "${targets[@]}" | xargs -P2 -I{} bash -c 'fuzz {}' | tee "$build/results"

passed=$(grep -c '^ok' "$build/results") failed=$(grep -c '^FAIL' "$build/results")
if command -v python3 >/dev/null; then
    while read -r function; do  # each reader is named by a target
        name=${function%%(*}
        [ "$name" = is_secure ] && continue  # is audit, for GoogleTest
        grep -qw "${name##*::}" tests/fuzz/*.cpp && continue
        echo "FAIL  no target in tests/fuzz reads with $function"
        failed=$((failed + 1))
    done < <(python3 tests/injection/functions.py --readers)
fi
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$passed" -eq ${#targets[@]} ]
