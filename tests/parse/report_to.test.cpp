// SPDX-License-Identifier: MIT
#include <secure_headers/parse/report_to.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::parse::report_to;

TEST_CASE("Report-To: groups of endpoints; an error in the JSON voids all of it") {
    struct Row {
        std::string_view text, message, part;
    };
    constexpr std::string_view no_json = "this is no JSON of such objects",
                               url = "a URL begins with https:// or / and is written in ASCII",
                               twice = "this is there twice; browsers obey the last",
                               kind = "browsers know no such member, or not of this kind";
    for (const Row& row : {
             Row{R"({"max_age":1,"endpoints":[{"url":"https://r.example"}]})", "", ""},
             Row{R"({"group":"a","max_age":0})", "", ""},
             Row{R"({"group":"a","endpoints":[{"url":"https://r.example"}]})", "a group needs max_age", "a"},
             Row{R"({"group":"a","max_age":1})", "a group needs an endpoint", "a"},
             Row{R"({"group":"a","max_age":1,"endpoints":[]})", "a group needs an endpoint", "a"},
             Row{R"({"group":"a","max_age":1,"endpoints":[{"url":"http://r.example"}]})", url, "http://r.example"},
             Row{R"({"group":"a","max_age":1,"endpoints":[{"url":"https://r.example","weight":-1}]})",
                 "weight is a whole number", "-1"},
             Row{R"({"group":"a","max_age":1,"endpoints":{}})", "browsers know no such member, or not of this kind",
                 "endpoints"},
             Row{R"({"group":"\u0061","max_age":1,"endpoints":[{"url":"https:\/\/r.example"}]})", "", ""},
             Row{R"({"group":"\u0020","max_age":1,"endpoints":[{"url":"https://r.example"}]})",
                 "a group's name is a token", "\\u0020"},
             Row{R"({"group":"a","max_age":1,"endpoints":[{"url":"https:\/\/\""}]})", url, R"(https:\/\/\")"},
             Row{R"({"group":"\u0061","max_age":0},{"group":"a","max_age":0})", "the group is there twice", "a"},
             Row{R"({"max_age":0},{"max_age":0})", "the group is there twice", R"({"max_age":0})"},
             Row{R"({"group":"a","group":"b","max_age":0})", twice, "group"},
             Row{R"({"group":"a","max_age":1,"max_age":0})", twice, "max_age"},
             Row{R"({"max_age":0,"include_subdomains":true,"include_subdomains":false})", twice, "include_subdomains"},
             Row{R"({"max_age":0,"endpoints":[],"endpoint\u0073":[]})", twice, "endpoint\\u0073"},
             Row{R"({"max_age":1,"endpoints":[{"url":"/a","url":"/b"}]})", twice, "url"},
             Row{R"({"max_age":1,"endpoints":[{"weight":1,"url":"/b","weight":2}]})", twice, "weight"},
             Row{R"({"max_age":1,"endpoints":[{"priority":1,"url":"/b","priority":1}]})", twice, "priority"},
             Row{R"([{"max_age":1})", no_json, R"([{"max_age":1})"},
             Row{R"({"max_age":1 })", "a group needs an endpoint", R"({"max_age":1 })"},
             Row{R"({"group":"a","max_age":0},{"group":"a","max_age":0})", "the group is there twice", "a"},
             Row{R"({"group":"a","max_age":1,"endpoints":[{"url":"https://r.example","priority":"1"}]})",
                 "priority is a whole number", "\"1\""},
             Row{R"({"group":"a","max_age":1,"endpoints":[{"url":"https://r.example","x":1}]})",
                 "browsers know no such member", "x"},
             Row{R"({"group":"a","max_age":1,"endpoints":[{"url":1}]})", "browsers know no such member", "url"},
             Row{R"({"group":"a","max_age":1,"endpoints":[{"weight":1}]})", "a group needs an endpoint", "a"},
             Row{R"({"group":"a","max_age":0,"include_subdomains":false})", "", ""},
             Row{R"({"group":"a","max_age":0,"include_subdomains":0})", kind, "include_subdomains"},
             Row{R"({"group":"a","max_age":0,"x":true})", kind, "x"},
             Row{R"({"group":1,"max_age":0})", kind, "group"},
             Row{R"({"group":"a","max_age":0},{"group":"b","max_age":0})", "", ""},
             Row{R"({"max_age":1,"endpoints":[1]})", no_json, "1]}"},
             Row{R"({"max_age":1,"endpoints":[{"url":"https://a.example)", no_json, ""},
             Row{R"({"max_age":1,"endpoints":[{"weight":}]})", no_json, "}]}"},
             Row{R"({"max_age":1,"endpoints":[{"url":"https://a.example"})", no_json, ""},
             Row{R"({"group":"a)", no_json, ""},
             Row{"{\"a\":1,}", no_json, "}"},
             Row{"{} {}", no_json, "{}"},
             Row{"", no_json, ""},
             Row{"csp=\"https://r.example\"", no_json, "csp=\"https://r.example\""},
             Row{"{\"a\":\"\x01\"}", no_json, "\x01\"}"},
         }) {
        INFO(row.text);
        const sh::parse::ReportTo parsed = report_to(row.text);
        REQUIRE(parsed.problems.empty() == row.message.empty());
        CHECK(parsed.is_ignored == (row.message == no_json));
        if (row.message.empty()) continue;
        CHECK(parsed.problems[0].message == row.message);
        CHECK(parsed.problems[0].text == row.part);
        CHECK(row.text.substr(parsed.problems[0].offset, row.part.size()) == row.part);
    }
    const std::string_view two = R"({"max_age":1,"endpoints":[{"url":"https://r.example"}]}, {"group":"b","max_age":0})";
    CHECK(report_to(two).declares("default"));
    CHECK_FALSE(report_to(two).declares("b"));
}

TEST_CASE("Report-To: of a member that is there twice the last counts") {
    struct Row {
        std::string_view text;
        std::string_view name;
        std::int64_t max_age;
        bool include_subdomains;
        std::string_view endpoints;
    };
    for (const Row& row : {
             Row{R"({"group":"a","group":"b","max_age":2,"max_age":1,"endpoints":[{"url":"/a"}],"endpoints":[{"url":"/b"}]})",
                 "b", 1, false, "/b "},
             Row{R"({"max_age":1,"endpoints":[{"url":"/a"},{"url":"/b"}],"endpoints":[{"url":"/c","url":"/d"}]})",
                 "default", 1, false, "/d "},
             Row{R"({"max_age":0,"endpoints":[{"url":"/a"}],"endpoints":5,"include_subdomains":true,"include_subdomains":1})",
                 "default", 0, false, ""},
             Row{R"({"max_age":0,"group":"a","group":5,"endpoints":[{"url":"/a","url":1}]})", "default", 0, false, ""},
         }) {
        INFO(row.text);
        const sh::parse::ReportTo parsed = report_to(row.text);
        CHECK(parsed.problems[0].kind == sh::parse::Problem::repeated);
        CHECK_FALSE(sh::parse::to_policy(parsed).has_value());
        REQUIRE(parsed.groups.size() == 1);
        const auto& group = parsed.groups[0];
        CHECK(group.name.view() == row.name);
        CHECK(group.max_age == row.max_age);
        CHECK(group.include_subdomains == row.include_subdomains);
        std::string endpoints;
        for (const auto& endpoint : group.endpoints) endpoints.append(endpoint.url.view()).append(" ");
        CHECK(endpoints == row.endpoints);
    }
    CHECK(report_to(R"({"max_age":1,"endpoints":[{"url":"/a"}],"endpoints":[]})").groups.empty());
    CHECK(report_to(R"({"max_age":1,"max_age":"1","endpoints":[{"url":"/a"}]})").groups.empty());
    STATIC_REQUIRE(report_to(R"({"group":"a","max_age":1,"max_age":0})").problems.size() == 1);
}

TEST_CASE("Report-To: endpoints are URLs of HTTPS, or paths, in ASCII") {
    const auto takes = [](std::string_view url) {
        std::string text = R"({"max_age":1,"endpoints":[{"url":")";
        text.append(url).append("\"}]}");
        return report_to(text).problems.empty();
    };
    for (const std::string_view url : {"https://a", "https://a.example:8443/r?a=b", "https://[::1]/", "https://a/%20",
                                       "https://a/?b=c,d", "/r", "/r?a,b", "HTTPS://a", R"(https:\/\/a\/?b\u0026c)"}) {
        INFO(url);
        CHECK(takes(url));
    }
    for (const std::string_view url : {"", "r", "//r", "https://", "https:///r", "https://?a", "https://#a", "https://:1",
                                       "https://@a", "http://a", "https://a b", R"(https://a\nb)", R"(https://a\u0000)",
                                       R"(https://a\ud800)", "https://a/\xc3\xa9", "https://a/%zz", "https://a/\x7f"}) {
        INFO(url);
        CHECK_FALSE(takes(url));
    }
}

TEST_CASE("Report-To: names, groups and URLs are what JSON's escapes stand for") {
    constexpr std::string_view text =
        R"({"\u0067roup":"cf\u002dnel","max\u005fage":1,"endpoint\u0073":[{"ur\u006c":"https:\/\/a.example\/\u00723","\u0077eight":2,"\u0070riority":3}],"\u0069nclude_subdomains":true})";
    const sh::parse::ReportTo parsed = report_to(text);
    CHECK(parsed.problems.empty());
    REQUIRE(parsed.groups.size() == 1);
    CHECK(parsed.declares("cf-nel"));
    CHECK_FALSE(parsed.declares(R"(cf\u002dnel)"));
    CHECK(parsed.groups[0].text == R"(cf\u002dnel)");
    CHECK(text.substr(parsed.groups[0].offset, parsed.groups[0].text.size()) == parsed.groups[0].text);
    REQUIRE(parsed.groups[0].endpoints.size() == 1);
    CHECK(parsed.groups[0].endpoints[0].url.view() == "https://a.example/r3");
    CHECK(written(sh::parse::to_policy(parsed).value()) ==
          R"({"group":"cf-nel","max_age":1,"endpoints":[{"url":"https://a.example/r3","priority":3,"weight":2}],"include_subdomains":true})");
    STATIC_REQUIRE(
        report_to(R"({"group":"\u0061","max_age":1,"endpoints":[{"url":"https:\/\/r.example"}]})").declares("a"));
}

TEST_CASE("Report-To is understood as large sites send it") {
    for (const std::string_view text :
         {R"({"endpoints":[{"url":"https:\/\/a.nel.cloudflare.com\/report\/v4?s=x%2By%3D"}],"group":"cf-nel","max_age":604800})",
          R"({"max_age":2592000,"endpoints":[{"url":"https:\/\/www.facebook.com\/browser_reporting\/coop\/?minimize=0"}],"group":"coop_report","include_subdomains":true}, {"max_age":86400,"endpoints":[{"url":"https:\/\/www.facebook.com\/browser_reporting\/coep\/?minimize=0"}],"group":"coep_report"}, {"max_age":259200,"endpoints":[{"url":"https:\/\/www.facebook.com\/ajax\/browser_error_reports\/?device_level=unknown&brsid=1&cpp=C3&cv=1&st=2"}]})"}) {
        INFO(text);
        const sh::parse::ReportTo parsed = report_to(text);
        CHECK(parsed.problems.empty());
        const std::string once = written(sh::parse::to_policy(parsed).value());
        CHECK(once.find('\\') == std::string::npos);
        CHECK(written(sh::parse::to_policy(report_to(once)).value()) == once);
    }
}

TEST_CASE("Report-To comes back equal") {
    for (const std::string_view text :
         {R"({"group":"a","max_age":1,"endpoints":[{"url":"https://r.example/x?y"}]})",
          R"({"group":"a","max_age":0,"endpoints":[{"url":"https://r.example","priority":1,"weight":0}],"include_subdomains":true})",
          R"({"group":"a","max_age":1,"endpoints":[{"url":"/reports?a,b"},{"url":"https://r.example/?c,d"}]})",
          R"({"group":"a","max_age":1,"endpoints":[{"url":"https://r.example"},{"url":"https://s.example"}]}, {"group":"b","max_age":2,"endpoints":[{"url":"https://t.example"}]})"}) {
        INFO(text);
        CHECK(written(sh::parse::to_policy(report_to(text)).value()) == text);
    }
    CHECK_FALSE(sh::parse::to_policy(report_to(R"({"group":"a","max_age":0})")).has_value());
    CHECK_FALSE(sh::parse::to_policy(report_to("{}")).has_value());
    CHECK_FALSE(sh::parse::to_policy(
                    report_to(R"({"group":"a","max_age":99999999999999999999,"endpoints":[{"url":"https://a.b"}]})"))
                    .has_value());
    STATIC_REQUIRE(report_to(R"({"max_age":1,"endpoints":[{"url":"https://r.example"}]})").declares("default"));
}
