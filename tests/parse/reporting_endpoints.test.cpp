// SPDX-License-Identifier: MIT
#include <secure_headers/parse/reporting_endpoints.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>

namespace sh = secure_headers;
using sh::parse::reporting_endpoints;

TEST_CASE("Reporting-Endpoints: names with quoted URLs that browsers trust") {
    constexpr std::string_view text = "csp=\"https://r.example/csp\";x, b=\"/b\", c=\"http://r.example\", d=e";
    const auto parsed = reporting_endpoints(text);
    REQUIRE(parsed.endpoints.size() == 2);
    CHECK(parsed.declares("csp"));
    CHECK(parsed.endpoints[1].url == "/b");
    CHECK_FALSE(parsed.declares("c"));
    REQUIRE(parsed.problems.size() == 2);
    CHECK(parsed.problems[0] == sh::parse::Problem{"browsers report to https://, or to a /path of the site, only",
                                                   text.find("http:"), "http://r.example"});
    CHECK(parsed.problems[1] == sh::parse::Problem{"an endpoint is a URL in quotes", text.find("d=e"), "d"});
    const auto ignored = reporting_endpoints("CSP=\"/csp\"");
    CHECK(ignored.is_ignored);
    CHECK(ignored.problems[0].message == "a key begins with a small letter or *");
}

TEST_CASE("Reporting-Endpoints come back equal") {
    constexpr std::string_view text = "csp=\"https://r.example/csp\", b=\"/b\"";
    const auto policy = sh::parse::to_policy(reporting_endpoints(text));
    CHECK(written(policy.value()) == text);
    CHECK(*policy == sh::ReportingEndpoints{{"csp", "https://r.example/csp"}, {"b", "/b"}});
    CHECK_FALSE(sh::parse::to_policy(reporting_endpoints("")).has_value());
    static_assert(reporting_endpoints(text).declares("b"));
}
