// SPDX-License-Identifier: MIT
// Time: the delivery of frozen sets against memcpy of the same bytes, a nonce against bare random bytes.
#include "sets.hpp"

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/response.hpp>

#include <benchmark/benchmark.h>
#include <fmt/compile.h>
#include <sys/random.h>
#include <cstddef>
#include <cstring>
#include <iterator>
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

void in_reserved_string(benchmark::State& state, auto&& append) {
    std::string buffer;
    buffer.reserve(8192);
    for (auto _ : state) {
        buffer.clear();
        append(buffer);
        benchmark::DoNotOptimize(buffer.data());
    }
}

/// As users write it: the set is a constant, whose view is made for each call.
template <const auto& set>
void set_headers_on_string(benchmark::State& state) {
    sh::Delivery delivery = delivery_of(set, true);
    in_reserved_string(state, [&](std::string& buffer) {
        benchmark::DoNotOptimize(delivery);
        sh::set_headers(buffer, set, delivery);
    });
}

template <const auto& set>
void append_to_string(benchmark::State& state) {
    std::string_view block = set.block();
    in_reserved_string(state, [&](std::string& buffer) {
        benchmark::DoNotOptimize(block);
        buffer.append(block);
    });
}

constexpr sh::SecureCookie session{"__Host-session"};
constexpr std::string_view session_value = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI";

/// Into a buffer that has `before` in it.
void cookie_in(benchmark::State& state, auto buffer, std::string_view before, auto&& set) {
    buffer.reserve(8192);
    std::string_view value = session_value;
    buffer.append(before.data(), before.data() + before.size());
    for (auto _ : state) {
        benchmark::DoNotOptimize(value);
        buffer.resize(before.size());
        set(buffer, value);
        benchmark::DoNotOptimize(buffer.data());
    }
}

void set_constant(auto& buffer, std::string_view value) { sh::set_cookie(buffer, session, value); }
void set_by_fmt(auto& buffer, std::string_view value) {
    fmt::format_to(std::back_inserter(buffer),
                   FMT_COMPILE("Set-Cookie: __Host-session={}; Secure; HttpOnly; Path=/; SameSite=Lax\r\n"), value);
}

void register_cookies() {
    static const sh::SecureCookie made{sh::runtime{"__Host-session"}};
    static const std::string block{sets::recommended.block()};
    const auto add = [](const char* name, auto work) { benchmark::RegisterBenchmark(name, work); };
    const auto by_fmt = [](auto& buffer, std::string_view value) { set_by_fmt(buffer, value); };
    const auto constant = [](auto& buffer, std::string_view value) { set_constant(buffer, value); };
    add("cookie", [constant](auto& state) { cookie_in(state, std::string{}, "", constant); });
    add("cookie, memory_buffer", [constant](auto& state) { cookie_in(state, fmt::memory_buffer{}, "", constant); });
    add("cookie made at run time", [](auto& state) {
        cookie_in(state, std::string{}, "",
                  [](auto& buffer, std::string_view value) { sh::set_cookie(buffer, made, value); });
    });
    add("cookie by fmt", [by_fmt](auto& state) { cookie_in(state, std::string{}, "", by_fmt); });
    add("cookie by fmt, memory_buffer", [by_fmt](auto& state) { cookie_in(state, fmt::memory_buffer{}, "", by_fmt); });
    add("cookie beside headers", [constant](auto& state) { cookie_in(state, std::string{}, block, constant); });
    add("cookie beside headers by fmt", [by_fmt](auto& state) { cookie_in(state, std::string{}, block, by_fmt); });
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
    benchmark::RegisterBenchmark("set_headers on std::string", set_headers_on_string<sets::recommended>);
    benchmark::RegisterBenchmark("append to std::string", append_to_string<sets::recommended>);
    benchmark::RegisterBenchmark("set_headers on std::string, with nonces",
                                 set_headers_on_string<sets::recommended_with_nonces>);
    benchmark::RegisterBenchmark("append to std::string, with nonces", append_to_string<sets::recommended_with_nonces>);
    register_cookies();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
