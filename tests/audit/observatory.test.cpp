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
        sh::detail::observatory::CspParser parser{policies.all()};
        const json& expected = vector["expected"];
        REQUIRE(parser.is_valid() == expected.contains("output"));
        if (!parser.is_valid()) continue;
        std::map<std::string, std::vector<std::string>> directives;
        for (const auto& directive : parser.directives())
            for (const auto& source : directive.sources)
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
            const bool is_forgiven = ours.result == "csp-implemented-with-insecure-scheme-in-passive-content-only";
            CHECK(ours.pass == (ours.modifier >= 0 || is_forgiven));
            ++rows;
        }
    }
    CHECK(rows == std::size(sh::detail::observatory::outcomes));
    CHECK_FALSE(sh::detail::observatory::outcome("no-such-result").pass);
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

TEST_CASE("observatory counts what earns points only where nothing else costs more than ten") {
    struct Row {
        std::vector<int> modifiers;
        int score;
    };
    for (const Row& row : {Row{{}, 100}, Row{{10, 5}, 115}, Row{{-10}, 90}, Row{{-10, 10}, 100}, Row{{-11, 10}, 89},
                           Row{{10, -5, -5, 5}, 105}, Row{{-5, 30, -6}, 89}, Row{{-30, 10}, 70}, Row{{-60, -41}, 0},
                           Row{{-60, -40}, 0}, Row{{-60, -39}, 1}}) {
        sh::detail::List<sh::ObservatoryTest> tests;
        for (const int modifier : row.modifiers) tests.push_back({"a", "b", modifier, true});
        CHECK(sh::ObservatoryReport{tests}.score() == row.score);
    }
    const std::string_view grades[]{"F", "F",  "F",  "F", "F", "D-", "D",  "D", "D+", "C-", "C",
                                    "C", "C+", "B-", "B", "B", "B+", "A-", "A", "A",  "A+"};
    for (int score = -10; score <= 150; ++score) {
        INFO(score);
        CHECK(sh::observatory_grade(score) == grades[std::clamp(score, 0, 100) / 5]);
    }
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
        {"content-security-policy", {{"Content-Security-Policy", "x-src"}}, "csp-header-invalid"},  // too short
        {"content-security-policy", {{"Content-Security-Policy", "xx-src"}}, "csp-implemented-with-unsafe-inline"},
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
    for (const auto& [from, to] :
         std::vector<std::pair<std::string_view, std::string_view>>{{"HTTP://user:b@a.example:80/x",
                                                                     "HTTPS://a.example:443"},
                                                                    {"http://a.example?b", "https://user@a.example#c"},
                                                                    {"http://[::1]:80/", "https://[::1]:443/"},
                                                                    {"https://a.example/", "https://b.example/"}}) {
        INFO(from << " to " << to);
        CHECK(of({from, to}) == "redirection-to-https");
    }
    for (const auto& [from, to] :
         std::vector<std::pair<std::string_view, std::string_view>>{{"http://a.example@b.example/", "https://a.example/"},
                                                                    {"http://a.example:b@c.example/", "https://a.example/"},
                                                                    {"http://[::1]/", "https://[::2]/"},
                                                                    {"http://a.example/", "https://b.example/@a.example"},
                                                                    {"http://a.example/",
                                                                     "https://b.example?://a.example/"}}) {
        INFO(from << " to " << to);
        CHECK(of({from, to}) == "redirection-off-host-from-http");
    }
    CHECK(of({"http://a.example/", "https://a.example/", "http://b.example/"}) == "redirection-not-to-https");
    const std::vector<std::string_view> route{"http://a.example/"};
    CHECK(result("redirection", {}, {.verified = false, .redirects = route}) == "redirection-invalid-cert");
    CHECK(result("redirection", {}, {.preloaded = true, .redirects = route}) == "redirection-all-redirects-preloaded");
}

