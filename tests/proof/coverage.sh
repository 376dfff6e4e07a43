#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How much of include/ the tests run: at least 98 % of lines and 90 % of branches, less those that exceptions take.
# Frameworks' adapters have programs of their own, and are not in it.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=build/coverage
. tests/count.sh
if ! command -v gcovr >/dev/null || ! command -v python3 >/dev/null; then
    skip "gcovr or python3 is not installed"
    end
    exit
fi
find "$build" -name '*.gcda' -delete 2>/dev/null
# A function that is inlined would count its branches anew wherever it is called.
if ! cmake -B "$build" -G Ninja -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE= -DSECURE_HEADERS_BUILD_TESTS=ON -DSECURE_HEADERS_BUILD_EXAMPLES=OFF \
    -DCMAKE_CXX_FLAGS='-O0 --coverage -fprofile-abs-path -Dalways_inline=noinline' >"$build.log" 2>&1; then
    tail -n 20 "$build.log"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi
programs=()
for folder in policy csp detail cookie parse audit report adapter core; do programs+=("tests_$folder"); done
if ! cmake --build "$build" -j2 --target "${programs[@]}" >"$build.log" 2>&1; then
    tail -n 20 "$build.log"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi
for program in "${programs[@]}"; do "$build/tests/$program" >/dev/null 2>&1; done
if ! python3 tests/proof/coverage.py "$build" >"$build/merged.json" 2>"$build.log"; then
    tail -n 20 "$build.log"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi
gcovr -r . --add-tracefile "$build/merged.json" --exclude 'include/secure_headers/adapter/(?!response|cookie|harden|https)' \
    --branches --txt "$build/report.txt" --print-summary >"$build/summary" 2>"$build.log" || tail -n 5 "$build.log"
grep -E '^(lines|branches)' "$build/summary"
echo "branches that no test takes:"  # a long name has a line of its own
awk '/hpp$/ { name = $1; next } /hpp/ { print $2 - $3, $1; next } name != "" { print $1 - $2, name; name = "" }' "$build/report.txt" |
    sort -rn | head -n 20
for wanted in lines:98 branches:90; do
    if awk -v kind="${wanted%:*}:" -v least="${wanted#*:}" '$1 == kind { sub("%", "", $2); found = $2 + 0 >= least } END { exit !found }' "$build/summary"; then
        pass
    else
        fail "${wanted%:*} are covered by less than ${wanted#*:} %"
    fi
done
end
