// SPDX-License-Identifier: MIT
#include <secure_headers/audit/hstspreload.hpp>

#include "catch.hpp"
#include "vectors.hpp"

#include <secure_headers/secure_headers.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;
using nlohmann::json;

static json codes(const sh::HstsPreloadIssues::Codes& of) {
    json list = json::array();
    for (const std::string_view code : of) list.push_back(std::string{code});
    return list;
}
static json issues(const sh::HstsPreloadIssues& of) {
    return {{"errors", codes(of.errors)}, {"warnings", codes(of.warnings)}};
}
static json expected_issues(const json& vector) {
    json expected{{"errors", json::array()}, {"warnings", json::array()}};
    for (const char* const kind : {"errors", "warnings"})
        for (const json& issue : vector["expected"][kind]) expected[kind].push_back(issue["code"]);
    return expected;
}
static sh::HstsPreloadHeader header(const json& parsed) {
    const bool has_max_age = parsed.contains("max_age") && !parsed["max_age"].is_null();
    return {has_max_age ? parsed["max_age"].get<std::uint64_t>() : 0, has_max_age, parsed["includeSubDomains"],
            parsed["preload"]};
}

TEST_CASE("hstspreload agrees with each vector") {
    const auto vectors = load_vectors("hstspreload");
    if (!vectors) return;
    std::size_t seen = 0;
    for (const json& vector : *vectors) {
        INFO(vector.dump());
        const std::string group = vector["group"];
        const auto terms = vector.value("policy", "bulk-1-year") == "bulk-18-weeks" ? sh::HstsPreloadTerms::eighteen_weeks
                                                                                    : sh::HstsPreloadTerms::one_year;
        const std::string value = vector.value("header", "");
        std::vector<sh::ResponseField> fields;
        std::vector<std::string> values;
        if (vector.contains("headers")) values = vector["headers"].get<std::vector<std::string>>();
        for (const std::string& each : values) fields.push_back({"strict-transport-security", each});
        json got;
        if (group == "parse") {
            got = issues(sh::hstspreload_parse(value).issues);
            if (vector.contains("parsed")) CHECK(sh::hstspreload_parse(value).header == header(vector["parsed"]));
        } else if (group == "preloadable" || group == "eligible") {
            got = issues(sh::hstspreload_preloadable(value, terms));
        } else if (group == "removable") {
            got = issues(sh::hstspreload_removable(value));
        } else if (group == "preloadable_struct") {
            got = issues(sh::hstspreload_preloadable(header(vector["parsed"])));
        } else if (group == "response_preloadable" || group == "response_eligible") {
            got = issues(sh::hstspreload_preloadable_response(fields, terms));
        } else if (group == "response_removable") {
            got = issues(sh::hstspreload_removable_response(fields));
        }
        CHECK(got == expected_issues(vector));
        ++seen;
    }
    CHECK(seen == 80);
}

TEST_CASE("hstspreload reads odd text as Go does") {
    struct Row {
        std::string_view value;
        std::string_view errors;
        std::string_view warnings;
    };
    constexpr Row rows[]{
        {"", "", "header.parse.empty "},
        {" \t\xC2\x85\xC2\xA0 ", "", "header.parse.empty "},
        {"\xEF\xBB\xBF", "", "header.parse.unknown_directive "},
        {";", "", "header.parse.empty_directive "},
        {"max-age=1;;x;y", "",
         "header.parse.empty_directive header.parse.unknown_directive header.parse.unknown_directive "},
        {"max-age=18446744073709551615", "", ""},
        {"max-age=18446744073709551616", "header.parse.max_age.parse_int_error ", ""},
        {"max-age=", "header.parse.max_age.parse_int_error ", ""},
        {"max-age=00", "", "header.parse.max_age.leading_zero "},
        {"max-age=0x", "header.parse.max_age.non_digit_characters ", "header.parse.max_age.leading_zero "},
        {"max-age=\"1\"", "header.parse.max_age.non_digit_characters ", ""},
        {"max-age;max-age =1", "header.parse.invalid.max_age.no_value ", ""},
        {"max-age=1;MAX-AGE=2;max-age=3", "", "header.parse.repeated.max_age "},
        {"preload;PRELOAD;preloaded;preload=1", "", "header.parse.repeated.preload header.parse.invalid.preload "},
        {"includeSubDomainS;include\xC5\xBFubdomains;includeSubDomainsx", "",
         "header.parse.repeated.include_sub_domains header.parse.invalid.include_sub_domains "},
        {"\xC4\xB0ncludesubdomains", "", "header.parse.invalid.include_sub_domains "},
        {"includeSubDoma\xC4\xB0ns", "", "header.parse.invalid.include_sub_domains "},
        {"\xC4\xB0ncludeSubDoma\xC4\xB0ns=1", "", "header.parse.invalid.include_sub_domains "},
        {"includeSubDoma\xC4ns", "", "header.parse.unknown_directive "},
    };
    for (const Row& row : rows) {
        INFO(row.value);
        const sh::HstsPreloadParsed parsed = sh::hstspreload_parse(row.value);
        std::string errors, warnings;
        for (const std::string_view code : parsed.issues.errors) errors += std::string{code} + ' ';
        for (const std::string_view code : parsed.issues.warnings) warnings += std::string{code} + ' ';
        CHECK(errors == row.errors);
        CHECK(warnings == row.warnings);
    }
}

