// SPDX-License-Identifier: MIT
#include <secure_headers/parse/expires.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>

namespace sh = secure_headers;
using sh::parse::expires;

TEST_CASE("Expires: a date in GMT, else it has passed") {
    CHECK(expires("Thu, 01 Jan 1970 00:00:10 GMT").time.value_or(0) == 10);
    CHECK(expires("0").is_zero);
    for (const std::string_view text :
         {"-1", "", "tomorrow", "Thu, 01 Jan 1970 00:00:10", "Thu, 01 Foo 1970 00:00:10 GMT"}) {
        INFO(text);
        const sh::parse::Expires parsed = expires(text);
        REQUIRE(parsed.problems.size() == 1);
        CHECK(parsed.problems[0] == sh::parse::Problem{"this is no date in GMT", 0, text});
        CHECK_FALSE(sh::parse::to_policy(parsed).has_value());
    }
}

TEST_CASE("Expires comes back equal") {
    for (const std::string_view text : {"0", "Sun, 06 Nov 1994 08:49:37 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"})
        CHECK(written(sh::parse::to_policy(expires(text)).value()) == text);
    STATIC_REQUIRE(expires("0").is_zero);
    sh::parse::Expires made;  // by hand, which no text comes to
    CHECK_FALSE(sh::parse::to_policy(made).has_value());
    made.time = 253402300799;
    CHECK(written(sh::parse::to_policy(made).value()) == "Fri, 31 Dec 9999 23:59:59 GMT");
    made.time = 253402300800;
    CHECK_FALSE(sh::parse::to_policy(made).has_value());
}
