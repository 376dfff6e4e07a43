#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compares csp_evaluator(), observatory() and the JSON of secure-headers-audit with the originals of npm, on policies,
# responses and heads that a seed makes; and gives our cookies to tough-cookie's jar.
# tests/differential/run.sh [COUNT [SEED]]; OBSERVATORY=folder takes another Observatory, such as algorithm 6 itself.
set -u
cd "$(dirname "$0")/../.." || exit 1
count=${1:-400} seed=${2:-1}
originals=build/originals observatory=${OBSERVATORY:-build/originals/observatory}
. tests/count.sh
. tests/differential/originals.sh

compare() {  # compare NAME FOLDER: the last line of the program counts
    local name=$1 cases=build/originals/$1.jsonl
    if ! cmake --build --preset "${PRESET:-gcc}" --target "differential_$name" >"$cases.log" 2>&1; then
        fail "differential_$name does not compile"
        tail -n 30 "$cases.log"
    elif ! node "tests/differential/$name.mjs" "$2" "$count" "$seed" >"$cases"; then
        fail "tests/differential/$name.mjs did not come to its end"
    else
        "build/${PRESET:-gcc}/tests/differential_$name" "$cases" | tee "$cases.log" | sed '$d'
        add "differential_$name" "$cases.log"
    fi
}
compare_command() {  # what the program says, with both originals
    local command=build/${PRESET:-gcc}/examples/audit/secure-headers-audit
    if ! grep -q '^secure_headers_audit:' <(cmake --build --preset "${PRESET:-gcc}" --target help 2>/dev/null); then
        skip "secure-headers-audit is not built here, so it is not compared"
    elif ! cmake --build --preset "${PRESET:-gcc}" --target secure_headers_audit >"$originals/command.log" 2>&1; then
        fail "secure-headers-audit does not compile"
        tail -n 30 "$originals/command.log"
    else
        node tests/differential/command.mjs "$command" "$originals" "$observatory" "$count" "$seed" 2>&1 |
            tee "$originals/command.log" | sed '$d'
        add tests/differential/command.mjs "$originals/command.log"
    fi
}
compare_cookie_jar() {  # what tough-cookie keeps of our cookies
    local cookies=build/originals/cookies.jsonl log=build/originals/cookie_jar.log
    if ! cmake --build --preset "${PRESET:-gcc}" --target differential_cookie_jar >"$log" 2>&1; then
        fail "differential_cookie_jar does not compile"
        tail -n 30 "$log"
    else
        "build/${PRESET:-gcc}/tests/differential_cookie_jar" "$count" "$seed" >"$cookies"
        node tests/differential/cookie_jar.mjs "$originals" "$cookies" 2>&1 | tee "$log" | sed '$d'
        add "differential_cookie_jar" "$log"
    fi
}
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    for original in csp_evaluator tough-cookie Observatory; do skip "node or npm is not installed, $original is not compared"; done
else
    fetch_originals "$originals"
    if [ -d "$originals/node_modules/csp_evaluator" ]; then
        compare csp_evaluator "$originals"
    else
        skip "npm could not install csp_evaluator"
    fi
    if [ -d "$originals/node_modules/tough-cookie" ]; then
        compare_cookie_jar
    else
        skip "npm could not install tough-cookie"
    fi
    if [ -d "$observatory/src" ] && [ -d "$originals/node_modules/tough-cookie" ]; then
        compare observatory "$observatory"
        [ ! -d "$originals/node_modules/csp_evaluator" ] || compare_command
    else
        skip "npm could not fetch the Observatory"
    fi
fi
end