TEST_CASE("the Observatory's reader of structured items takes a token with parameters and nothing else") {
    using sh::detail::observatory::structured_token;
    for (const std::string_view whole : {"same-origin", "*", "*a", "a:/b", "a!#$%&'*+-.^_`|~9", "Z"})
        CHECK(structured_token(whole) == whole);
    CHECK(structured_token("  a  ") == "a");
    for (const std::string_view none : {"", " ", "1a", "-a", "\"a\"", "a b", "a,b", "a\"", "(a)", "\ta", "a\t", "a ;b"})
        CHECK(structured_token(none) == "");
    const std::string_view good[]{";b", ";  b", ";b;c", ";*b", ";b_-.*9z", ";b=c", ";b=*", ";b=c:/d;e",
                                  // strings
                                  R"(;b="")", R"(;b="x ~!")", R"(;b="\"")", R"(;b="\\";c)", R"(;b="x";c="y")",
                                  // bytes, whose padding may be missing
                                  ";b=::", ";b=:YQ==:", ";b=:YQ:", ";b=:YWI=:", ";b=:YWI:", ";b=:YWJj:",
                                  ";b=:+/09azAZ:", ";b=:YQ==:;c",
                                  // booleans, numbers
                                  ";b=?0", ";b=?1", ";b=?1;c", ";b=0", ";b=-1", ";b=123456789012345", ";b=1.5",
                                  ";b=1.123", ";b=-1.1;c", ";b=123456789012.1",
                                  // dates, which end the text
                                  ";b=@0", ";b=@-1", ";b=@123456789012345",
                                  // display strings
                                  R"(;b=%"")", R"(;b=%" ~")", R"(;b=%"%c3%a4";c)", R"(;b=%"%4a%7f")"};
    for (const std::string_view parameters : good) {
        INFO(parameters);
        CHECK(structured_token("a" + std::string{parameters}) == "a");
    }
    const std::string_view bad[]{";",
                                 ";;b",
                                 ";B",
                                 ";9",
                                 ";-b",
                                 ";b=",
                                 ";b=;c",
                                 ";b c",
                                 ";bB",
                                 ";b =c",
                                 ";b= c",
                                 ";b=(c)",
                                 ";b=,",
                                 R"(;b=")",
                                 R"(;b="x)",
                                 R"(;b="\x")",
                                 R"(;b="\)",
                                 R"(;b="\")",
                                 R"(;b="x"y)",
                                 ";b=\"\x1f\"",
                                 ";b=\"\x7f\"",
                                 ";b=\"\xc3\xa4\"",
                                 ";b=:",
                                 ";b=:YQ",
                                 ";b=:Y:",
                                 ";b=:YWJjY:",
                                 ";b=:YQ=:",
                                 ";b=:YQ===:",
                                 ";b=:YWI==:",
                                 ";b=:====:",
                                 ";b=:=:",
                                 ";b=:Y-==:",
                                 ";b=:Y Q=:",
                                 ";b=:YQ==:x",
                                 ";b=?",
                                 ";b=?2",
                                 ";b=?01",
                                 ";b=-",
                                 ";b=--1",
                                 ";b=1.",
                                 ";b=1.1234",
                                 ";b=.1",
                                 ";b=1234567890123456",
                                 ";b=1.1.1",
                                 ";b=1234567890123.1",
                                 ";b=1-",
                                 ";b=@",
                                 ";b=@-",
                                 ";b=@1.5",
                                 ";b=@1;c",
                                 ";b=@1234567890123456",
                                 ";b=@a",
                                 R"(;b=%)",
                                 R"(;b=%x")",
                                 R"(;b=%")",
                                 R"(;b=%"x)",
                                 R"(;b=%"%C3%A4")",
                                 R"(;b=%"%4A")",
                                 R"(;b=%"%c3")",
                                 R"(;b=%"%")",
                                 R"(;b=%"%4")",
                                 R"(;b=%"%e4")",
                                 R"(;b=%"%zz")",
                                 ";b=%\"\x1f\"",
                                 ";b=%\"\x7f\"",
                                 R"(;b=%"x"y)"};
    for (const std::string_view parameters : bad) {
        INFO(parameters);
        CHECK(structured_token("a" + std::string{parameters}) == "");
    }
}

