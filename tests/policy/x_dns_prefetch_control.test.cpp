// SPDX-License-Identifier: MIT
#include <secure_headers/policy/x_dns_prefetch_control.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <type_traits>

using secure_headers::XDNSPrefetchControl;

// A closed set: nobody else makes one.
static_assert(XDNSPrefetchControl::name == "X-DNS-Prefetch-Control");
static_assert(!std::is_constructible_v<XDNSPrefetchControl, const char*> &&
              !std::is_default_constructible_v<XDNSPrefetchControl>);
static_assert(XDNSPrefetchControl::on == XDNSPrefetchControl::on && XDNSPrefetchControl::on != XDNSPrefetchControl::off);

TEST_CASE("X-DNS-Prefetch-Control is one of the words that browsers know") {
    CHECK(written(XDNSPrefetchControl::on) == "on");
    CHECK(written(XDNSPrefetchControl::off) == "off");
}
