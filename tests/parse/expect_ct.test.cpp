// SPDX-License-Identifier: MIT
#include <secure_headers/parse/expect_ct.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <cstdint>
#include <string_view>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace sh = secure_headers;
using sh::parse::expect_ct;

TEST_CASE("Expect-CT is read by RFC 9163's rules") {
    struct Row {
        std::string_view text;
        std::int64_t max_age;
        bool enforce;
        std::string_view report_uri;
    };
    for (const Row& row : {
             Row{"max-age=86400, enforce", 86400, true, ""},
             Row{"MAX-AGE=0,,ENFORCE , ", 0, true, ""},
             Row{"report-uri=\"https://r.example/a,b\", max-age=1", 1, false, "https://r.example/a,b"},
             Row{"max-age=99999999999999999999999, x=\"y\", z", std::int64_t{1} << 53, false, ""},
         }) {
        INFO(row.text);
        const auto parsed = expect_ct(row.text);
        REQUIRE(parsed.is_valid());
        CHECK(*parsed.max_age == row.max_age);
        CHECK(parsed.enforce == row.enforce);
        CHECK(parsed.report_uri.text == row.report_uri);
        if (!row.report_uri.empty()) CHECK(row.text.substr(parsed.report_uri.offset).starts_with(row.report_uri));
    }
    static_assert(expect_ct("max-age=7").is_valid());
}

TEST_CASE("An Expect-CT that is not well formed is ignored, for a reason that has a place") {
    struct Row {
        std::string_view text, message;
        std::size_t offset;
    };
    for (const Row& row : {
             Row{"", "max-age is missing", 0},
             Row{"enforce", "max-age is missing", 7},
             Row{"max-age=x", "max-age takes a whole number of seconds", 8},
             Row{"max-age=\"1\"", "max-age takes a whole number of seconds", 8},
             Row{"max-age=1; enforce", "max-age takes a whole number of seconds", 8},
             Row{"max-age=1, max-age=2", "the directive is there twice", 11},
             Row{"max-age=1, enforce, Enforce", "the directive is there twice", 20},
             Row{"max-age=1, enforce=1", "the directive takes no value", 19},
             Row{"max-age=1, report-uri=https://r.example", "report-uri takes a quoted URI", 22},
             Row{"max-age=1, report-uri=\"\"", "report-uri takes a quoted URI", 22},
             Row{"max-age=1, report-uri=\"a\", report-uri=\"b\"", "the directive is there twice", 27},
             Row{"max-age=1, a b", "a directive's name is a token", 11},
             Row{"max-age=1, a=b c", "a value is a token or a quoted string", 13},
         }) {
        INFO(row.text);
        const auto parsed = expect_ct(row.text);
        REQUIRE(parsed.problems.size() == 1);
        CHECK(parsed.problems[0].message == row.message);
        CHECK(parsed.problems[0].offset == row.offset);
        CHECK_FALSE(sh::parse::to_policy(parsed).has_value());
    }
}

TEST_CASE("Expect-CT comes back equal") {
    for (const std::string_view text :
         {"max-age=0", "max-age=86400, enforce", "max-age=1, enforce, report-uri=\"https://r.example/ct?a=%20\""})
        CHECK(written(sh::parse::to_policy(expect_ct(text)).value()) == text);
    for (const std::string_view text :
         {"max-age=1, x", "max-age=99999999999999999999", "max-age=1, report-uri=\"http://r.example\"",
          "max-age=1, report-uri=\"https://\"", "max-age=1, report-uri=\"https:///a\"",
          "max-age=1, report-uri=\"https://a b\"", "max-age=1, report-uri=\"https://a/%zz\""})
        CHECK_FALSE(sh::parse::to_policy(expect_ct(text)).has_value());
}
