// SPDX-License-Identifier: MIT
#include <secure_headers/parse/referrer_policy.hpp>

#include <secure_headers/parse/access_control.hpp>
#include <secure_headers/parse/cross_origin_resource_policy.hpp>
#include <secure_headers/parse/x_content_type_options.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>

namespace sh = secure_headers;
using sh::parse::AccessControlAllowOrigin;
using sh::parse::cross_origin_resource_policy;
using sh::parse::referrer_policy;
using sh::parse::x_content_type_options;

TEST_CASE("Referrer-Policy: browsers obey the last token that they know") {
    struct Row {
        std::string_view text, token;
        std::size_t offset, problems;
    };
    for (const Row& row : {Row{"no-referrer", "no-referrer", 0, 0}, Row{"No-Referrer, SAME-ORIGIN", "same-origin", 13, 0},
                           Row{"origin, never,", "origin", 0, 1}, Row{"never", "", 0, 1}, Row{"", "", 0, 0},
                           Row{"origin origin", "", 0, 1}, Row{"origin, Origin", "origin", 8, 1}}) {
        INFO(row.text);
        const auto parsed = referrer_policy(row.text);
        CHECK(parsed.token == row.token);
        CHECK(parsed.offset == row.offset);
        CHECK(parsed.problems.size() == row.problems);
    }
    for (const std::string_view text :
         {"no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin",
          "origin-when-cross-origin", "unsafe-url", "no-referrer, strict-origin-when-cross-origin"})
        CHECK(written(sh::parse::to_policy(referrer_policy(text)).value()) == text);
    CHECK_FALSE(sh::parse::to_policy(referrer_policy("never")).has_value());
    static_assert(referrer_policy("origin").token == "origin");
}

TEST_CASE("X-Content-Type-Options: the first value counts") {
    CHECK(x_content_type_options("NOSNIFF").nosniff);
    CHECK(x_content_type_options("nosniff, x").nosniff);
    CHECK(x_content_type_options("nosniff, x").is_repeated);
    for (const std::string_view text : {"", "no-sniff", "x, nosniff", "\"nosniff\"", "nosniff;"}) {
        CHECK_FALSE(x_content_type_options(text).nosniff);
        CHECK_FALSE(sh::parse::to_policy(x_content_type_options(text)).has_value());
    }
    CHECK(written(sh::parse::to_policy(x_content_type_options("nosniff")).value()) == "nosniff");
    static_assert(x_content_type_options("nosniff").nosniff);
}

TEST_CASE("Cross-Origin-Resource-Policy: one word in small letters") {
    for (const std::string_view text : {"same-origin", "same-site", "cross-origin"})
        CHECK(written(sh::parse::to_policy(cross_origin_resource_policy(text)).value()) == text);
    for (const std::string_view text : {"", "Same-Origin", "same-origin, same-origin", "none"}) {
        CHECK(cross_origin_resource_policy(text).problems.size() == 1);
        CHECK_FALSE(sh::parse::to_policy(cross_origin_resource_policy(text)).has_value());
    }
    static_assert(cross_origin_resource_policy("same-site").word == "same-site");
}

TEST_CASE("Access-Control-*: *, null, or one origin as browsers write it") {
    const auto kind = [](std::string_view text) { return sh::parse::access_control_allow_origin(text).kind; };
    CHECK(kind("*") == AccessControlAllowOrigin::any);
    CHECK(kind("null") == AccessControlAllowOrigin::null);
    for (const std::string_view text :
         {"https://a.example", "http://localhost:8080", "https://[::1]:8443", "app+x://a", "https://my_app.example.com"})
        CHECK(kind(text) == AccessControlAllowOrigin::origin);
    for (const std::string_view text :
         {"", "NULL", "https://A.example", "https://a.example/", "https://a.example:443", "http://a:80",
          "https://*.a.example", "a.example", "https://a, https://b", "https://", "https://a:x"})
        CHECK(kind(text) == AccessControlAllowOrigin::nobody);
    CHECK(sh::parse::access_control_allow_credentials("true"));
    CHECK_FALSE(sh::parse::access_control_allow_credentials("True"));
    const auto list = sh::parse::access_control_list("GET, *,, a b");
    CHECK(list.any);
    CHECK(list.names.size() == 3);
    CHECK(list.problems[0] == sh::parse::Problem{"a name is a token", 9, "a b"});
    CHECK(*sh::parse::access_control_max_age("600") == 600);
    CHECK_FALSE(sh::parse::access_control_max_age("-1"));
}
