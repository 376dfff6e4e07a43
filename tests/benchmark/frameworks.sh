#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# frameworks.sh [CMAKE OPTIONS...]: a table of the instructions of set_headers on the response of each framework that is
# installed, with a set that replaces and with one of defaults, against the same fields by its own calls with literals.
# The first call is the one that replaces, if there is one, as set_headers does; status 1 if ours takes more than 1.05
# times that.
# README.md beside this file has a copy of it.
# -D CMAKE_PREFIX_PATH=folder finds frameworks elsewhere. COMPILER=clang++ measures by another compiler than g++,
# FRAMEWORKS_TSV=file also writes framework, way, ours, call, count there.
set -u
cd "$(dirname "$0")/../.." || exit 1
compiler=${COMPILER:-g++}
build=build/benchmark/frameworks-$compiler
mkdir -p build/benchmark
command -v valgrind >/dev/null || { echo "SKIPPED: valgrind is not installed" && exit; }
cmake -S . -B "$build" -G Ninja -D CMAKE_CXX_COMPILER="$compiler" -D CMAKE_BUILD_TYPE=Release -D CMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" \
    -D SECURE_HEADERS_BUILD_TESTS=ON -D SECURE_HEADERS_BUILD_EXAMPLES=OFF "$@" >"$build.log" 2>&1 &&
    cmake --build "$build" --target benchmark_frameworks -j2 >"$build.log" 2>&1 || { tail -n 40 "$build.log" && exit 1; }

failed=0
hundredths() {  # hundredths OURS COUNT: the ratio, rounded
    local ratio=$((($1 * 200 / $2 + 1) / 2))
    printf '%d.%02d' $((ratio / 100)) $((ratio % 100))
}
printf '%-16s%12s%12s    %-36s%s\n' framework set_headers as_defaults "by hand" "ratios"
for program in "$build"/tests/benchmark/framework/benchmark_*; do
    [ -x "$program" ] || continue
    framework=${program##*/benchmark_}
    counts=$(bash tests/benchmark/callgrind.sh "$program" "$build/$framework") || { failed=1 && continue; }
    replacing=$(awk -F '\t' '$1 == "set_headers" { print $2 }' <<<"$counts")
    defaults=$(awk -F '\t' '$1 == "as_defaults" { print $2 }' <<<"$counts")
    budget=105
    while IFS=$'\t' read -r call count; do
        [ "$call" = set_headers ] || [ "$call" = as_defaults ] && continue
        for ours in "$replacing" "$defaults"; do
            [ -z "$budget" ] || [ $((ours * 100)) -le $((count * budget)) ] || failed=1
        done
        budget=
        printf '%-16s%12d%12d    %-26s%10d    %s, %s\n' "$framework" "$replacing" "$defaults" "$call" "$count" \
            "$(hundredths "$replacing" "$count")" "$(hundredths "$defaults" "$count")"
        [ -z "${FRAMEWORKS_TSV-}" ] ||
            printf '%s\t%s\t%s\t%s\t%s\n' "$framework" set_headers "$replacing" "$call" "$count" \
                "$framework" as_defaults "$defaults" "$call" "$count" >>"$FRAMEWORKS_TSV"
    done <<<"$counts"
done
exit $failed
