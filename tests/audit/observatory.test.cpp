// SPDX-License-Identifier: MIT
#include <secure_headers/audit/observatory.hpp>

#include "catch.hpp"
#include "vectors.hpp"

#include <secure_headers/secure_headers.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;
using nlohmann::json;

/// The fields of a vector, and the text that they are views of.
struct Fields {
    std::vector<std::pair<std::string, std::string>> text{};

    void add(const json& pairs) {
        for (const json& pair : pairs) text.emplace_back(pair[0], pair[1]);
    }
    void add_equivalents(const json& map) {
        for (const auto& [name, values] : map.items())
            for (const json& value : values) text.emplace_back(name, value);
    }
    std::vector<sh::ResponseField> views() const {
        std::vector<sh::ResponseField> fields;
        for (const auto& [name, value] : text) fields.push_back({name, value});
        return fields;
    }
};

/// Three entries stood for the preload list when the vectors were made.
static bool is_preloaded(const std::string& site) {
    return site == "bugzilla.mozilla.org" || site == "facebook.com" || site == "cloudflare.com" ||
           site.ends_with(".bugzilla.mozilla.org") || site.ends_with(".cloudflare.com");
}

/// The test of a vector. What the original keeps in separate responses is put into one.
static sh::ObservatoryTest decide(const json& vector) {
    Fields fields, equivalents;
    const std::string name = vector["analyzer"];
    if (name == "cross-origin-resource-sharing") {
        fields.add(vector["cors"]["headers"]);
    } else {
        fields.add(vector["headers"]);
        if (vector.contains("https") && !vector["https"].is_null()) fields.add(vector["https"]["headers"]);
    }
    if (vector.contains("http_equiv")) equivalents.add_equivalents(vector["http_equiv"]);
    const std::vector<sh::ResponseField> of_page = equivalents.views();
    sh::ObservatoryContext context{.http_equiv = of_page};
    const std::string site = vector["site"], url = vector["url"];
    context.host = site;
    context.preloaded = is_preloaded(site);
    context.https = url.starts_with("https:");
    if (name == "strict-transport-security") context.https = vector.contains("https") && !vector["https"].is_null();
    if (context.https && vector.contains("https") && !vector["https"].is_null())
        context.verified = vector["https"].value("verified", true);
    const sh::ObservatoryReport report = sh::observatory(fields.text, context);
    const sh::ObservatoryTest* const test = report.find(name);
    return test != nullptr ? *test : sh::ObservatoryTest{};
}

TEST_CASE("observatory agrees with each vector") {
    std::size_t seen = 0;
    for (const char* const test : {"csp", "cookies", "cors", "cross-origin-embedder-policy",
                                   "cross-origin-opener-policy", "cross-origin-resource-policy", "referrer-policy",
                                   "strict-transport-security", "x-content-type-options", "x-frame-options"}) {
        const auto vectors = load_vectors(std::string{"observatory_"} + test);
        if (!vectors) return;
        for (const json& vector : *vectors) {
            INFO(vector.dump());
            if (vector["analyzer"] == "grader.getScoreModifier") {
                const std::string result = vector["input"]["args"][0];
                CHECK(sh::detail::observatory::outcome(result).modifier == vector["expected"]["output"]);
                continue;
            }
            const sh::ObservatoryTest got = decide(vector);
            CHECK(std::string{got.result} == vector["expected"]["result"].get<std::string>());
            CHECK(got.pass == vector["expected"]["pass"]);
            CHECK(got.modifier == vector["expected"]["modifier"]);
            ++seen;
        }
    }
    CHECK(seen == 186);
}

TEST_CASE("the Observatory's parser agrees with each vector") {
    const auto vectors = load_vectors("observatory_csp_parser");
    if (!vectors) return;
    for (const json& vector : *vectors) {
        INFO(vector.dump());
        Fields fields;
        for (const json& policy : vector["input"]["policies"])
            fields.text.emplace_back("Content-Security-Policy", policy);
        const sh::detail::ResponseFields response{fields.text, true};
        const sh::detail::observatory::CspPolicies policies{response, {}};
        sh::detail::observatory::CspParser parser{policies.all};
        const json& expected = vector["expected"];
        REQUIRE(parser.is_valid() == expected.contains("output"));
        if (!parser.is_valid()) continue;
        std::map<std::string, std::vector<std::string>> directives;
        for (const auto& directive : parser.directives())
            for (const auto& source : directive.list.sources())
                directives[std::string{directive.name}].emplace_back(source.text);
        json output = expected["output"];
        CHECK(output.erase("_observatory_duplicate_key_warnings") == (parser.has_repeated_reporting() ? 1 : 0));
        for (auto& [name, sources] : directives) {
            std::sort(sources.begin(), sources.end());
            sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
            std::vector<std::string> wanted = output[name];
            std::sort(wanted.begin(), wanted.end());
            CHECK(sources == wanted);
        }
        CHECK(directives.size() == output.size());
    }
}

TEST_CASE("the Observatory's figures are its own") {
    if (const auto grades = load_vectors("observatory_grades"))
        for (const json& row : *grades)
            CHECK(std::string{sh::observatory_grade(row["raw"])} == row["grade"].get<std::string>());
    const auto table = load_vectors("observatory_score_table");
    if (!table) return;
    std::size_t rows = 0;
    for (const auto& [name, test] : (*table)["tests"].items()) {
        if (name == "subresource-integrity") continue;  // needs the page and a list of public suffixes
        for (const json& row : test["outcomes"]) {
            const sh::ObservatoryTest ours = sh::detail::observatory::outcome(row["result"].get<std::string>());
            CHECK(std::string{ours.name} == name);
            CHECK(ours.modifier == row["modifier"]);
            ++rows;
        }
    }
    CHECK(rows == std::size(sh::detail::observatory::outcomes));
}

