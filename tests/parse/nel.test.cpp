// SPDX-License-Identifier: MIT
#include <secure_headers/parse/nel.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::parse::nel;

TEST_CASE("NEL: JSON objects, of which the first that is valid counts") {
    struct Row {
        std::string_view text, message, part;
        bool understood;
    };
    for (const Row& row : {
             Row{R"({"report_to":"n","max_age":1})", "", "", true},
             Row{R"( { "max_age" : 0 } )", "", "", true},
             Row{R"({"report_to":"n","max_age":1,"failure_fraction":0.25,"include_subdomains":true})", "", "", true},
             Row{R"({"report_to":"n"})", "NEL needs max_age, and report_to where that is not 0", R"({"report_to":"n"})",
                 false},
             Row{R"({"max_age":1})", "NEL needs max_age, and report_to where that is not 0", R"({"max_age":1})", false},
             Row{R"({"report_to":"n","max_age":-1})", "max_age is a whole number of seconds", "-1", false},
             Row{R"({"report_to":"n","max_age":"1"})", "max_age is a whole number of seconds", "\"1\"", false},
             Row{R"({"report_to":"a b","max_age":1})", "a group's name is a token", "a b", true},
             Row{R"({"report_to":"a\u0020b","max_age":1})", "a group's name is a token", "a\\u0020b", true},
             Row{R"({"report_to":"\u0063f-nel","max_age":1})", "", "", true},
             Row{R"({"report_to":7,"max_age":0})", "browsers know no such member, or not of this kind", "report_to", true},
             Row{R"({"report_to":"n","max_age":1,"x":[{"y":[]}]})", "browsers know no such member, or not of this kind",
                 "x", true},
             Row{R"({"report_to":"n","max_age":1,"success_fraction":2})", "a fraction is a number from 0 to 1", "2", true},
             Row{R"({"max_age":0},{"max_age":0})", "browsers obey the first object that is valid", R"({"max_age":0})",
                 true},
             Row{R"({"max_age":0,"include_subdomains":false})", "", "", true},
             Row{R"({"max_age":0,"include_subdomains":1})", "browsers know no such member, or not of this kind",
                 "include_subdomains", true},
             Row{R"({"max_age":0,"include_subdomains":"true"})", "browsers know no such member, or not of this kind",
                 "include_subdomains", true},
             Row{R"({"max_age":1},{"max_age":0})", "NEL needs max_age, and report_to where that is not 0",
                 R"({"max_age":1})", true},
             Row{R"({"report_to":"n)", "this is no JSON of such an object", "", false},
             Row{R"({"max_age":})", "this is no JSON of such an object", "}", false},
             Row{R"({"max_age":0},)", "this is no JSON of such an object", "", false},
             Row{R"({"max_age":0},{"max_age")", "this is no JSON of such an object", "", false},
             Row{R"({"max_age":0)", "this is no JSON of such an object", "", false},
             Row{R"({"max_age":0} x)", "this is no JSON of such an object", "x", false},
             Row{R"([{"max_age":0}])", "this is no JSON of such an object", R"([{"max_age":0}])", false},
             Row{"", "this is no JSON of such an object", "", false},
         }) {
        INFO(row.text);
        const sh::parse::NEL parsed = nel(row.text);
        CHECK(parsed.is_understood == row.understood);
        REQUIRE(parsed.problems.empty() == row.message.empty());
        if (row.message.empty()) continue;
        CHECK(parsed.problems[0].message == row.message);
        CHECK(parsed.problems[0].text == row.part);
        CHECK(row.text.substr(parsed.problems[0].offset, row.part.size()) == row.part);
    }
}

TEST_CASE("NEL: of a member that is there twice the last counts") {
    for (const std::string_view member : {R"("report_to":"n")", R"("max_age":0)", R"("include_subdomains":true)",
                                          R"("success_fraction":1)", R"("failure_fraction":1)"}) {
        const std::string twice{member};
        const std::string text = "{" + twice + ", " + twice + R"(,"\u006dax_age":0})";
        INFO(text);
        const sh::parse::NEL parsed = nel(text);
        CHECK(parsed.problems.size() == (member.starts_with("\"max_age") ? 2 : 1));
        const auto& problem = parsed.problems[0];
        CHECK(problem.kind == sh::parse::Problem::repeated);
        CHECK(problem.message == "this is there twice; browsers obey the last");
        CHECK(problem.offset == twice.size() + 4);
        CHECK(problem.text == member.substr(1, member.find('"', 1) - 1));
        CHECK_FALSE(sh::parse::to_policy(parsed).has_value());
    }
    const sh::parse::NEL last = nel(
        R"({"report_to":"a","report_to":"b","max_age":1,"max_age":2,"include_subdomains":true,"include_subdomains":false,"success_fraction":1,"success_fraction":0})");
    CHECK(last.group.view() == "b");
    CHECK(last.max_age == 2);
    CHECK_FALSE(last.include_subdomains);
    CHECK(last.success_fraction.value_or(-1) == 0);
    const sh::parse::NEL wrong = nel(
        R"({"report_to":"a","report_to":5,"max_age":0,"include_subdomains":true,"include_subdomains":1,"failure_fraction":1,"failure_fraction":2})");
    CHECK(wrong.group.empty());
    CHECK_FALSE(wrong.include_subdomains);
    CHECK_FALSE(wrong.failure_fraction.has_value());
}