TEST_CASE("observatory stores cookies and finds fault with them as the original does") {
    struct Row {
        std::vector<std::string_view> cookies;
        std::string_view result;
        sh::ObservatoryContext context{};
        bool hsts = false;
    };
    const std::string_view none = "cookies-not-found", good = "cookies-secure-with-httponly-sessions-and-samesite",
                           missing = "cookies-secure-with-httponly-sessions", insecure = "cookies-without-secure-flag";
    const Row rows[]{
        {{}, none},
        {{""}, none},
        {{"a"}, none},
        {{"=a"}, none},
        {{"a\x01=b; Secure"}, none},
        {{"a=\x1f; Secure"}, none},
        {{"a=b\nc; Secure"}, missing},
        {{"a=b\rc; Secure"}, missing},
        {{" a = b ; secure ; samesite = lax "}, good},
        {{"a=\x7f\xc3\xa4; Secure; SameSite=STRICT"}, good},
        {{"a=; Secure; SameSite=None"}, good},
        {{"a=1"}, insecure},
        {{"a=1"}, "cookies-without-secure-flag-but-protected-by-hsts", {}, true},
        {{"a=1; Secure=no; HttpOnly"}, missing},
        {{"a=1; xSecure"}, insecure},
        // sessions
        {{"LoginX=1; HttpOnly; SameSite=Lax"}, "cookies-session-without-secure-flag"},
        {{"xSESS=1; HttpOnly"}, "cookies-session-without-secure-flag-but-protected-by-hsts", {}, true},
        {{"xses=1; Secure"}, missing},
        {{"sess=1; Secure"}, "cookies-session-without-httponly-flag"},
        {{"sess=1"}, "cookies-session-without-httponly-flag", {}, true},
        {{"login=1; Secure; HttpOnly; SameSite=Lax"}, good},
        // forged requests
        {{"XcsrfY=1; Secure"}, "cookies-anticsrf-without-samesite-flag"},
        {{"csrf=1; Secure; SameSite=None"}, good},
        {{"a=1; SameSite=None"}, "cookies-samesite-flag-invalid"},
        {{"a=1; Secure; SameSite=x"}, "cookies-samesite-flag-invalid"},
        {{"a=1; Secure; SameSite"}, "cookies-samesite-flag-invalid"},
        {{"samesite=1; Secure"}, "cookies-samesite-flag-invalid"},
        {{"a; SameSite=x"}, none},
        // the worst counts, whichever it is
        {{"a=1; Secure; SameSite=Lax", "b=1; Secure"}, missing},
        {{"b=1; Secure", "a=1; Secure; SameSite=Lax"}, missing},
        {{"a=1", "login=1", "b=1; Secure"}, "cookies-session-without-secure-flag"},
        {{"login=1", "a=1"}, "cookies-session-without-secure-flag"},
        // names that are promises
        {{"heroku-session-affinity=1"}, none},
        {{"heroku-session-affinity2=1; Secure; HttpOnly"}, missing},
        {{"__Secure-a=1; Secure"}, missing},
        {{"__Secure-a=1"}, none},
        {{"__secure-a=1"}, insecure},
        {{"__Host-a=1; Secure; Path=/"}, missing},
        {{"__Host-a=1; Path=/"}, none},
        {{"__Host-a=1; Secure; Path=/; Domain=a.example"}, none},
        {{"__Host-a=1; Secure; Path=/x"}, none},
        {{"__Host-a=1; Secure"}, missing, {.path = "/"}},
        {{"__Host-a=1; Secure"}, missing, {.path = "/x"}},
        {{"__Host-a=1; Secure"}, missing, {.path = "x/y"}},
        {{"__Host-a=1; Secure"}, none, {.path = "/x/"}},
        {{"__Host-a=1; Secure; Path=x"}, none, {.path = "/x/y"}},
        // domains
        {{"a=1; Secure; Domain=example"}, none},
        {{"a=1; Secure; Domain=localhost"}, missing},
        {{"a=1; Secure; Domain=Invalid"}, missing},
        {{"a=1; Secure; Domain="}, missing, {.host = "a.example"}},
        {{"a=1; Secure; Domain=."}, missing, {.host = "a.example"}},
        {{"a=1; Secure; Domain=a.example"}, missing, {.host = "A.Example"}},
        {{"a=1; Secure; Domain=.A.example"}, missing, {.host = "b.a.example"}},
        {{"a=1; Secure; Domain=..a.example"}, missing, {.host = "b.a.example"}},
        {{"a=1; Secure; Domain=a.example"}, none, {.host = "ba.example"}},
        {{"a=1; Secure; Domain=b.a.example"}, none, {.host = "a.example"}},
        {{"a=1; Secure; Domain=a.example"}, none, {.host = "c.b.example"}},
        {{"a=1; Secure; Domain=a.example; Domain=b.example"}, missing, {.host = "b.example"}},
        // a later cookie of the same name, domain and path takes the place
        {{"a=1; Path=/", "a=2; Secure"}, missing},
        {{"a=2; Secure", "a=1; Path=/"}, insecure},
        {{"a=1; Path=/x", "a=2; Secure"}, insecure},
        {{"a=1; Path=/x", "a=2; Secure"}, missing, {.path = "/x/y"}},
        {{"A=1", "a=2; Secure"}, insecure},
        {{"a=1; Domain=A.Example", "a=2; Domain=a.example; Secure"}, missing},
        {{"a=1; Domain=a.example", "a=2; Secure"}, insecure, {.host = "b.a.example"}},
        {{"a=1; Domain=a.example", "a=2; Secure"}, missing, {.host = "a.example"}},
    };
    for (const Row& row : rows) {
        std::vector<sh::ResponseField> fields;
        for (const std::string_view cookie : row.cookies) fields.push_back({"Set-Cookie", cookie});
        if (row.hsts) fields.push_back({"Strict-Transport-Security", "max-age=63072000"});
        INFO((row.cookies.empty() ? "" : row.cookies[0]) << " at " << row.context.host << row.context.path);
        CHECK(result("cookies", fields, row.context) == row.result);
    }
}

