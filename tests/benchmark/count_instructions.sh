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
exec bash callgrind.sh "$program" "$folder"
