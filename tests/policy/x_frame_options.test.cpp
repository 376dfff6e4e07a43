// SPDX-License-Identifier: MIT
#include <secure_headers/policy/x_frame_options.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <type_traits>

using secure_headers::XFrameOptions;

// A closed set: nobody else makes one.
static_assert(XFrameOptions::name == "X-Frame-Options");
static_assert(!std::is_constructible_v<XFrameOptions, const char*> && !std::is_default_constructible_v<XFrameOptions>);
static_assert(XFrameOptions::deny == XFrameOptions::deny && XFrameOptions::deny != XFrameOptions::same_origin);

TEST_CASE("X-Frame-Options is one of the words that browsers know") {
    CHECK(written(XFrameOptions::deny) == "DENY");
    CHECK(written(XFrameOptions::same_origin) == "SAMEORIGIN");
}
