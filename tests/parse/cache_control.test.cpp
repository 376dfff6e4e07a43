// SPDX-License-Identifier: MIT
#include <secure_headers/parse/cache_control.hpp>

#include <secure_headers/parse/clear_site_data.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>

namespace sh = secure_headers;
using sh::parse::cache_control;
using sh::parse::clear_site_data;

TEST_CASE("Cache-Control is read as caches do") {
    const auto parsed = cache_control("No-Store,, max-age=60 , PRIVATE=\"Set-Cookie, X-A\", s-maxage=\"5\", x=\"a,b\"");
    CHECK(parsed.no_store);
    CHECK(*parsed.max_age == 60);
    CHECK_FALSE(parsed.private_);
    CHECK(parsed.private_fields == "Set-Cookie, X-A");
    CHECK(*parsed.s_maxage == 5);
    REQUIRE(parsed.problems.size() == 2);
    CHECK(parsed.problems[0].message == "a time is written without quotes");
    CHECK(parsed.problems[1].text == "x");
    CHECK_FALSE(parsed.is_shareable());
}

TEST_CASE("What caches do not understand of a Cache-Control has a place") {
    struct Row {
        std::string_view text, message, part;
    };
    for (const Row& row : {
             Row{"no-store; max-age=1", "a directive's name is a token", "no-store; max-age"},
             Row{"no-store=1", "the directive takes no value", "1"},
             Row{"max-age", "a time is a whole number of seconds; caches take the response for stale", ""},
             Row{"max-age=-1", "a time is a whole number of seconds; caches take the response for stale", "-1"},
             Row{"no-cache=a", "names of fields are written in quotes", "a"},
             Row{"private=x-foo", "names of fields are written in quotes", "x-foo"},
             Row{"no-cache=", "these are no names of fields", ""},
             Row{"private=\"a", "these are no names of fields", "\"a"},
             Row{"no-cache=\"a b\"", "these are no names of fields", "\"a b\""},
             Row{"nostore", "caches know no such directive", "nostore"},
             Row{"no-store, No-Store", "the directive is there twice", "No-Store"},
             Row{"private=\"\"", "these are no names of fields", "\"\""},
             Row{"s-maxage=\"1", "a time is a whole number of seconds; caches take the response for stale", "\"1"},
             Row{"immutable=1", "the directive takes no value", "1"},
         }) {
        INFO(row.text);
        const auto parsed = cache_control(row.text);
        REQUIRE(parsed.problems.size() == 1);
        CHECK(parsed.problems[0].message == row.message);
        CHECK(parsed.problems[0].text == row.part);
        if (!row.part.empty()) CHECK(row.text.substr(parsed.problems[0].offset, row.part.size()) == row.part);
        CHECK_FALSE(sh::parse::to_policy(parsed).has_value());
    }
}

TEST_CASE("A Cache-Control in the policy's order comes back equal, another one in that order") {
    for (const std::string_view text :
         {"no-store", "no-cache, private", "public, max-age=31536000, immutable",
          "no-cache=\"Set-Cookie, X-A\", private=\"X-B\"",
          "max-age=1, s-maxage=2, must-revalidate, proxy-revalidate, must-understand, no-transform, stale-while-revalidate=3, stale-if-error=4"})
        CHECK(written(sh::parse::to_policy(cache_control(text)).value()) == text);
    CHECK(written(sh::parse::to_policy(cache_control("MAX-AGE=0 ,no-store")).value()) == "no-store, max-age=0");
    for (const std::string_view text : {"", "no-store, public", "public, private", "no-store, max-age=1", "immutable",
                                        "max-age=2147483648", "no-cache=\"a, A\"", "no-cache, no-cache=\"a\""})
        CHECK_FALSE(sh::parse::to_policy(cache_control(text)).has_value());
    for (const std::string_view text :
         {"public, private=\"a\"", "no-store, s-maxage=0", "no-store, immutable, max-age=0",
          "no-store, stale-if-error=0", "no-store, stale-while-revalidate=0", "s-maxage=2147483648",
          "stale-if-error=2147483648", "stale-while-revalidate=2147483648"})
        CHECK_FALSE(sh::parse::to_policy(cache_control(text)).has_value());
    CHECK(written(sh::parse::to_policy(cache_control("max-age=2147483647")).value()) == "max-age=2147483647");
    auto made = cache_control("no-cache, private");  // by hand, which no text comes to
    REQUIRE(sh::parse::to_policy(made).has_value());
    made.no_cache_fields = "a";
    CHECK_FALSE(sh::parse::to_policy(made).has_value());
    made = cache_control("no-cache, private");
    made.private_fields = "a";
    CHECK_FALSE(sh::parse::to_policy(made).has_value());
    CHECK(cache_control("private=x-foo").private_fields == "x-foo");
    CHECK_FALSE(cache_control("private=x-foo").private_);
    CHECK(cache_control("max-age=1, max-age=2").max_age.value_or(0) == 1);
    CHECK(cache_control("max-age=x, max-age=2").max_age.value_or(1) == 0);
    static_assert(cache_control("no-store").no_store);
}

TEST_CASE("Clear-Site-Data: the quotes are part of each type") {
    for (const std::string_view text :
         {"\"cache\",\"cookies\",\"storage\"", "\"*\"", "\"executionContexts\",\"clientHints\""})
        CHECK(written(sh::parse::to_policy(clear_site_data(text)).value()) == text);
    const auto parsed = clear_site_data("cache, \"Cookies\", \"storage\", \"storage\"");
    CHECK(parsed.types.size() == 1);
    REQUIRE(parsed.problems.size() == 3);
    CHECK(parsed.problems[1] ==
          sh::parse::Problem{"browsers know no such type; the quotes are part of it", 7, "\"Cookies\""});
    CHECK(parsed.problems[2].message == "the type is there twice");
    CHECK_FALSE(sh::parse::to_policy(clear_site_data("\"*\", \"cache\"")).has_value());
    CHECK_FALSE(sh::parse::to_policy(clear_site_data("")).has_value());
    static_assert(clear_site_data("\"*\"").has(sh::ClearSiteData::all));
}
