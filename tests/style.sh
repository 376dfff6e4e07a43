#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The layout of all files by clang-format, and what clang-tidy says of all headers.
set -u
cd "$(dirname "$0")/.." || exit 1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0 skipped=0
check() {  # check NAME COMMAND...
    local name=$1
    shift
    if "$@" >"$log" 2>&1; then
        echo "ok    $name"
        passed=$((passed + 1))
    else
        echo "FAIL  $name"
        tail -n 60 "$log"
        failed=$((failed + 1))
    fi
}
mapfile -t sources < <(git ls-files --cached --others --exclude-standard '*.hpp' '*.cpp')
if command -v clang-format >/dev/null; then
    check "clang-format" clang-format --dry-run -Werror "${sources[@]}"
else
    echo "SKIPPED: clang-format is not installed"
    skipped=$((skipped + 1))
fi
if command -v clang-tidy >/dev/null; then
    for everything in everything everything_audit; do
        check "clang-tidy of $everything" clang-tidy --quiet "tests/$everything.cpp" -- -std=c++20 -Iinclude
    done
else
    echo "SKIPPED: clang-tidy is not installed"
    skipped=$((skipped + 1))
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