TEST_CASE("observatory asks its questions of a policy in the original's order") {
    struct Row {
        std::string_view policy, result, over_http;
    };
    const std::string_view none = "csp-implemented-with-no-unsafe-default-src-none",
                           safe = "csp-implemented-with-no-unsafe", inline_ = "csp-implemented-with-unsafe-inline",
                           eval = "csp-implemented-with-unsafe-eval", active = "csp-implemented-with-insecure-scheme",
                           passive = "csp-implemented-with-insecure-scheme-in-passive-content-only",
                           style = "csp-implemented-with-unsafe-inline-in-style-src-only",
                           twice = "csp-implemented-but-duplicate-directives";
    const Row rows[]{
        {"default-src 'none'", none, none},
        {"default-src 'self'", safe, safe},
        {"default-src 'none' a.example", safe, safe},
        {"script-src 'self'; object-src 'self'; style-src 'self'", safe, safe},
        {"script-src 'self'; object-src 'self'", style, style},
        {"script-src 'self'; style-src 'self'", inline_, inline_},
        {"object-src 'none'; style-src 'self'", inline_, inline_},
        {"default-src 'none'; connect-src http://a.example", active, none},
        {"default-src 'none'; connect-src ftp://a.example", active, none},
        {"default-src 'none'; img-src http://a.example", passive, none},
        {"default-src 'none'; media-src ftp:", passive, none},
        {"default-src http://a.example", active, safe},
        {"default-src 'none'; connect-src https://a.example httpx:", none, none},
        {"default-src 'none'; script-src 'unsafe-eval'", eval, eval},
        {"default-src 'none'; style-src 'unsafe-eval'", eval, eval},
        {"default-src 'none'; img-src 'unsafe-eval'", none, none},
        {"default-src 'none'; style-src 'unsafe-eval'; img-src http:", eval, eval},
        {"default-src 'none'; style-src 'unsafe-inline'", style, style},
        {"default-src 'none'; style-src 'unsafe-inline'; img-src http:", passive, style},
        {"default-src 'none'; style-src 'unsafe-inline' 'nonce-a'", none, none},
        {"default-src 'none'; style-src data:", style, style},
        {"default-src 'none'; script-src data:", inline_, inline_},
        {"default-src 'none'; object-src data:", none, none},
        {"default-src 'none'; object-src *", inline_, inline_},
        {"default-src 'none'; script-src http://*.*", inline_, inline_},
        {"default-src 'none'; script-src 'unsafe-inline' 'sha256-a'", none, none},
        {"default-src 'none'; script-src 'unsafe-inline' 'sha384-a'", none, none},
        {"default-src 'none'; script-src 'unsafe-inline' 'sha512-a'", none, none},
        {"default-src 'none'; script-src 'strict-dynamic'", "csp-header-invalid", "csp-header-invalid"},
        {"default-src 'none'; script-src 'strict-dynamic' 'nonce-a' http: https: ftp: * 'self' 'unsafe-inline'", none,
         none},
        {"default-src 'none'; script-src 'nonce-a' https:", inline_, inline_},
        {"default-src 'none'; script-src 'strict-dynamic' 'nonce-a' data:", inline_, inline_},
        {"default-src 'none'; report-uri /a; report-uri /b", twice, twice},
        {"default-src 'self'; report-to a; report-to b", twice, twice},
        {"default-src 'none'; style-src 'unsafe-inline'; report-to a; report-to b", twice, twice},
        {"default-src 'none'; img-src http:; report-to a; report-to b", twice, twice},
        {"default-src 'none'; script-src 'unsafe-eval'; report-to a; report-to b", eval, eval},
    };
    for (const Row& row : rows) {
        INFO(row.policy);
        const std::vector<sh::ResponseField> fields{{"Content-Security-Policy", row.policy}};
        CHECK(result("content-security-policy", fields) == row.result);
        CHECK(result("content-security-policy", fields, {.https = false}) == row.over_http);
    }
}

