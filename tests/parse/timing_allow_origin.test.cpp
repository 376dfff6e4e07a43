// SPDX-License-Identifier: MIT
#include <secure_headers/parse/timing_allow_origin.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>

namespace sh = secure_headers;
using sh::parse::timing_allow_origin;

TEST_CASE("Timing-Allow-Origin: origins as browsers write them") {
    CHECK(timing_allow_origin(" *").any);
    CHECK(timing_allow_origin("https://a.example, null").null);
    CHECK(timing_allow_origin("https://a.example ,https://b.example:8443").origins.size() == 2);
    for (const std::string_view text : {"https://a.example/",
                                        "a.example",
                                        "https://A.example",
                                        "https://a.example:443",
                                        "https://*.a.example",
                                        "https://.a.example",
                                        "https://a..example",
                                        "https://a.example..",
                                        "https://",
                                        "https://.",
                                        "https://a b",
                                        "https://a%41",
                                        "https://[a]",
                                        "https://[::1]a",
                                        "https://[]",
                                        "https://[::01]",
                                        "https://[1:0:0:2:3:4:5:6]",
                                        "https://[::1\x01]",
                                        "https://1.2.3.256",
                                        "https://127.1",
                                        "https://a.0x1:8443",
                                        "https://192.0.2.1."}) {
        INFO(text);
        const sh::parse::TimingAllowOrigin parsed = timing_allow_origin(text);
        REQUIRE(parsed.problems.size() == 1);
        CHECK(parsed.problems[0] == sh::parse::Problem{"this is *, or an origin as browsers write it", 0, text});
    }
    CHECK(timing_allow_origin("https://a.example, https://a.example").problems[0].offset == 19);
}

TEST_CASE("Timing-Allow-Origin comes back equal") {
    for (const std::string_view text :
         {"*", "https://a.example", "https://a.example, http://b.example:8080", "https://[::1]:8443",
          "https://192.0.2.1:8443", "https://my_app.example.com", "https://a.example.", "null",
          "https://a.example, null", "null, https://a.example"})
        CHECK(written(sh::parse::to_policy(timing_allow_origin(text)).value()) == text);
    for (const std::string_view text :
         {"", "*, null", "*, https://a.example", "x", "null, null", "https://a.example, https://a.example"})
        CHECK_FALSE(sh::parse::to_policy(timing_allow_origin(text)).has_value());
    STATIC_REQUIRE(timing_allow_origin("*").any);
}
