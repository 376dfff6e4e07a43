#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# callgrind.sh PROGRAM FOLDER: prints "name<TAB>instructions" of each piece of work that the program counts apart.
set -eu
program=$1 folder=$2
mkdir -p "$folder"
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
