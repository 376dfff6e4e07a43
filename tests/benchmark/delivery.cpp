// SPDX-License-Identifier: MIT
// Time: the delivery of frozen sets against memcpy of the same bytes, a nonce against bare random bytes.
#include "sets.hpp"

#include <benchmark/benchmark.h>
#include <sys/random.h>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace {

namespace sh = secure_headers;

struct Case {
    const char* name;
    sh::HeaderView view;
};
const Case cases[]{
    {"recommended", sets::recommended},
    {"recommended_with_nonces", sets::recommended_with_nonces},
    {"large", sets::large},
    {"large_with_nonces", sets::large_with_nonces},
};

// memcpy takes up to a third longer where its source and target lie otherwise, so both sides copy from and to the same.
alignas(64) char out[8192];

/// What a response says of itself; a nonce where the set needs one.
sh::Delivery delivery_of(const sh::HeaderView& view, bool https) {
    sh::Delivery delivery{.https = https};
    if (view.needs_nonce()) delivery.nonce = sh::Nonce::generate();
    return delivery;
}

void copy(benchmark::State& state, const Case& of, bool https) {
    const sh::Delivery delivery = delivery_of(of.view, https);
    for (auto _ : state) {
        const char* from = sh::detail::block_of(of.view, delivery).bytes;
        std::size_t size = sh::block_size(of.view, delivery);
        benchmark::DoNotOptimize(from);
        benchmark::DoNotOptimize(size);
        std::memcpy(out, from, size);
        benchmark::ClobberMemory();
    }
}

void write_block(benchmark::State& state, const Case& of, bool https) {
    sh::HeaderView view = of.view;
    const sh::Delivery delivery = delivery_of(view, https);
    for (auto _ : state) {
        benchmark::DoNotOptimize(view);
        benchmark::DoNotOptimize(sh::write_block(out, view, delivery));
        benchmark::ClobberMemory();
    }
}

void bare_random(benchmark::State& state) {
    unsigned char bytes[sh::Nonce::byte_count];
    for (auto _ : state) {
        benchmark::DoNotOptimize(getrandom(bytes, sizeof bytes, 0));
        benchmark::ClobberMemory();
    }
}

void nonce(benchmark::State& state) {
    for (auto _ : state) {
        sh::Nonce made = sh::Nonce::generate();
        benchmark::DoNotOptimize(made);
    }
}

}  // namespace

int main(int argc, char** argv) {
    for (const Case& of : cases) {
        for (const bool https : {true, false}) {
            const std::string name = std::string{of.name} + (https ? "/https" : "/http");
            benchmark::RegisterBenchmark(("memcpy/" + name).c_str(), copy, of, https);
            benchmark::RegisterBenchmark(("write_block/" + name).c_str(), write_block, of, https);
        }
    }
    benchmark::RegisterBenchmark("getrandom", bare_random);
    benchmark::RegisterBenchmark("nonce", nonce);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
