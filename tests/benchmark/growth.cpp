// SPDX-License-Identifier: MIT
// Growth: prints "what<TAB>count<TAB>nanoseconds" of composing, freezing and delivering for counts from 10 to 100,000.
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/secure_headers.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

namespace {

namespace sh = secure_headers;

/// The shortest of several runs.
double nanoseconds(auto&& work) {
    using Clock = std::chrono::steady_clock;
    double best = 1e300;
    const auto end = Clock::now() + std::chrono::milliseconds{150};
    for (int runs = 0; runs < 3 || (runs < 200 && Clock::now() < end); ++runs) {
        const auto begin = Clock::now();
        work();
        const std::chrono::duration<double, std::nano> took = Clock::now() - begin;
        best = took.count() < best ? took.count() : best;
    }
    return best;
}

void print(const char* what, std::size_t count, auto&& work) {
    std::printf("%s\t%zu\t%.0f\n", what, count, nanoseconds(work));
    std::fflush(stdout);
}

void measure(std::size_t count) {
    std::vector<sh::csp::Source> sources;
    for (std::size_t i = 0; i < count; ++i)
        sources.emplace_back(sh::runtime{"https://host-" + std::to_string(i) + ".example.com"});
    sh::ContentSecurityPolicy policy;
    print("sources in a directive", count, [&] {
        policy = sh::ContentSecurityPolicy{};
        policy.img_src(sources);
    });

    std::vector<sh::CustomHeader> policies;
    for (std::size_t i = 0; i < count; ++i)
        policies.emplace_back(sh::runtime{"X-Header-" + std::to_string(i)}, sh::runtime{"value"});
    auto headers = sh::SecureHeaders::empty();
    print("headers added to a set", count, [&] {
        headers = sh::SecureHeaders::empty();
        for (const auto& one : policies) headers.add(one);
    });
    print("headers frozen", count, [&] { sh::FrozenHeaders{headers}; });

    const sh::FrozenHeaders frozen{headers};
    std::string buffer;
    buffer.reserve(frozen.view().block().size());
    print("headers written", count, [&] {
        buffer.clear();
        sh::set_headers(buffer, frozen, {.https = true});
    });
    std::size_t size = 0;
    print("headers visited", count, [&] {
        sh::for_each_field(frozen, {.https = true},
                           [&](const sh::HeaderField& field, std::string_view) { size += field.value.size(); });
    });

    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back("c" + std::to_string(i));
    const sh::SecureCookie cookie{};
    if (count <= 1000)  // each looks at those before it, so that a name is sent once
        print("cookies on one response", count, [&] {
            std::string response;
            for (const std::string& name : names) sh::set_cookie(response, cookie, sh::runtime{name}, "value");
        });
}

}  // namespace

int main() {
    for (const std::size_t count : {10U, 31U, 100U, 316U, 1000U, 3162U, 10000U, 31623U, 100000U}) measure(count);
}
