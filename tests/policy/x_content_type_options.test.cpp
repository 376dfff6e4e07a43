// SPDX-License-Identifier: MIT
#include <secure_headers/policy/x_content_type_options.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <type_traits>

using secure_headers::XContentTypeOptions;

// A closed set: nobody else makes one.
static_assert(XContentTypeOptions::name == "X-Content-Type-Options");
static_assert(!std::is_constructible_v<XContentTypeOptions, const char*> &&
              !std::is_default_constructible_v<XContentTypeOptions>);

TEST_CASE("X-Content-Type-Options is one of the words that browsers know") {
    CHECK(written(XContentTypeOptions::nosniff) == "nosniff");
}