TEST_CASE("observatory asks the page where the header says nothing") {
    const auto of = [](std::vector<sh::ResponseField> page, std::vector<sh::ResponseField> fields = {}) {
        return result("content-security-policy", std::move(fields), {.http_equiv = page});
    };
    const auto page = [&of](std::string_view policy) { return of({{"Content-Security-Policy", policy}}); };
    CHECK(page("default-src 'none'") == "csp-implemented-with-no-unsafe-default-src-none");
    CHECK(page("frame-ancestors 'none'") == "csp-not-implemented");
    CHECK(page("report-uri /a; sandbox") == "csp-not-implemented");
    CHECK(page("report-uri /a; report-uri /b") == "csp-implemented-with-unsafe-inline");
    CHECK(page("sandbox; img-src 'self'") == "csp-implemented-with-unsafe-inline");
    CHECK(page("img-src a; img-src b") == "csp-header-invalid");
    CHECK(of({{"Content-Security-Policy", "frame-ancestors 'none'"}},
             {{"Content-Security-Policy", "default-src 'self'"}}) == "csp-implemented-with-no-unsafe");
    CHECK(of({{"Referrer-Policy", "no-referrer"}}) == "csp-not-implemented");
    const auto reporting = [](std::vector<sh::ResponseField> fields) {
        return result("content-security-policy", std::move(fields));
    };
    const sh::ResponseField empty{"Content-Security-Policy-Report-Only", ""};
    CHECK(reporting({empty}) == "csp-not-implemented");
    CHECK(reporting({empty, empty}) == "csp-not-implemented-but-reporting-enabled");
    CHECK(reporting({{"content-security-policy-report-only", "default-src x"}}) ==
          "csp-not-implemented-but-reporting-enabled");
}
