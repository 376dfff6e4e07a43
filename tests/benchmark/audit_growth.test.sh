#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Reading 64 KiB takes no more than 64 times the instructions of 1 KiB, and a tenth for the allocator and longer numbers:
# of one in three ways to read a text, with --long of all.
set -u
cd "$(dirname "$0")"
. ../count.sh
folder=${BUILD_DIR:-../../build/benchmark}
if ! command -v valgrind >/dev/null; then
    skip "valgrind is not installed, so instructions are not counted"
    end
    exit
fi
every=3
[ "${1-}" = --long ] && every=1
counts=$(GROWTH_EVERY=$every LD_BIND_NOW=1 bash count_instructions.sh "${CXX:-g++}" "$folder/growth" audit_growth.cpp) || {
    fail "instructions could not be counted"
    end
    exit
}
awk -F '\t' -v every="$every" '
    $1 == 1024 { small[$2 "\t" $3] = $4 }
    $1 == 65536 { large[$2 "\t" $3] = $4 }
    END {
        for (what in small) {
            if (large[what] > 0 && large[what] <= 64 * 1.1 * small[what]) { ++passed; continue }
            ++failed
            split(what, part, "\t")
            printf "FAIL  %s, shape \"%s\": %d instructions for 1 KiB, %d for 64 KiB\n", part[1], part[2], small[what], large[what]
        }
        printf "%d passed, %d failed, 0 skipped\n", passed, failed
        exit failed > 0 || passed < 1400 / every
    }' <<<"$counts"
