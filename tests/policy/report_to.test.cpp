// SPDX-License-Identifier: MIT
#include <secure_headers/policy/report_to.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>

namespace sh = secure_headers;
using namespace std::chrono_literals;
using sh::ReportTo;

namespace {

constexpr bool writes_one() {
    sh::FieldWriter out;
    ReportTo{{.group = "network", .endpoints = {{.url = "https://r.example/n"}}}}.write_to(out);
    return out.value() == R"({"group":"network","max_age":2592000,"endpoints":[{"url":"https://r.example/n"}]})" &&
           out.names() == "network" && out.marks().size() == 1 &&
           out.marks()[0].kind == sh::FieldWriter::Mark::declares_group;
}

ReportTo sent_to(std::string_view url) { return ReportTo{{.group = "a", .endpoints = {{.url = sh::runtime{url}}}}}; }

}  // namespace

static_assert(ReportTo::name == "Report-To");
static_assert(!std::is_default_constructible_v<ReportTo>);
static_assert(writes_one());

TEST_CASE("Report-To writes JSON objects") {
    CHECK(written(ReportTo{{.group = "a", .max_age = 1s, .endpoints = {{.url = "https://r.example"}}}}) ==
          R"({"group":"a","max_age":1,"endpoints":[{"url":"https://r.example"}]})");
    CHECK(written(ReportTo{{.group = sh::runtime{"a"},
                            .max_age = 24h,
                            .endpoints = {{.url = "https://r.example:8443/a?b=c", .priority = 1, .weight = 0},
                                          {.url = sh::runtime{"https://s.example/(a)'%22"}, .weight = 4294967295}},
                            .include_subdomains = true},
                           {.group = "b", .endpoints = {{.url = "https://r.example/", .priority = 2}}}}) ==
          R"({"group":"a","max_age":86400,"endpoints":[{"url":"https://r.example:8443/a?b=c","priority":1,"weight":0},)"
          R"({"url":"https://s.example/(a)'%22","weight":4294967295}],"include_subdomains":true}, )"
          R"({"group":"b","max_age":2592000,"endpoints":[{"url":"https://r.example/","priority":2}]})");
}

TEST_CASE("Report-To declares the groups that browsers are to keep") {
    sh::FieldWriter out;
    ReportTo{{.group = "kept", .endpoints = {{.url = "https://r.example"}}},
             {.group = "forgotten", .max_age = 0s, .endpoints = {{.url = "https://r.example"}}}}
        .write_to(out);
    REQUIRE(out.marks().size() == 1);
    CHECK(out.marks()[0] == sh::FieldWriter::Mark{sh::FieldWriter::Mark::declares_group, 0, 4});
    CHECK(out.names() == "kept");
}

TEST_CASE("Report-To refuses what browsers ignore") {
    CHECK_THROWS_WITH(ReportTo(std::initializer_list<ReportTo::Group>{}), "Report-To: needs a group");
    CHECK_THROWS_WITH((ReportTo{{.group = "a"}}), "Report-To: a group needs an endpoint");
    CHECK_THROWS_WITH((ReportTo{{.group = "a", .max_age = -1s, .endpoints = {{.url = "https://r.example"}}}}),
                      "Report-To: max_age must not be negative");
    CHECK_THROWS_WITH((ReportTo{{.group = "a", .endpoints = {{.url = "https://r.example"}}},
                                {.group = "a", .endpoints = {{.url = "https://s.example"}}}}),
                      "Report-To: has the same group twice");
}

TEST_CASE("Report-To takes a URL from outside that is one, and safe") {
    for (const std::string_view text :
         {"", "http://r.example", "//r.example", "r.example", "HTTP://r.example", "\"https://r.example"})
        CHECK_THROWS_WITH(sent_to(text), "Report-To: a URL begins with https://, or a path with /");
    for (const std::string_view text :
         {"https://", "https:///a", "https://:443", "https://?a", "https://#a", "https://@a"})
        CHECK_THROWS_WITH(sent_to(text), "Report-To: a URL needs a host");
    constexpr auto no_url = "Report-To: a URL takes visible ASCII without quotes; percent-encode the rest";
    for (const std::string_view text : {"a b", "a ", "a\"b", "a\\b", "a<b", "a{b}", "a\"}],\"max_age\":0"})
        CHECK_THROWS_WITH(sent_to("https://" + std::string{text}), no_url);
    for (const std::string_view text : never_in_a_field)
        CHECK_THROWS_WITH(sent_to("https://" + std::string{text}), no_url);
    for (const std::string_view text :
         {"https://r.example/%4", "/%4", "https://r.example:a", "https://r%41.example", "https://[r]"})
        CHECK_THROWS_WITH(sent_to(text), "Report-To: a URL is https://host:port/path?query, and % begins an escape");
    for (const std::string text : {"/reports", "/", "/a?b,c", "HTTPS://r.example", "https://r.example/?a,b"}) {
        CHECK(sh::ReportToUrl::is_valid(text));
        CHECK(written(sent_to(text)) ==
              R"({"group":"a","max_age":2592000,"endpoints":[{"url":")" + std::string{text} + R"("}]})");
    }
}

TEST_CASE("Report-To takes a group's name from outside that is a name") {
    const auto named = [](std::string_view text) {
        return ReportTo{{.group = sh::runtime{text}, .endpoints = {{.url = "https://r.example"}}}};
    };
    constexpr auto no_name = "Report-To: a group's name takes letters, digits and !#$%&'*+-.^_`|~ only";
    for (const std::string_view text : never_in_a_field) CHECK_THROWS_WITH(named(text), no_name);
    for (const std::string_view text : {"", "a;b", "a,b", "a\"b", "a\\b", "a b"})
        CHECK_THROWS_WITH(named(text), no_name);
}
