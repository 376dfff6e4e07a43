#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# count_instructions.sh COMPILER FOLDER [SOURCE FLAGS...]: prints "name<TAB>instructions" of each piece of work.
set -eu
cd "$(dirname "$0")"
compiler=$1 folder=$2
shift 2
[ $# -gt 0 ] || set -- instructions.cpp
mkdir -p "$folder"
program=$folder/$(basename "$1" .cpp)
"$compiler" -std=c++20 -O2 -DNDEBUG -I ../../include "$@" -o "$program"
rm -f "$folder"/callgrind.out*
# libc's memcpy is then the same one on each machine.
GLIBC_TUNABLES=glibc.cpu.x86_rep_movsb_threshold=1000000000:glibc.cpu.x86_non_temporal_threshold=1000000000 \
    valgrind --tool=callgrind --callgrind-out-file="$folder/callgrind.out" "$program" >"$folder/log" 2>&1 || {
    cat "$folder/log" >&2
    exit 1
}
awk -F ': ' '
    FNR == 1 { name = "" }
    /^desc: Trigger: Client Request: / { name = $0; sub(/^desc: Trigger: Client Request: /, "", name) }
    /^(totals|summary): / && name != "" { print name "\t" $2; name = "" }' "$folder"/callgrind.out.*