TEST_CASE("the Observatory's grader agrees with each vector that is a figure") {
    const auto vectors = load_vectors("observatory_grader");
    if (!vectors) return;
    std::size_t texts = 0;
    for (const json& vector : *vectors) {
        INFO(vector.dump());
        const std::string function = vector["analyzer"];
        const json &argument = vector["input"]["args"][0], &output = vector["expected"]["output"];
        if (function == "grader.getScoreModifier") {
            CHECK(sh::detail::observatory::outcome(argument.get<std::string>()).modifier == output);
        } else if (function == "grader.getGradeForScore") {
            CHECK(sh::observatory_grade(argument) == output["grade"].get<std::string>());
            sh::detail::List<sh::ObservatoryTest> tests;
            tests.push_back({"", "", argument.get<int>() - 100, true});
            CHECK(sh::ObservatoryReport{tests}.score() == output["score"]);
        } else {
            ++texts;  // of its own site
        }
    }
    CHECK(vectors->size() - texts == 5);
}

TEST_CASE("observatory scores known sets while compiling") {
    STATIC_REQUIRE(sh::observatory(sh::SecureHeaders::empty()).score() == 30);
    STATIC_REQUIRE(sh::observatory(sh::SecureHeaders::empty()).grade() == "D");
    STATIC_REQUIRE(sh::observatory(sh::presets::strict).score() == 150);
    STATIC_REQUIRE(sh::observatory(sh::presets::owasp_2026_07).score() == 145);
    STATIC_REQUIRE(sh::observatory(sh::presets::helmet_8).score() == 130);
    STATIC_REQUIRE(sh::observatory(sh::SecureHeaders{}, {.https = false}).find("strict-transport-security")->modifier ==
                   -20);
}

static std::string result(std::string_view test, std::vector<sh::ResponseField> fields,
                          sh::ObservatoryContext context = {}) {
    const sh::ObservatoryReport report = sh::observatory(fields, context);
    const sh::ObservatoryTest* const found = report.find(test);
    return found == nullptr ? "" : std::string{found->result};
}

TEST_CASE("observatory has the original's quirks") {
    struct Row {
        std::string_view test;
        std::vector<sh::ResponseField> fields;
        std::string_view result;
    };
    const Row rows[]{
        {"strict-transport-security",
         {{"Strict-Transport-Security", "max-age=abc"}},
         "hsts-implemented-max-age-at-least-six-months"},
        {"strict-transport-security",
         {{"Strict-Transport-Security", "max-age=0; max-age=15552000"}},
         "hsts-implemented-max-age-at-least-six-months"},
        {"x-content-type-options",
         {{"X-Content-Type-Options", "nosniff"}, {"X-Content-Type-Options", "x"}},
         "x-content-type-options-nosniff"},
        {"x-content-type-options",
         {{"X-Content-Type-Options", "nosniff, nosniff"}},
         "x-content-type-options-header-invalid"},
        {"x-frame-options", {{"X-Frame-Options", "ALLOW-FROM x"}}, "x-frame-options-allow-from-origin"},
        {"x-frame-options", {{"Content-Security-Policy", "frame-ancestors *"}}, "x-frame-options-implemented-via-csp"},
        {"content-security-policy", {{"Content-Security-Policy", "img-src a; img-src b"}}, "csp-header-invalid"},
        {"content-security-policy", {{"Content-Security-Policy", "default-src 'none',"}}, "csp-header-invalid"},
        {"content-security-policy",  // a directive without sources is 'none'
         {{"Content-Security-Policy", "default-src; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"}},
         "csp-implemented-with-no-unsafe-default-src-none"},
        {"content-security-policy", {{"Content-Security-Policy", "img-src a%zz/b, img-src a%zz/b"}}, "csp-header-invalid"},
        {"cookies", {{"Set-Cookie", "__Host-id=1; Secure; Path=/x; SameSite=Lax"}}, "cookies-not-found"},
        {"cookies", {{"Set-Cookie", "id=1; Domain=com"}}, "cookies-not-found"},
        {"cookies",
         {{"Set-Cookie", "id=1"}, {"Set-Cookie", "id=2; Secure; SameSite=Lax"}},
         "cookies-secure-with-httponly-sessions-and-samesite"},
        {"cross-origin-opener-policy", {{"Cross-Origin-Opener-Policy", "\"same-origin\""}}, "coop-header-invalid"},
        {"redirection", {}, ""},
    };
    for (const Row& row : rows) {
        INFO(row.test << ' ' << row.result);
        CHECK(result(row.test, row.fields) == row.result);
    }
    CHECK(result("cookies", {{"Set-Cookie", "id=1; Secure; Domain=a.example"}}, {.host = "b.example"}) ==
          "cookies-not-found");
}

TEST_CASE("observatory tests redirection where it is told the URLs") {
    const auto of = [](std::vector<std::string_view> urls) { return result("redirection", {}, {.redirects = urls}); };
    CHECK(of({"http://a.example/", "https://A.example/"}) == "redirection-to-https");
    CHECK(of({"http://a.example/"}) == "redirection-missing");
    CHECK(of({"http://a.example/", "http://b.example/"}) == "redirection-not-to-https");
    CHECK(of({"http://a.example/", "http://b.example/", "https://b.example/"}) ==
          "redirection-not-to-https-on-initial-redirection");
    CHECK(of({"http://a.example:80/", "https://b.example/"}) == "redirection-off-host-from-http");
}
