// SPDX-License-Identifier: MIT
#include <secure_headers/parse/strict_transport_security.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <cstdint>
#include <string_view>

namespace sh = secure_headers;
using sh::parse::strict_transport_security;

TEST_CASE("Strict-Transport-Security is read by RFC 6797's rules") {
    struct Row {
        std::string_view text;
        std::int64_t max_age;
        bool include_subdomains, preload, quoted;
    };
    for (const Row& row : {
             Row{"max-age=31536000", 31536000, false, false, false},
             Row{"MAX-AGE=1;INCLUDESUBDOMAINS;PRELOAD", 1, true, true, false},
             Row{" ; max-age=0 ;; includeSubDomains ; ", 0, true, false, false},
             Row{"max-age=\"15768000\"; unknown=\"a;b\"", 15768000, false, false, true},
             Row{"max-age = 5", 5, false, false, true},
             Row{"max-age=\"\\5\"", 5, false, false, true},
             Row{"max-age=\"3\\1\\5\"; includeSubDomains", 315, true, false, true},
             Row{"max-age=\"99999999999999999999999\"", std::int64_t{1} << 53, false, false, true},
             Row{"max-age=99999999999999999999999", std::int64_t{1} << 53, false, false, false},
             Row{"max-age=007", 7, false, false, false},
             Row{"max-age=5; preload=1; includeSubDomains", 5, true, false, false},
             Row{"max-age=5; Preload=\"a\"", 5, false, false, false},
         }) {
        INFO(row.text);
        const auto parsed = strict_transport_security(row.text);
        REQUIRE(parsed.is_valid());
        CHECK(*parsed.max_age == row.max_age);
        CHECK(parsed.include_subdomains == row.include_subdomains);
        CHECK(parsed.preload == row.preload);
        CHECK(parsed.max_age_is_quoted == row.quoted);
    }
}

TEST_CASE("Browsers ignore a Strict-Transport-Security that is not well formed, for a reason that has a place") {
    struct Row {
        std::string_view text, message;
        std::size_t offset;
    };
    for (const Row& row : {
             Row{"", "max-age is missing", 0},
             Row{"includeSubDomains", "max-age is missing", 17},
             Row{"max-age", "max-age takes a whole number of seconds", 7},
             Row{"includeSubDomains; max-age; preload", "max-age takes a whole number of seconds", 26},
             Row{"max-age=", "max-age takes a whole number of seconds", 8},
             Row{"max-age=-1", "max-age takes a whole number of seconds", 8},
             Row{"max-age=1.5", "max-age takes a whole number of seconds", 8},
             Row{"max-age=\\1", "max-age takes a whole number of seconds", 8},
             Row{"max-age=\"\"", "max-age takes a whole number of seconds", 8},
             Row{"max-age=\"\\\"\"", "max-age takes a whole number of seconds", 8},
             Row{"max-age=\"1\\\\\"", "max-age takes a whole number of seconds", 8},
             Row{"max-age=\"-1\"", "max-age takes a whole number of seconds", 8},
             Row{"max-age=\"1", "max-age takes a whole number of seconds", 8},
             Row{"max-age=1; max-age=2", "max-age is there twice", 11},
             Row{"max-age=1; includeSubDomains; IncludeSubdomains", "the directive is there twice", 30},
             Row{"max-age=1; x; X", "the directive is there twice", 14},
             Row{"max-age=1; includeSubDomains=true", "the directive takes no value", 29},
             Row{"max-age=1 includeSubDomains", "max-age takes a whole number of seconds", 8},
             Row{"max-age=1, max-age=1", "max-age takes a whole number of seconds", 8},
             Row{"max-age=1; a b", "a directive's name is a token", 11},
             Row{"max-age=1; a=b c", "a value is a token or a quoted string", 13},
         }) {
        INFO(row.text);
        const auto parsed = strict_transport_security(row.text);
        REQUIRE(parsed.problems.size() == 1);
        CHECK(parsed.problems[0].message == row.message);
        CHECK(parsed.problems[0].offset == row.offset);
        CHECK_FALSE(sh::parse::to_policy(parsed).has_value());
    }
}

TEST_CASE("Strict-Transport-Security comes back equal") {
    for (const std::string_view text :
         {"max-age=63072000; includeSubDomains; preload", "max-age=0", "max-age=0; includeSubDomains",
          "max-age=5; includeSubDomains", "max-age=9007199254740991"})
        CHECK(written(sh::parse::to_policy(strict_transport_security(text)).value()) == text);
    for (const std::string_view text :
         {"max-age=1; includeSubDomains; preload", "max-age=0; preload", "max-age=1; x", "max-age=1; preload=1",
          "max-age=9007199254740993", "max-age=99999999999999999999; includeSubDomains; preload"})
        CHECK_FALSE(sh::parse::to_policy(strict_transport_security(text)).has_value());
    static_assert(*strict_transport_security("max-age=7").max_age == 7);
}
