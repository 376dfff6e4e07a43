#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Delivery takes no more than 3 % more instructions than instructions.txt says, for the compilers and libc that it knows.
# With --record it writes down what it finds instead.
set -u
cd "$(dirname "$0")"
recorded=instructions.txt
. ../count.sh
folder=${BUILD_DIR:-../../build/benchmark}
libc=$(getconf GNU_LIBC_VERSION 2>/dev/null || echo "another libc")

if ! command -v valgrind >/dev/null; then
    skip "valgrind is not installed, so instructions are not counted"
    end
    exit
fi
for compiler in g++ clang++; do
    command -v "$compiler" >/dev/null || continue
    for timed in audit growth; do  # run.sh is not run here
        holds "$compiler: $timed.cpp does not compile" "$compiler" -std=c++20 -fsyntax-only -I ../../include "$timed.cpp"
    done
    key="$compiler $("$compiler" -dumpfullversion -dumpversion | head -n 1), $libc, $(uname -m)"
    if [ "${1:-}" != --record ] && ! grep -qF "$key"$'\t' "$recorded"; then
        skip "no instructions are recorded for $key"
        continue
    fi
    counts=$(bash count_instructions.sh "$compiler" "$folder/$compiler" instructions.cpp | sort) || {
        fail "$compiler: instructions could not be counted"
        continue
    }
    if [ "${1:-}" = --record ]; then
        others=$(grep -vF "$key"$'\t' "$recorded" 2>/dev/null)
        {
            [ -n "$others" ] && echo "$others"
            # Peers are not recorded.
            grep -vE '^(memcpy|fmt)' <<<"$counts" | sed "s|^|$key\t|"
        } >"$recorded.new" && mv "$recorded.new" "$recorded"
        continue
    fi
    while IFS=$'\t' read -r _ name before; do
        now=$(awk -F '\t' -v name="$name" '$1 == name { print $2 }' <<<"$counts")
        if [ -n "$now" ] && [ $((now * 100)) -le $((before * 103)) ]; then
            pass
        else
            fail "$compiler: $name takes ${now:-an unknown number of} instructions, recorded are $before"
        fi
    done < <(grep -F "$key"$'\t' "$recorded")
done
end
