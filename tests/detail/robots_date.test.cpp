// SPDX-License-Identifier: MIT
#include <secure_headers/detail/robots_date.hpp>

#include "catch.hpp"

#include <cstdint>
#include <string_view>

using secure_headers::detail::RobotsDate;

TEST_CASE("A crawler's date is of RFC 822, RFC 850 or ISO 8601") {
    constexpr std::int64_t three_o_clock = 1277478000;  // 2010-06-25T15:00:00Z
    for (const std::string_view text :
         {"25 Jun 2010 15:00:00 GMT", "Fri, 25 Jun 2010 15:00:00 GMT", "Fri, 25 Jun 10 15:00 GMT",
          "25 JUN 2010 15:00:00 utc", "Friday, 25-Jun-10 15:00:00 GMT", "Friday, 25-Jun-2010 15:00:00 UT",
          "25-Jun-10 15:00:00 Z", "Fri 25 Jun 2010 15:00:00 GMT", "25 Jun 2010 07:00:00 PST", "25 Jun 2010 08:00:00 PDT",
          "25 Jun 2010 10:00:00 EST", "25 Jun 2010 17:30:00 +0230", "25 Jun 2010 09:00:00 -0600", "2010-06-25T15:00:00Z",
          "2010-06-25T15:00Z", "2010-06-25 15:00:00+00:00", "2010-06-25T08:00:00-07:00", "2010-06-26T00:00:00+0900"}) {
        INFO(text);
        CHECK(RobotsDate::parse(text).value_or(-1) == three_o_clock);
    }
    CHECK(RobotsDate::parse("2010-06-25").value_or(-1) == three_o_clock - 15 * 3600);
    CHECK(RobotsDate::parse("29 Feb 2000 23:59:59 GMT").value_or(-1) == 951868799);
    CHECK(RobotsDate::parse("1 Jan 70 00:00:00 GMT").value_or(-1) == 0);
    static_assert(*RobotsDate::parse("1 Jan 1970 00:00:01 GMT") == 1);
}

TEST_CASE("A crawler's date has all of its parts and no more") {
    for (const std::string_view text : {"",
                                        "tomorrow",
                                        "25all Jun 2010 15:00:00 GMT",
                                        "25 June 2010 15:00:00 GMT",
                                        "25 Jun 2010",
                                        "25 Jun 2010 15:00:00",
                                        "25 Jun 2010 15:00:00 XYZ",
                                        "25 Jun 2010 15 GMT",
                                        "25 Jun 010 15:00:00 GMT",
                                        "25 Jun 2010 24:00:00 GMT",
                                        "25 Jun 2010 15:60:00 GMT",
                                        "25 Jun 2010 15:00:60 GMT",
                                        "31 Jun 2010 15:00:00 GMT",
                                        "29 Feb 2001 15:00:00 GMT",
                                        "0 Jun 2010 15:00:00 GMT",
                                        "25 Jun 2010 15:00:00 GMT x",
                                        "25 Jun 2010 15:00:00  GMT",
                                        "Fry, 25 Jun 2010 15:00:00 GMT",
                                        "Fri,, 25 Jun 2010 15:00:00 GMT",
                                        "25-Jun 2010 15:00:00 GMT",
                                        "2010-06",
                                        "2010-6-25",
                                        "2010-13-25",
                                        "2010-00-25",
                                        "2010-06-31",
                                        "2010-06-25T",
                                        "2010-06-25T15:00:00",
                                        "2010-06-25x",
                                        "2010-06-25T15:00:00+2400",
                                        "25 Jun 2010 15:00:00 +0060",
                                        "25 Jun 2010 15:00:00 +00000",
                                        "1600-12-31",
                                        "9999-12-31T23:00:00-0100",
                                        "0000-01-01",
                                        "Fri",
                                        "Fri, "}) {
        INFO(text);
        CHECK_FALSE(RobotsDate::parse(text));
    }
}
