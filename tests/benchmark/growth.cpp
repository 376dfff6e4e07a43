// SPDX-License-Identifier: MIT
// Growth: prints "what<TAB>count<TAB>nanoseconds" of composing, freezing and delivering for counts from 10 to 100,000.
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/audit/audit.hpp>
#include <secure_headers/secure_headers.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace {

namespace sh = secure_headers;

constexpr sh::SecureCookie session{"__Host-session"};

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
    print("sources added one by one", count, [&] {
        policy = sh::ContentSecurityPolicy{};
        policy.img_src(sh::csp::self);
        for (const sh::csp::Source& source : sources) policy.add(sh::csp::Directive::img_src, {source});
    });

    std::vector<sh::csp::UnlistedDirective> directives;
    std::vector<sh::Feature> features;
    for (std::size_t i = 0; i < count; ++i) {
        directives.emplace_back(sh::runtime{"new-" + std::to_string(i)});
        features.push_back(sh::Feature::unlisted(sh::runtime{"new-" + std::to_string(i)}));
    }
    print("directives in a policy", count, [&] {
        policy = sh::ContentSecurityPolicy{};
        for (const auto& one : directives) policy.unlisted(one, "'self'");
    });
    sh::PermissionsPolicy permissions;
    print("features in a policy", count, [&] {
        permissions = sh::PermissionsPolicy{};
        for (const auto& one : features) permissions.deny(one);
    });

    std::vector<sh::CustomHeader> policies;
    for (std::size_t i = 0; i < count; ++i)
        policies.emplace_back(sh::runtime{"X-Header-" + std::to_string(i)}, sh::runtime{"value"});
    auto headers = sh::SecureHeaders::empty();
    print("headers added to a set", count, [&] {
        headers = sh::SecureHeaders::empty();
        for (const auto& one : policies) headers.add(one);
    });
    auto by_name = sh::SecureHeaders::empty();
    print("headers set in a set", count, [&] {
        by_name = sh::SecureHeaders::empty();
        for (const auto& one : policies) by_name.set(one);
    });
    print("headers frozen", count, [&] { static_cast<void>(sh::FrozenHeaders{headers}); });

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

    std::string with_cookies;
    for (std::size_t i = 0; i < count; ++i)
        with_cookies += "Set-Cookie: c" + std::to_string(i) + "=value; Path=/; Secure; HttpOnly; SameSite=Lax\r\n";
    const std::size_t before = with_cookies.size();
    with_cookies.reserve(before + 128);
    print("a cookie set beside others", count, [&] {  // it looks at each, so that a name is sent once
        with_cookies.resize(before);
        sh::set_cookie(with_cookies, session, "value");
    });
    std::string hardened;
    print("cookies hardened", count, [&] {
        hardened = with_cookies;
        sh::harden_cookies(hardened);
    });

    std::string long_value;
    for (std::size_t i = 0; long_value.size() < count; ++i)
        long_value += " https://host-" + std::to_string(i) + ".example.com";
    const std::string policy_text = "img-src" + long_value.substr(0, count) + "; script-src 'self'";
    const sh::HeaderField field{"Content-Security-Policy", policy_text};
    print("audited bytes", count, [&] { size += sh::audit({field}, {.https = true}).findings().size(); });
}

}  // namespace

int main() {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 1 << 30);  // memory that was given back is used again: pages of the system's
    mallopt(M_TRIM_THRESHOLD, 1 << 30);  // cost more than all that is measured
#endif
    for (const std::size_t count : {10U, 31U, 100U, 316U, 1000U, 3162U, 10000U, 31623U, 100000U}) measure(count);
}
