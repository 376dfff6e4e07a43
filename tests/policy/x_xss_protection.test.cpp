// SPDX-License-Identifier: MIT
#include <secure_headers/policy/x_xss_protection.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <type_traits>

using secure_headers::XXSSProtection;

// A closed set: nobody else makes one.
static_assert(XXSSProtection::name == "X-XSS-Protection");
static_assert(!std::is_constructible_v<XXSSProtection, const char*> && !std::is_default_constructible_v<XXSSProtection>);

TEST_CASE("X-XSS-Protection is one of the words that browsers know") {
    CHECK(written(XXSSProtection::disabled) == "0");
}
