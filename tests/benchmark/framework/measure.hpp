// SPDX-License-Identifier: MIT
// Instructions of set_headers on a framework's response, against the same fields by its own calls with literals.
#pragma once

#include "benchmark/count.hpp"
#include "benchmark/hand_written.hpp"
#include "benchmark/sets.hpp"

#include <secure_headers/delivery.hpp>

#include <utility>

namespace measure {

namespace sh = secure_headers;

inline const sh::Delivery over_https{.https = true};

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
                 for_each_header_by_hand(
                     [&](const char* name, const char* value) { hands.second(response, name, value); });
             }),
     ...);
}

}  // namespace measure
