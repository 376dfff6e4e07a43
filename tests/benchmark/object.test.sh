#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What a minimal server that delivers to a buffer pays in its object file: no static initialiser, no exception table, and
# over hand-written literals at most the bytes of the block and 1 KiB. "object.test.sh --sizes" prints the sizes.
set -u
cd "$(dirname "$0")"
. ../count.sh
folder=${BUILD_DIR:-../../build/benchmark}/object
mkdir -p "$folder"

build() {  # build COMPILER SOURCE: to assembly and to an object file
    "$1" -std=c++20 -O2 -DNDEBUG -I ../../include -S "$2.cpp" -o "$folder/$1-$2.s" &&
        "$1" -c "$folder/$1-$2.s" -o "$folder/$1-$2.o"
}
loaded_size() {  # of all sections that are in memory when the program runs
    size -A "$1" | awk '$1 ~ /^\.(text|rodata|data|bss|eh_frame|gcc_except_table|init_array|tbss|tdata)/ { sum += $2 } END { print sum }'
}
functions_with_exception_table() {
    awk '/^[A-Za-z_][A-Za-z0-9_.$]*:/ { name = $1 } /\.cfi_lsda/ { sub(/:$/, "", name); print name }' "$1" | c++filt | sort -u
}

for compiler in g++ clang++ clang++-19; do
    if ! command -v "$compiler" >/dev/null; then
        skip "$compiler is not installed"
        continue
    fi
    build "$compiler" server_baked && build "$compiler" server_literals || {
        fail "$compiler: the minimal servers do not compile"
        continue
    }
    baked=$folder/$compiler-server_baked.o
    initialisers=$(size -A "$baked" | grep -cE '^\.(init_array|ctors)')
    holds "$compiler: a static initialiser" [ "$initialisers" -eq 0 ]
    # refuse() throws, and is never called when nothing is wrong.
    tables=$(functions_with_exception_table "$folder/$compiler-server_baked.s" | grep -v '^secure_headers::detail::refuse(')
    holds "$compiler: exception tables of delivery to a buffer: $tables" [ -z "$tables" ]
    ours=$(loaded_size "$baked")
    by_hand=$(loaded_size "$folder/$compiler-server_literals.o")
    block=$(sed -n 's/^ *response\.append(//; s/^ *if (https) response\.append(//; /"/p' server_literals.cpp |
        grep -o '"[^"]*"' | sed 's/^"//; s/"$//; s/\\[rn]/x/g' | tr -d '\n' | wc -c)
    [ "${1:-}" = --sizes ] && printf 'size\t%s\t%d\t%d\t%d\n' "$compiler" "$ours" "$by_hand" "$block"
    holds "$compiler: $((ours - by_hand)) bytes over literals, for a block of $block" [ $((ours - by_hand)) -le $((block + 1024)) ]
done
end