TEST_CASE("hstspreload judges sets of ours while compiling") {
    STATIC_REQUIRE(sh::hstspreload_preloadable_response(sh::SecureHeaders{}).errors.size() == 1);
    STATIC_REQUIRE(
        sh::hstspreload_preloadable_response(sh::SecureHeaders{}.set(sh::StrictTransportSecurity{{.preload = true}}))
            .empty());
    STATIC_REQUIRE(sh::hstspreload_removable_response(sh::SecureHeaders{}).empty());
    STATIC_REQUIRE(sh::hstspreload_removable_response(sh::SecureHeaders::empty()).errors[0] == "response.no_header");
}

TEST_CASE("hstspreload warns of more than ten years") {
    CHECK(sh::hstspreload_preloadable("max-age=315360000; includeSubDomains; preload").warnings.empty());
    CHECK(sh::hstspreload_preloadable("max-age=315360001; includeSubDomains; preload").warnings[0] ==
          "header.preloadable.max_age.over_10_years");
}

TEST_CASE("hstspreload judges the form of a domain") {
    struct Row {
        std::string_view domain, error;
    };
    for (const auto& [domain, error] :
         {Row{".example.com", "begins_with_dot"}, Row{"example.com.", "ends_with_dot"}, Row{".", "begins_with_dot"},
          Row{"example..com", "contains_double_dot"}, Row{"example", "public_suffix"}, Row{"", "public_suffix"},
          Row{"example&co.com", "invalid_characters"}, Row{"ex\xC3\xA4mple.com", "invalid_characters"},
          Row{"1.1.1.1", "is_ip_address"}, Row{"127.0.0.255", "is_ip_address"}, Row{"[::1].x", "invalid_characters"}}) {
        INFO(domain);
        CHECK(issues(sh::hstspreload_domain(domain)) ==
              json{{"errors", {"domain.format." + std::string{error}}}, {"warnings", json::array()}});
    }
    for (const std::string_view domain : {"example.com", "EXAMPLE.co.uk", "1.1.1", "1.1.1.256", "1.1.1.01", "1.1.1.1.1",
                                          "1.1.1.1a", "1.1.1.1000", "a-b.example"})
        CHECK(sh::hstspreload_domain(domain).empty());
}

TEST_CASE("hstspreload judges redirects") {
    using Hop = sh::HstsPreloadHop;
    const auto codes_of = [](const std::vector<Hop>& hops, bool with_first_redirect = true) {
        const sh::HstsPreloadIssues found = sh::hstspreload_redirects(hops, with_first_redirect);
        std::string text;
        constexpr std::string_view redirects = "redirects.";
        for (const auto* const codes : {&found.errors, &found.warnings})
            for (const std::string_view code : *codes) {
                CHECK(code.starts_with(redirects));
                text += (codes == &found.warnings ? "W:" : "") + std::string{code.substr(redirects.size())} + ' ';
            }
        return text;
    };
    const Hop http{"http://example.com/"}, https{"https://example.com/", true, true, true};
    const Hop www{"https://www.example.com/", true, true, true};
    CHECK(codes_of({}).empty());
    CHECK(codes_of({http, https}).empty());
    CHECK(codes_of({http, https, www}).empty());
    CHECK(codes_of({https}).empty());
    CHECK(codes_of({https, www}).empty());

    CHECK(codes_of({{.url = "http://example.com", .answered = false}}) == "W:http.does_not_exist ");
    CHECK(codes_of({{.url = "http://example.com", .has_header = true}, https}) == "W:http.useless_header ");
    CHECK(codes_of({http}) == "http.no_redirect ");
    CHECK(codes_of({http, www}) == "http.www_first ");
    CHECK(codes_of({http, {"http://www.example.com/"}, www}) == "http.www_first ");
    CHECK(codes_of({http, {"http://example.com/a"}}) == "http.first_redirect.insecure ");
    CHECK(codes_of({http, {"https://example.org/"}}) == "http.first_redirect.insecure ");
    CHECK(codes_of({http, {"https://wwww.example.com/"}}) == "http.first_redirect.insecure ");
    CHECK(codes_of({http, {"https://example.com/", true, true, false}}) == "http.first_redirect.no_hsts ");
    CHECK(codes_of({http, {"https://example.com/", true, true, false}}, false).empty());
    CHECK(codes_of({http, {"https://example.com/", false}}) == "follow_error http.first_redirect.invalid ");
    CHECK(codes_of({http, {"https://example.com/", false}}, false) == "follow_error ");
    CHECK(codes_of({http, https, {"http://example.com/b"}}) == "insecure.subsequent ");
    CHECK(codes_of({http, https, {"http://example.com/b", false}}) == "follow_error insecure.subsequent ");
    CHECK(codes_of({https, http}) == "insecure.initial ");
    CHECK(codes_of({https, www, http}) == "insecure.subsequent ");
    CHECK(codes_of({https, www, {"https://example.com/c", false}}) == "follow_error ");
    CHECK(codes_of({https, www, www, www}).empty());
    CHECK(codes_of({https, www, www, www, www}) == "too_many ");
    CHECK(codes_of({https, www, www, www, http}) == "too_many insecure.subsequent ");
    CHECK(codes_of({https, www, www, www, www, http}) == "too_many ");
    CHECK(codes_of({http, https, www, www, {"https://example.com/d", false}}) == "too_many ");
    STATIC_REQUIRE(sh::hstspreload_redirects({{.url = "http://example.com/"}}).errors.size() == 1);
}
