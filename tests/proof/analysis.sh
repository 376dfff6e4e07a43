#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What analysers say of all headers: cppcheck, and with --long gcc's -fanalyzer and UBSan's checks of
# implicit conversions, on all that is written.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=build/analysis
mkdir -p "$build"
passed=0 failed=0 skipped=0
quiet() {  # quiet NAME COMMAND...: is well if it prints nothing and ends well
    local name=$1
    shift
    if "$@" >"$build/log" 2>&1 && ! [ -s "$build/log" ]; then
        echo "ok    $name"
        passed=$((passed + 1))
    else
        echo "FAIL  $name"
        head -n 30 "$build/log"
        failed=$((failed + 1))
    fi
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
    quiet cppcheck cppcheck --quiet --std=c++20 --language=c++ --enable=warning,performance,portability --inline-suppr \
        --suppress=missingIncludeSystem --suppress=syntaxError --suppress=internalAstError --suppress=unknownMacro \
        --suppress=noExplicitConstructor --suppress=passedByValue --error-exitcode=1 -Iinclude tests/proof/everything.cpp
else
    echo "SKIPPED: cppcheck is not installed"
    skipped=1
fi
if [ "${1-}" = --long ]; then
    quiet "gcc -fanalyzer" analyse
    echo 'src:/usr/*' >"$build/ignored"
    # Unsigned numbers wrap on purpose, in SHA-2, in hashes and in loops that count down.
    if clang++-19 -std=c++20 -O1 -fsanitize=undefined,implicit-conversion,nullability -fsanitize-ignorelist="$build/ignored" -fno-sanitize-recover=all -Iinclude tests/proof/everything.cpp -o "$build/everything" 2>"$build/log"; then
        quiet "UBSan on implicit conversions" bash -c "'$build/everything' >/dev/null"
    else
        echo "SKIPPED: no clang++-19 with UBSan"
        skipped=$((skipped + 1))
    fi
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
