#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Failing allocations, clocks and generators under ASan and UBSan; threads under TSan; all that is written under MSan;
# audits in constant expressions under UBSan.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=build/robust
. tests/count.sh
mkdir -p "$build"

counted() {  # counted NAME COMMAND...: its last line counts
    local name=$1
    shift
    "$@" >"$build/$name.log" 2>&1
    add "$name" "$build/$name.log"
    echo "$name: $(tail -n 1 "$build/$name.log")"
    grep -E 'FAIL|WARNING|ERROR|runtime error' "$build/$name.log"
}
built() {  # built NAME COMMAND...
    local name=$1
    shift
    "$@" -std=c++20 -g1 -Iinclude "tests/proof/$name.cpp" -o "$build/$name" >"$build/$name.log" 2>&1 && return
    fail "$name does not compile"
    tail -n 20 "$build/$name.log"
    return 1
}

if g++ -std=c++20 -fsanitize=undefined -fsyntax-only -Iinclude tests/proof/constants.cpp >"$build/constants.log" 2>&1; then
    pass
else
    fail "audits in constant expressions under UBSan"
    head -n 20 "$build/constants.log"
fi
built faults g++ -O1 -fsanitize=address,undefined -fno-sanitize-recover=all && counted faults "$build/faults"
built threads g++ -O1 -fsanitize=thread -pthread && counted threads setarch -R "$build/threads"
# Without libstdc++'s own instances of its templates, which are not instrumented.
if echo 'int main() {}' | clang++-19 -fsanitize=memory -x c++ - -o "$build/try" 2>/dev/null; then
    if built everything clang++-19 -O1 -fsanitize=memory -fno-sanitize-recover=all -D_GLIBCXX_EXTERN_TEMPLATE=0; then
        if "$build/everything" >"$build/everything.txt" 2>"$build/everything.log"; then
            pass "nothing that is written comes of uninitialised memory"
        else
            fail "MSan"
            head -n 30 "$build/everything.log"
        fi
    fi
else
    skip "no clang++-19 with MSan"
fi
end
