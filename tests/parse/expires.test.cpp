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

TEST_CASE("Expires: the three forms of a date, and nothing else") {
    for (const std::string_view text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                                        "Sun Nov  6 08:49:37 1994", "Sun Nov 06 08:49:37 1994"}) {
        INFO(text);
        CHECK(expires(text).time.value_or(0) == 784111777);
        CHECK(expires(text).problems.empty());
        CHECK(written(sh::parse::to_policy(expires(text)).value()) == "Sun, 06 Nov 1994 08:49:37 GMT");
    }
    for (const std::string_view text :
         {"foo 1994 8:49:37 Nov 6 bar GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
          "Sun, 06-Nov-1994 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT",
          "Xun, 06 Nov 1994 08:49:37 GMT", "sun, 06 Nov 1994 08:49:37 GMT", "06 Nov 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37",
          "Sun Nov 6 08:49:37 1994", "Sun Nov  6 08:49:37 1994 GMT", "Sun, 0a Nov 1994 08:49:37 GMT",
          "Sun, 06 N0v 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT", "Sunday 06-Nov-94 08:49:37 GMT"}) {
        INFO(text);
        CHECK_FALSE(expires(text).time.has_value());
        CHECK(expires(text).problems.size() == 1);
    }
    STATIC_REQUIRE(*expires("Thursday, 01-Jan-70 00:00:10 GMT").time == 10);
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
