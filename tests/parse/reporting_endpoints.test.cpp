// SPDX-License-Identifier: MIT
#include <secure_headers/parse/reporting_endpoints.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <cstddef>
#include <string>
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
    CHECK(parsed.problems[1] == sh::parse::Problem{"an endpoint is a URL in quotes", text.find("d=e") + 2, "e"});
    constexpr std::string_view kinds = "e=1.5, f=(a \"b\"), g, h=@7, i=?0, j=%\"k\"";
    const auto others = reporting_endpoints(kinds);
    REQUIRE(others.problems.size() == 6);
    for (std::size_t i = 0; const std::string_view value : {"1.5", "(a \"b\")", "g", "@7", "?0", "k"}) {
        CHECK(others.problems[i].text == value);
        CHECK(others.problems[i].text.data() == kinds.data() + others.problems[i].offset);
        ++i;
    }
    const auto ignored = reporting_endpoints("CSP=\"/csp\"");
    CHECK(ignored.is_ignored);
    CHECK(ignored.problems[0].message == "a key begins with a small letter or *");
}

TEST_CASE("Reporting-Endpoints: a host that ends in a number is an IPv4 address") {
    for (const std::string_view host :
         {"1.2.3.4", "127.1", "0x7f000001", "0x", "a.1x", "1.a", "a1", "0xg", "1.2.3.4:8443"}) {
        const std::string text = "a=\"https://" + std::string{host} + "/r\"";
        INFO(text);
        CHECK(reporting_endpoints(text).problems.empty());
        CHECK(sh::parse::to_policy(reporting_endpoints(text)).has_value());
    }
    for (const std::string_view host :
         {"1.2.3.256", "a.1", "09", "a.0x", "a.0xF", "1.2.3.4.5", "a.1.", "256.1.1.1", "a.1:8443"}) {
        const std::string text = "a=\"https://" + std::string{host} + "/r\"";
        INFO(text);
        REQUIRE(reporting_endpoints(text).problems.size() == 1);
        CHECK(reporting_endpoints(text).problems[0].text == "https://" + std::string{host} + "/r");
        CHECK_THROWS_AS(sh::EndpointUrl{sh::runtime{"https://" + std::string{host} + "/r"}}, sh::InvalidHeader);
    }
}

TEST_CASE("Reporting-Endpoints come back equal") {
    constexpr std::string_view text = "csp=\"https://r.example/csp\", b=\"/b\"";
    const auto policy = sh::parse::to_policy(reporting_endpoints(text));
    CHECK(written(policy.value()) == text);
    CHECK(*policy == sh::ReportingEndpoints{{"csp", "https://r.example/csp"}, {"b", "/b"}});
    CHECK_FALSE(sh::parse::to_policy(reporting_endpoints("")).has_value());
    static_assert(reporting_endpoints(text).declares("b"));
}
