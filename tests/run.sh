#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds and runs all tests; the last line counts them. With --long it also fuzzes for minutes,
# runs all tests by all compilers and sanitizers, measures coverage, breaks the library in 300 places, and asks a second browser.
set -u
long=${1-}
cd "$(dirname "$0")/.." || exit 1
root=$PWD
log=$(mktemp)
outputs=$(mktemp -d)
trap 'rm -rf "$log" "$outputs"' EXIT
. tests/count.sh
. tests/install.sh

headline() { printf '\n== %s (after %s s)\n' "$*" "$SECONDS"; }
counted() {  # counted COMMAND...: many tests, which are shown as they run
    timeout 3600 "$@" 2>&1 | tee "$log"
    add "$*" "$log"
}
side_by_side() {  # side_by_side COMMAND...: each many tests that keep one core busy, two at a time
    local command output
    for command; do
        at_most 2
        timeout 3600 $command >"$outputs/${command//\//_}" 2>&1 &
    done
    wait
    for command; do
        output=$outputs/${command//\//_}
        headline "$command"
        cat "$output"
        add "$command" "$output"
    done
}

at_most() { [ "$(jobs -rp | wc -l)" -lt "$1" ] || wait -n; }  # at_most N: waits until fewer jobs are in the background

run_programs() {  # run_programs PRESET [CATCH2 FILTER]: counts the test cases of each program
    local program name load
    for program in build/"$1"/tests/tests_*; do
        [ -x "$program" ] || continue
        load=()
        [[ $long == --long && $program == */tests_framework_* ]] && load=(--long)  # ten seconds for each
        at_most 4  # those of servers wait more than they work
        timeout 600 "$program" ${2:+"$2"} "${load[@]}" -r xml >"$outputs/${program##*/}" 2>"$outputs/${program##*/}.log" &
    done
    wait
    for program in build/"$1"/tests/tests_*; do
        [ -x "$program" ] || continue
        name=${program##*/}
        if [[ $(<"$outputs/$name") =~ \<OverallResultsCases\ successes=\"([0-9]+)\"\ failures=\"([0-9]+)\" ]]; then
            local skips
            skips=$(grep -c '^SKIPPED:' "$outputs/$name.log")
            echo "ok    $1 $name: ${BASH_REMATCH[1]} passed, ${BASH_REMATCH[2]} failed, $skips skipped"
            passed=$((passed + BASH_REMATCH[1] - skips)) failed=$((failed + BASH_REMATCH[2])) skipped=$((skipped + skips))
            [ "${BASH_REMATCH[2]}" -eq 0 ] || grep -aE -A12 '<Expression success="false"|<Exception|<Failure' "$outputs/$name" | head -n 60
        else
            fail "$1 $name did not come to its end"
            tail -n 40 "$outputs/$name.log"
        fi
    done
}

build_and_run() {  # build_and_run PRESET [CATCH2 FILTER]
    headline "$1"
    local before=$failed
    check "$1: configure" timeout 600 cmake --preset "$1" -D CMAKE_CXX_FLAGS_DEBUG=-g1  # lines are enough for a report
    if [ "$1" == gcc ]; then  # frameworks that are not installed
        local line
        while read -r line; do skip "${line#-- SKIPPED: }"; done < <(grep '^-- SKIPPED: ' <<<"$output")
    fi
    check "$1: build" timeout 1800 cmake --build --preset "$1" -j2
    [ "$failed" -eq "$before" ] || return
    local ran=$passed
    run_programs "$@"
    [ "$passed" -gt "$ran" ] || fail "$1 ran no test"
    if [ -x "build/$1/tests/gtest_matcher" ]; then
        check "$1: GoogleTest's matcher" timeout 600 "build/$1/tests/gtest_matcher"
    else
        skip "GoogleTest is not installed"
    fi
}

install_missing g++:g++ clang++:clang cmake:cmake ninja:ninja-build pkg-config:pkg-config curl:curl \
    clang-format:clang-format clang-tidy:clang-tidy python3:python3 node:nodejs npm:npm openssl:openssl http:httpie \
    libfmt-dev catch2 nlohmann-json3-dev libcpp-httplib-dev libssl-dev zlib1g-dev libbrotli-dev libcli11-dev \
    libcurl4-openssl-dev libgtest-dev libgmock-dev clang-19 libclang-rt-14-dev libclang-rt-19-dev libc++-19-dev \
    libc++abi-19-dev g++-multilib cppcheck valgrind chromium firefox-esr libnss3-tools libboost-dev libpistache-dev \
    librestinio-dev libasio-dev libpoco-dev libcpprest-dev libmicrohttpd-dev qt6-base-dev qt6-websockets-dev \
    qt6-httpserver-dev ${long:+gcovr g++-s390x-linux-gnu qemu-user g++-mingw-w64-x86-64-posix wine64}
build_and_run gcc
build_and_run sanitize
if [ "$long" == --long ]; then
    build_and_run clang
    build_and_run sanitize-gcc
    build_and_run sanitize-threads '*\[threads\]*'
fi
if ! command -v clang++-19 >/dev/null; then
    skip "clang++-19 is not installed"
elif [ "$long" == --long ]; then  # else it compiles all that is written
    build_and_run clang-19
fi

headline "mistakes do not compile"
counted bash tests/compile_fail/run.sh "$long"

if command -v python3 >/dev/null; then
    readme="python3 tests/readme.py"
else
    readme=
    skip "python3 is not installed, what the Markdown files show is not tried"
fi
side_by_side "bash tests/proof/robust.sh" "bash tests/style.sh" "bash tests/proof/analysis.sh $long" \
    "bash tests/benchmark/audit_growth.test.sh $long" "bash tests/injection/run.sh" ${readme:+"$readme"} \
    "bash tests/differential/run.sh" "bash tests/consumer/run.sh" "bash tests/conventions.sh" \
    "bash tests/benchmark/instructions.test.sh" "bash tests/benchmark/object.test.sh"

headline "servers"
for script in tests/server/*.test.sh; do
    [ -e "$script" ] && counted bash "$script"
done

headline "proof"
for script in fuzz/run proof/compilers; do
    counted bash "tests/$script.sh" "$long"
done
if [ "$long" = --long ]; then
    counted bash tests/proof/coverage.sh
    counted python3 tests/proof/mutate.py 300 1
fi

headline "browsers"
counted bash tests/browser/browsers.test.sh "$long"

echo
end && [ "$passed" -gt 0 ]
