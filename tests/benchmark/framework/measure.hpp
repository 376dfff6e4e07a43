// SPDX-License-Identifier: MIT
// Instructions of set_headers on a framework's response, with a set that replaces and with one of defaults, against the
// same fields by the framework's own calls with literals.
#pragma once

#include "benchmark/count.hpp"
#include "benchmark/hand_written.hpp"
#include "benchmark/sets.hpp"

#include <secure_headers/delivery.hpp>

#include <initializer_list>

namespace measure {

namespace sh = secure_headers;

inline const sh::Delivery over_https{.https = true};

/// Adds the same fields by hand, and what the framework's call is called.
template <class Response>
struct Hand {
    const char* call;
    void (*add)(Response&);
};

/// Counts `work(response)` as in a server that has run for a while: symbols are bound, and the allocator has blocks
/// that earlier responses have freed. Ours and those by hand are functions of which no more is known, lest a compiler
/// make them parts of `main`, which it knows to run once.
template <class Response>
void counted(const char* name, auto&& fresh, void (*work)(Response&)) {
    hide(work);
    for (int i = 0; i < 3; ++i) {
        Response earlier = fresh();
        work(earlier);
    }
    Response response = fresh();
    CALLGRIND_ZERO_STATS;
    work(response);
    CALLGRIND_DUMP_STATS_AT(name);
}

/// Measures on responses as `fresh()` makes them.
template <class Response>
void against(auto&& fresh, std::initializer_list<Hand<Response>> hands) {
    counted<Response>("set_headers", fresh,
                      [](Response& response) { sh::set_headers(response, sets::recommended, over_https); });
    counted<Response>("as_defaults", fresh,
                      [](Response& response) { sh::set_headers(response, sets::defaults, over_https); });
    for (const Hand<Response>& hand : hands) counted(hand.call, fresh, hand.add);
}

}  // namespace measure
