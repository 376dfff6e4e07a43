// SPDX-License-Identifier: MIT
#include <secure_headers/parse/integrity_policy.hpp>

#include <secure_headers/parse/document_policy.hpp>
#include <secure_headers/parse/origin_agent_cluster.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>

namespace sh = secure_headers;
using sh::parse::document_policy;
using sh::parse::integrity_policy;
using sh::parse::origin_agent_cluster;

TEST_CASE("Integrity-Policy: lists of words, of which browsers skip what they do not know") {
    const auto parsed = integrity_policy("blocked-destinations=(script image), endpoints=(a b), x=1");
    CHECK(parsed.script);
    CHECK_FALSE(parsed.style);
    CHECK(parsed.endpoints.size() == 2);
    REQUIRE(parsed.problems.size() == 2);
    CHECK(parsed.problems[0].text == "image");
    CHECK(parsed.problems[1] == sh::parse::Problem{"browsers know no such member", 54, "x"});
    CHECK(integrity_policy("sources=(inline)").problems[0].message == "no destination is blocked");
    constexpr std::string_view no_list = "this is a list in parentheses";
    CHECK(integrity_policy("blocked-destinations=script").problems[0] == sh::parse::Problem{no_list, 21, "script"});
    CHECK(integrity_policy("blocked-destinations=?0").problems[0] == sh::parse::Problem{no_list, 21, "?0"});
    CHECK(integrity_policy("blocked-destinations").problems[0] == sh::parse::Problem{no_list, 0, "blocked-destinations"});
    CHECK(integrity_policy("blocked-destinations=(\"script\")").problems[0] ==
          sh::parse::Problem{"browsers know no such word here, or have it already", 23, "script"});
    CHECK(integrity_policy("blocked-destinations=(script").is_ignored);
    CHECK(integrity_policy("blocked-destinations=(script), endpoints=(a a)").problems[0].message ==
          "the endpoint is there twice");
    const auto nothing = integrity_policy("blocked-destinations=(script), sources=()");
    REQUIRE(nothing.problems.size() == 1);
    CHECK(nothing.problems[0] == sh::parse::Problem{"without inline among its sources it blocks nothing", 31, "sources"});
    CHECK_FALSE(sh::parse::to_policy(nothing).has_value());
    for (const std::string_view text :
         {"blocked-destinations=(style script)", "endpoints=(a b), blocked-destinations=(script), sources=(inline)"})
        CHECK(written(sh::parse::to_policy(integrity_policy(text)).value()) == text);
    CHECK_FALSE(sh::parse::to_policy(parsed).has_value());
}

TEST_CASE("Document-Policy: points that are booleans, numbers or words") {
    for (const std::string_view text : {"a, b=?0, c=5, d=0.25, e=word, *;report-to=\"r\""})
        CHECK(written(sh::parse::to_policy(document_policy(text)).value()) == text);
    constexpr std::string_view point = "a point is a boolean, a number or a word";
    CHECK(document_policy("a=\"b\"").problems[0] == sh::parse::Problem{point, 3, "b"});
    CHECK(document_policy("a=:YQ==:").problems[0] == sh::parse::Problem{point, 3, "YQ=="});
    CHECK(document_policy("b, a=(1 b)").problems[0] == sh::parse::Problem{point, 5, "(1 b)"});
    CHECK(document_policy("a;report-to=r").problems[0].offset == 12);
    CHECK(document_policy("A").is_ignored);
    CHECK_FALSE(sh::parse::to_policy(document_policy("")).has_value());
}

TEST_CASE("Origin-Agent-Cluster: ?1 or ?0") {
    for (const std::string_view text : {"?1", "?0"})
        CHECK(written(sh::parse::to_policy(origin_agent_cluster(text)).value()) == text);
    CHECK(origin_agent_cluster("?1;x").enabled);
    for (const std::string_view text : {"", "1", "true", "?1, ?1"}) {
        CHECK_FALSE(origin_agent_cluster(text).is_understood);
        CHECK(origin_agent_cluster(text).problems.size() == 1);
        CHECK_FALSE(sh::parse::to_policy(origin_agent_cluster(text)).has_value());
    }
    static_assert(integrity_policy("blocked-destinations=(script)").script);
    static_assert(document_policy("a=5").points[0].item.value.number == 5);
    static_assert(origin_agent_cluster("?1").enabled);
}
