#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What a minimal server that delivers to a buffer pays in its object file: no static initialiser, no exception table, and
# over hand-written literals at most the bytes of the block and 1 KiB, there and in a program. "object.test.sh --sizes"
# prints the sizes.
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
program_size() {  # program_size COMPILER OBJECT: of all that is loaded of a program whose only object it is
    printf '#include <string>\nvoid respond(std::string&, bool);\nint main(int argc, char**) {\n    std::string response;\n    respond(response, argc > 1);\n}\n' |
        "$1" -std=c++20 -O2 -x c++ - -x none "$2" -o "${2%.o}" && size "${2%.o}" | awk 'NR == 2 { print $4 }'
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
    over=$(($(program_size "$compiler" "$baked") - $(program_size "$compiler" "$folder/$compiler-server_literals.o")))
    holds "$compiler: a program is $over bytes over one with literals, for a block of $block" [ $over -le $((block + 1024)) ]
done
end
