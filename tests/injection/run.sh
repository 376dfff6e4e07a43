#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sends hostile texts through every public function that takes text, and sees that none of these is forgotten.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=build/injection
. tests/count.sh
mkdir -p "$build"
if ! g++ -std=c++20 -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -Wall -Wextra -Iinclude \
    tests/injection/injection.cpp -o "$build/injection"; then
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi
if command -v python3 >/dev/null; then
    if diff <(python3 tests/injection/functions.py) <("$build/injection" --list | LC_ALL=C sort -u) >"$build/forgotten"; then
        pass
    else
        fail "tests/injection/doors.hpp and the headers do not name the same functions that take text (< only in the headers):"
        cat "$build/forgotten"
    fi
else
    skip "without python3 nothing finds the functions that take text"
fi
"$build/injection" | tee "$build/output" | grep -v ' skipped$'
add injection "$build/output"
end
