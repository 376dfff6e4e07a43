#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compares csp_evaluator() and observatory() with the originals of npm on policies and responses that a seed makes.
# tests/differential/run.sh [COUNT [SEED]]; OBSERVATORY=folder takes another Observatory, such as algorithm 6 itself.
set -u
cd "$(dirname "$0")/../.." || exit 1
count=${1:-400} seed=${2:-1}
originals=build/originals observatory=${OBSERVATORY:-build/originals/observatory}
passed=0 failed=0 skipped=0
. tests/differential/originals.sh

skip() {
    echo "SKIPPED: $*"
    skipped=$((skipped + 1))
}
compare() {  # compare NAME FOLDER: the last line of the program counts
    local name=$1 cases=build/originals/$1.jsonl line
    if ! cmake --build --preset "${PRESET:-gcc}" --target "differential_$name" >"$cases.log" 2>&1; then
        tail -n 30 "$cases.log"
        failed=$((failed + 1))
    elif ! node "tests/differential/$name.mjs" "$2" "$count" "$seed" >"$cases"; then
        echo "FAIL  tests/differential/$name.mjs did not come to its end"
        failed=$((failed + 1))
    else
        "build/${PRESET:-gcc}/tests/differential_$name" "$cases" | tee "$cases.log" | sed '$d'
        line=$(tail -n 1 "$cases.log")
        if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed ]]; then
            passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
        else
            echo "FAIL  differential_$name did not come to its end"
            failed=$((failed + 1))
        fi
    fi
}
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    skip "node or npm is not installed, the originals are not compared"
    skip "node or npm is not installed, the originals are not compared"
else
    fetch_originals "$originals"
    if [ -d "$originals/node_modules/csp_evaluator" ]; then
        compare csp_evaluator "$originals"
    else
        skip "npm could not install csp_evaluator"
    fi
    if [ -d "$observatory/src" ] && [ -d "$originals/node_modules/tough-cookie" ]; then
        compare observatory "$observatory"
    else
        skip "npm could not fetch the Observatory"
    fi
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
