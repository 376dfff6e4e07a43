// SPDX-License-Identifier: MIT
#include <secure_headers/parse/x_xss_protection.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>

namespace sh = secure_headers;
using sh::parse::x_xss_protection;

TEST_CASE("X-XSS-Protection: a number, perhaps with settings, of which 0 alone is a policy") {
    const sh::parse::XXSSProtection parsed = x_xss_protection("1; mode=block;");
    CHECK(parsed.enabled);
    REQUIRE(parsed.settings.size() == 1);
    CHECK(parsed.settings[0].text == "mode=block");
    CHECK(parsed.settings[0].offset == 3);
    CHECK(x_xss_protection("on").problems[0] == sh::parse::Problem{"this begins with 0 or 1", 0, "on"});
    CHECK(written(sh::parse::to_policy(x_xss_protection("0")).value()) == "0");
    for (const std::string_view text : {"1", "0; mode=block", "", "2"})
        CHECK_FALSE(sh::parse::to_policy(x_xss_protection(text)).has_value());
    STATIC_REQUIRE(x_xss_protection("0").is_understood);
}
