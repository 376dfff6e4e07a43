// SPDX-License-Identifier: MIT
#include <secure_headers/parse/structured.hpp>

#include <secure_headers/parse/cross_origin_embedder_policy.hpp>
#include <secure_headers/parse/cross_origin_opener_policy.hpp>
#include <secure_headers/parse/document_policy.hpp>
#include <secure_headers/parse/integrity_policy.hpp>
#include <secure_headers/parse/origin_agent_cluster.hpp>
#include <secure_headers/parse/permissions_policy.hpp>
#include <secure_headers/parse/reporting_endpoints.hpp>

#include "catch.hpp"

#include <cstddef>
#include <string_view>

namespace parse = secure_headers::parse;
using parse::Problem;

namespace {

/// That the parameter is told of, and nothing else is wrong.
void skips(auto read, std::string_view text, std::string_view parameter, Problem::Kind kind = Problem::unknown) {
    INFO(text);
    const auto parsed = read(text);
    CHECK(parsed.problems.empty());
    REQUIRE(parsed.ignored.size() == 1);
    CHECK(parsed.ignored[0].kind == kind);
    CHECK(parsed.ignored[0].text == parameter);
    CHECK(parsed.ignored[0].text.data() == text.data() + parsed.ignored[0].offset);
    CHECK_FALSE(to_policy(parsed).has_value());
}

void repeats(auto read, std::string_view text, std::string_view key) {
    INFO(text);
    const auto parsed = read(text);
    std::size_t repeated = 0;
    for (const Problem& problem : parsed.problems)
        if (problem.kind == Problem::repeated && problem.text == key && problem.offset == text.rfind(key)) ++repeated;
    CHECK(repeated == 1);
    CHECK_FALSE(to_policy(parsed).has_value());
}

}  // namespace

TEST_CASE("Parameters that browsers skip are no problem, and have no policy object") {
    skips(parse::cross_origin_embedder_policy, "require-corp; port-to=\"x\"", "port-to");
    skips(parse::cross_origin_opener_policy, "same-origin; report-to=\"x\"; foo", "foo");
    skips(parse::cross_origin_opener_policy, "same-origin; report-to=\"x\"; report-to=\"y\"", "report-to",
          Problem::repeated);
    skips(parse::origin_agent_cluster, "?1;foo=1", "foo");
    skips(parse::reporting_endpoints, "a=\"/a\", b=\"/b\";priority=1", "priority");
    skips(parse::document_policy, "a, b=1;report-to=\"x\";c", "c");
    skips(parse::document_policy, "a=1;report-to=\"x\";report-to=\"y\"", "report-to", Problem::repeated);
    skips(parse::integrity_policy, "blocked-destinations=(script);report-to=\"x\"", "report-to");
    skips(parse::integrity_policy, "blocked-destinations=(script;foo)", "foo");
    skips(parse::permissions_policy, "usb=();reportto=\"x\"", "reportto");
}

TEST_CASE("What a structured field says twice is told") {
    repeats(parse::permissions_policy, "camera=(), camera=(self)", "camera");
    repeats(parse::reporting_endpoints, "a=\"/1\", a=\"/2\"", "a");
    repeats(parse::document_policy, "a=1, b, a=2", "a");
    repeats(parse::integrity_policy, "blocked-destinations=(script), blocked-destinations=(style)",
            "blocked-destinations");
}
