#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures all and writes build/benchmark/table.md, with growth.svg beside it; status 1 if a budget is not met.
# Ratios are of one run, in which both sides alternate; the least time of many counts. ROUNDS=n says how many compilations.
set -u
cd "$(dirname "$0")" || exit 1
include=$PWD/../../include
mkdir -p ../../build/benchmark
folder=$(cd ../../build/benchmark && pwd)
rm -f "$folder"/*.tsv "$folder"/*.json
flags=(-std=c++20 -O2 -DNDEBUG -I "$include")
skip() { echo "SKIPPED: $*" >&2; }
broken=0
build() {  # build SOURCE FLAGS...: into a program beside the results
    g++ "${flags[@]}" "$1.cpp" -o "$folder/$1" "${@:2}" && return
    echo "FAIL  $1.cpp does not compile" >&2
    broken=1
    return 1
}
has() { command -v "$1" >/dev/null; }
. ../install.sh
. ../differential/originals.sh
install_missing g++:g++ clang++:clang clang++-19:clang-19 python3:python3 node:nodejs npm:npm pkg-config:pkg-config \
    libbenchmark-dev libfmt-dev valgrind wrk libcpp-httplib-dev \
    libssl-dev zlib1g-dev libbrotli-dev libpistache-dev
has python3 || { skip "python3 is not installed, which makes the table"; exit 1; }

if [ -e /usr/include/benchmark/benchmark.h ]; then
    build delivery -lbenchmark -lpthread -lfmt &&
        "$folder/delivery" --benchmark_min_time=0.002 --benchmark_repetitions=150 --benchmark_out_format=json \
            --benchmark_enable_random_interleaving=true --benchmark_out="$folder/delivery.json" >/dev/null 2>&1
    if has clang++; then
        clang++ "${flags[@]}" delivery.cpp -o "$folder/delivery_clang" -lbenchmark -lpthread -lfmt &&
            "$folder/delivery_clang" --benchmark_filter=^cookie --benchmark_min_time=0.002 --benchmark_repetitions=150 \
                --benchmark_enable_random_interleaving=true --benchmark_out_format=json \
                --benchmark_out="$folder/delivery_clang.json" >/dev/null 2>&1
    fi
else
    skip "Google Benchmark is not installed"
fi
frameworks=()
pkg-config --exists cpp-httplib 2>/dev/null && read -ra frameworks < <(pkg-config --cflags --libs cpp-httplib)
if has valgrind; then
    FRAMEWORKS_TSV=$folder/frameworks.tsv bash frameworks.sh
    for compiler in g++ clang++; do
        has "$compiler" && bash count_instructions.sh "$compiler" "$folder/$compiler" | sed "s/^/$compiler\t/"
    done >"$folder/instructions.tsv"
else
    skip "valgrind is not installed"
fi
compilers=()
for compiler in g++ clang++ clang++-19; do has "$compiler" && compilers+=("$compiler"); done
python3 compile_time.py "$include" "$folder/compile" "${compilers[@]}" >"$folder/compile.tsv"
bash object.test.sh --sizes | grep $'^size\t' >"$folder/sizes.tsv"
if has npm && has node && npm install --ignore-scripts --silent --prefix "$folder/npm" helmet@8 >/dev/null 2>&1; then
    node helmet.mjs "$folder/npm" >"$folder/helmet.tsv"
else
    skip "helmet needs node and npm"
fi
if has npm && has node && fetch_originals ../../build/originals && [ -d ../../build/originals/node_modules/csp_evaluator ]; then
    build audit && "$folder/audit" responses.txt >"$folder/audit.tsv" &&
        node audit.mjs ../../build/originals responses.txt >"$folder/originals.tsv"
else
    skip "CSP Evaluator and the Observatory need node and npm"
fi
if python3 -c 'import secure' 2>/dev/null; then
    printf 'secure.py\t%s\n' "$(python3 secure_py.py)" >"$folder/secure_py.tsv"
else
    skip "secure.py is not installed"
fi
build growth && "$folder/growth" >"$folder/growth.tsv" &&
    python3 plot.py "$folder/growth.tsv" "$folder/growth.svg" >"$folder/exponents.tsv"
load() {  # load NAME SOURCE FLAGS...: requests per second of a server, ours and by hand
    local name=$1 program=$folder/$2 ours by_hand
    build "$2" "${@:3}" -lpthread && read -r ours by_hand < <(bash load.sh "$program") &&
        printf '%s\t%s\t%s\n' "$name" "$ours" "$by_hand" >>"$folder/load.tsv"
}
if has wrk && [ ${#frameworks[@]} -gt 0 ]; then
    load cpp-httplib server "${frameworks[@]}"
else
    skip "load needs wrk and cpp-httplib"
fi
if has wrk && [ -e /usr/include/pistache/endpoint.h ]; then
    load Pistache server_pistache -lpistache -lssl -lcrypto
else
    skip "load needs wrk and Pistache"
fi
python3 report.py "$folder" && exit "$broken"
exit 1
