// SPDX-License-Identifier: MIT
// Instructions of set_headers on a framework's response, against the same fields by its own calls with literals.
#pragma once

#include "benchmark/count.hpp"
#include "benchmark/sets.hpp"

#include <secure_headers/delivery.hpp>

#include <utility>

namespace measure {

namespace sh = secure_headers;

inline constexpr sh::Delivery over_https{.https = true};

/// Each field of the recommended set, as somebody would write it by hand.
void by_hand(auto&& set) {
    set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    set("Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "media-src 'self'; object-src 'none'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; upgrade-insecure-requests");
    set("X-Frame-Options", "DENY");
    set("X-Content-Type-Options", "nosniff");
    set("Referrer-Policy", "strict-origin-when-cross-origin");
    set("Permissions-Policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), "
        "window-management=(), xr-spatial-tracking=()");
    set("Cross-Origin-Opener-Policy", "same-origin");
    set("Cross-Origin-Resource-Policy", "same-origin");
    set("Origin-Agent-Cluster", "?1");
    set("X-Permitted-Cross-Domain-Policies", "none");
    set("X-DNS-Prefetch-Control", "off");
}

/// Counts `work(response)` as in a server that has run for a while: symbols are bound, and the allocator has blocks
/// that earlier responses have freed.
void counted(const char* name, auto&& fresh, auto&& work) {
    for (int i = 0; i < 3; ++i) {
        auto earlier = fresh();
        work(earlier);
    }
    auto response = fresh();
    CALLGRIND_ZERO_STATS;
    work(response);
    CALLGRIND_DUMP_STATS_AT(name);
}

/// Measures on responses as `fresh()` makes them; `hand(response, name, value)` is the framework's call, each with what
/// it is called.
template <class Fresh, class... Hands>
void against(Fresh&& fresh, const std::pair<const char*, Hands>&... hands) {
    counted("set_headers", fresh, [](auto& response) { sh::set_headers(response, sets::recommended, over_https); });
    (counted(hands.first, fresh,
             [&](auto& response) {
                 by_hand([&](const char* name, const char* value) { hands.second(response, name, value); });
             }),
     ...);
}

}  // namespace measure
