// SPDX-License-Identifier: MIT
#include <secure_headers/policy/cross_origin_resource_policy.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <type_traits>

using secure_headers::CrossOriginResourcePolicy;

// A closed set: nobody else makes one.
static_assert(CrossOriginResourcePolicy::name == "Cross-Origin-Resource-Policy");
static_assert(!std::is_constructible_v<CrossOriginResourcePolicy, const char*> &&
              !std::is_default_constructible_v<CrossOriginResourcePolicy>);
static_assert(CrossOriginResourcePolicy::same_origin == CrossOriginResourcePolicy::same_origin &&
              CrossOriginResourcePolicy::same_origin != CrossOriginResourcePolicy::same_site);

TEST_CASE("Cross-Origin-Resource-Policy is one of the words that browsers know") {
    CHECK(written(CrossOriginResourcePolicy::same_origin) == "same-origin");
    CHECK(written(CrossOriginResourcePolicy::same_site) == "same-site");
    CHECK(written(CrossOriginResourcePolicy::cross_origin) == "cross-origin");
}