TEST_CASE("NEL: fractions are numbers of JSON from 0 to 1") {
    struct Row {
        std::string_view text;
        double fraction;  ///< Less than zero for none.
    };
    for (const Row& row : {Row{"0", 0},
                           Row{"1", 1},
                           Row{"1.0", 1},
                           Row{"0.5", 0.5},
                           Row{"0.25", 0.25},
                           Row{"0.125", 0.125},
                           Row{"0.001", 0.001},
                           Row{"0.1234", 0.1234},
                           Row{"1.00", 1},
                           Row{"5e-1", 0.5},
                           Row{"50E-2", 0.5},
                           Row{"0.05e+1", 0.5},
                           Row{"0.0001", 0.0001},
                           Row{"0e9", 0},
                           Row{"-0", 0},
                           Row{"-0.00e5", 0},
                           Row{"-0.001", -1},
                           Row{"-1", -1},
                           Row{"0.0", 0},
                           Row{"0.300", 0.3},
                           Row{"0.12345678901234567890", 0.123456789012345},
                           Row{"1e-10", 1e-10},
                           Row{"1000000000000000000e-18", 1},
                           Row{"0.1e0", 0.1},
                           Row{"1.001", -1},
                           Row{"1e1", -1},
                           Row{"1e99999999999", -1},
                           Row{"11e-1", -1},
                           Row{"10000000000000000000", -1},
                           Row{"{}", -1},
                           Row{"null", -1},
                           Row{"1.5", -1},
                           Row{"-0.5", -1},
                           Row{"2", -1},
                           Row{"10", -1},
                           Row{"\"1\"", -1},
                           Row{"true", -1}}) {
        INFO(row.text);
        for (const bool success : {false, true}) {
            std::string text = success ? R"({"max_age":0,"success_fraction":)" : R"({"max_age":0,"failure_fraction":)";
            text.append(row.text).append("}");
            const sh::parse::NEL parsed = nel(text);
            const auto &read = success ? parsed.success_fraction : parsed.failure_fraction,
                       &other = success ? parsed.failure_fraction : parsed.success_fraction;
            CHECK_FALSE(other.has_value());
            CHECK(read.has_value() == (row.fraction >= 0));
            CHECK(parsed.problems.empty() == (row.fraction >= 0));
            if (read) CHECK(*read == row.fraction);
        }
    }
}

TEST_CASE("NEL: names and the group are what JSON's escapes stand for") {
    constexpr std::string_view text =
        R"({"report\u005fto":"cf\u002Dnel","max\u005Fage":1,"\u0069nclude_subdomains":true,"\u0073uccess_fraction":0.5})";
    const sh::parse::NEL parsed = nel(text);
    CHECK(parsed.problems.empty());
    CHECK(parsed.group.view() == "cf-nel");
    CHECK(parsed.group_text == R"(cf\u002Dnel)");
    CHECK(text.substr(parsed.group_offset, parsed.group_text.size()) == parsed.group_text);
    CHECK(parsed.include_subdomains);
    CHECK(written(sh::parse::to_policy(parsed).value()) ==
          R"({"report_to":"cf-nel","max_age":1,"include_subdomains":true,"success_fraction":0.5})");
    STATIC_REQUIRE(nel(R"({"report_to":"\u0061","max_age":7})").group.view() == "a");
}

TEST_CASE("NEL comes back equal") {
    for (const std::string_view text :
         {R"({"report_to":"network","max_age":2592000})", R"({"max_age":0})",
          R"({"report_to":"n","max_age":1,"include_subdomains":true,"success_fraction":0.05,"failure_fraction":0.125})"}) {
        INFO(text);
        CHECK(written(sh::parse::to_policy(nel(text)).value()) == text);
    }
    for (const std::string_view text :
         {R"({"report_to":"n","max_age":0})", R"({"report_to":"n","max_age":99999999999999999999})", R"({"max_age":1})",
          R"({"x":1,"max_age":0})", "{", R"({"max_age":0,"include_subdomains":true})",
          R"({"max_age":0,"success_fraction":1})", R"({"report_to":"n","max_age":1,"success_fraction":0.0001})",
          R"({"report_to":"n","max_age":1,"failure_fraction":0.12345})", R"({"max_age":0,"failure_fraction":0})"})
        CHECK_FALSE(sh::parse::to_policy(nel(text)).has_value());
    for (const std::string_view fraction : {"0.50", "5e-1", "500e-3"}) {
        const std::string text = R"({"report_to":"n","max_age":1,"success_fraction":)" + std::string{fraction} + "}";
        CHECK(written(sh::parse::to_policy(nel(text)).value()) ==
              R"({"report_to":"n","max_age":1,"success_fraction":0.5})");
    }
    STATIC_REQUIRE(*nel(R"({"max_age":0,"success_fraction":25e-2})").success_fraction == 0.25);
    STATIC_REQUIRE(nel(R"({"report_to":"n","max_age":7})").max_age == 7);
}
