#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What analysers say of all headers: cppcheck, and with --long gcc's -fanalyzer and UBSan's checks of
# implicit conversions, on all that is written.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=build/analysis
mkdir -p "$build"
. tests/count.sh
quiet() {  # quiet COMMAND...: prints nothing, and ends well
    "$@" >"$build/log" 2>&1
    local status=$?
    cat "$build/log"
    [ $status -eq 0 ] && ! [ -s "$build/log" ]
}
# Of version 12 it does not understand std::string, whose bytes it takes for uninitialised, and which it takes for leaked
# where it is moved; and it believes that operator new may give null, as malloc does, so that whatever List holds may be.
# ASan and failing allocations (faults.cpp) ask the same of both.
analyse() {
    local known='include/secure_headers/detail/list\.hpp:.*\[-Wanalyzer-(possible-)?null-dereference\]'
    known+='|include/secure_headers/adapter/response_adapter\.hpp:.*\[-Wanalyzer-malloc-leak\]'
    g++ -std=c++20 -O1 -fanalyzer -fdiagnostics-plain-output -Wno-analyzer-use-of-uninitialized-value -Wno-deprecated-declarations \
        -Iinclude -c tests/proof/everything.cpp -o "$build/everything.o" 2>"$build/analyzer.log" || { cat "$build/analyzer.log"; return 1; }
    grep -E 'warning:|error:' "$build/analyzer.log" | grep -vE "$known"
    return 0
}
if command -v cppcheck >/dev/null; then
    # No findings of style, and none where it cannot read the code.
    check cppcheck quiet cppcheck --quiet --std=c++20 --language=c++ --enable=warning,performance,portability --inline-suppr \
        --suppress=missingIncludeSystem --suppress=syntaxError --suppress=internalAstError --suppress=unknownMacro \
        --suppress=noExplicitConstructor --suppress=passedByValue --error-exitcode=1 -Iinclude tests/proof/everything.cpp
else
    skip "cppcheck is not installed"
fi
if [ "${1-}" = --long ]; then
    check "gcc -fanalyzer" quiet analyse
    echo 'src:/usr/*' >"$build/ignored"
    # Unsigned numbers wrap on purpose, in SHA-2, in hashes and in loops that count down.
    if clang++-19 -std=c++20 -O1 -fsanitize=undefined,implicit-conversion,nullability -fsanitize-ignorelist="$build/ignored" -fno-sanitize-recover=all -Iinclude tests/proof/everything.cpp -o "$build/everything" 2>"$build/log"; then
        check "UBSan on implicit conversions" quiet bash -c "'$build/everything' >/dev/null"
    else
        skip "no clang++-19 with UBSan"
    fi
fi
end
