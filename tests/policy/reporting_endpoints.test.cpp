// SPDX-License-Identifier: MIT
#include <secure_headers/policy/reporting_endpoints.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::EndpointUrl;
using sh::ReportingEndpoints;

TEST_CASE("Reporting-Endpoints writes a structured dictionary of strings") {
    CHECK(written(ReportingEndpoints{{"csp", "https://reports.example.com/csp"}}) ==
          "csp=\"https://reports.example.com/csp\"");
    CHECK(written(ReportingEndpoints{{"csp", "https://a.example/?b=c"}, {"default", "/reports"}}) ==
          "csp=\"https://a.example/?b=c\", default=\"/reports\"");
    CHECK(written(ReportingEndpoints{{sh::runtime{"a"}, sh::runtime{"https://a.example"}}}) == "a=\"https://a.example\"");
}

TEST_CASE("Reporting-Endpoints declares its endpoints") {
    sh::FieldWriter out;
    ReportingEndpoints{{"a", "/a"}, {"bc", "/b"}}.write_to(out);
    REQUIRE(out.marks().size() == 2);
    CHECK(out.marks()[1] == sh::FieldWriter::Mark{sh::FieldWriter::Mark::declares_endpoint, 1, 3});
    CHECK(out.names() == "abc");
}

TEST_CASE("Reporting-Endpoints refuses what browsers ignore") {
    CHECK_THROWS_WITH(ReportingEndpoints(std::initializer_list<ReportingEndpoints::Endpoint>{}),
                      "Reporting-Endpoints: needs an endpoint");
    CHECK_THROWS_WITH((ReportingEndpoints{{"a", "/a"}, {"a", "/b"}}), "Reporting-Endpoints: has the same name twice");
    constexpr const char* untrusted = "Reporting-Endpoints: browsers report to https://, or to a /path of the site, only";
    for (const std::string_view url :
         {"", "http://a.example", "//a.example", "a.example", "ftp://a.example", "https://", "https:///a", "https://?a",
          "http://localhost.example", "http://127.0.0.1.example", "wss://a.example", "reports",
          "http://localhost:80@a.example/x", "http://127.0.0.1:@a.example/", "http://[::1]:1@a.example/",
          "http://localhost:@a.example", "http://localhost@a.example"})
        CHECK_THROWS_WITH(EndpointUrl{sh::runtime{url}}, untrusted);
    for (const std::string_view url : {"https://a.example", "HTTPS://a.example", "/", "/a?b#c", "http://localhost",
                                       "http://localhost:8080/a", "http://127.0.0.1:80", "http://[::1]/a",
                                       "http://localhost/@a", "http://localhost:80?@", "https://[2001:db8::1]/"})
        CHECK(EndpointUrl{sh::runtime{url}}.text() == url);
}

TEST_CASE("Reporting-Endpoints takes names and URLs from outside only when they are well-formed") {
    constexpr const char* characters = "Reporting-Endpoints: a URL takes visible ASCII only; percent-encode the rest";
    for (const std::string_view text : never_in_a_field) {
        CHECK_THROWS_WITH(EndpointUrl{sh::runtime{"/" + std::string{text}}}, characters);
        CHECK_THROWS_AS(sh::EndpointName{sh::runtime{text}}, sh::InvalidHeader);
    }
    for (const std::string_view text : {"/a b", "/a\"b", "/a\\b", "/<a>", "/{a}"})
        CHECK_THROWS_WITH(EndpointUrl{sh::runtime{text}}, characters);
    for (const std::string_view text : {"/%", "/a[b]", "https://a.example:65536", "https://[::1", "/a#b#c"})
        CHECK_THROWS_WITH(EndpointUrl{sh::runtime{text}},
                          "Reporting-Endpoints: a URL is https://host:port/path?query, and % begins an escape");
    for (const std::string_view text : {"", "CSP", "1a", "a b", "a;b", "a,b", "a=b", "\"a\"", "-a"})
        CHECK_THROWS_WITH(sh::EndpointName{sh::runtime{text}},
                          "report-to: an endpoint's name takes a-z 0-9 _ - . *, a letter or * first");
}
