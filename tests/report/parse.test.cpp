// SPDX-License-Identifier: MIT
#include <secure_headers/report/parse.hpp>

#include "catch.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

namespace sh = secure_headers;
using sh::csp::Disposition;

namespace {

// Made up after CSP3, section 5.3, and the Reporting API, section 3.4.
constexpr std::string_view by_report_uri = R"json({"csp-report": {
    "document-uri": "https://example.com/page", "referrer": "https://example.org/",
    "blocked-uri": "inline", "effective-directive": "script-src-elem", "violated-directive": "script-src-elem",
    "original-policy": "default-src 'none'; report-uri /csp", "disposition": "report", "status-code": 200,
    "script-sample": "alert(1)", "source-file": "https://example.com/a.js", "line-number": 3, "column-number": 14}})json";

constexpr std::string_view by_report_to = R"json([
    {"type": "csp-violation", "age": 53531, "url": "https://example.com/page", "user_agent": "Browser/1.0",
     "body": {"documentURL": "https://example.com/page", "referrer": "https://example.org/", "blockedURL": "inline",
              "effectiveDirective": "script-src-elem", "originalPolicy": "default-src 'none'; report-uri /csp",
              "disposition": "report", "statusCode": 200, "sample": "alert(1)", "sourceFile": "https://example.com/a.js",
              "lineNumber": 3, "columnNumber": 14}},
    {"type": "permissions-policy-violation", "url": "https://example.com/", "body": {"featureId": "geolocation",
     "message": "denied", "disposition": "enforce", "sourceFile": "https://example.com/b.js", "lineNumber": 1,
     "columnNumber": 2}},
    {"type": "coop", "url": "https://example.com/", "body": {"type": "navigation-to-response",
     "disposition": "reporting", "effectivePolicy": "same-origin", "previousResponseURL": "https://example.org/"}},
    {"type": "coep", "url": "https://example.com/", "body": {"type": "corp", "disposition": "enforce",
     "blockedURL": "https://cdn.example/x.png", "destination": "image"}},
    {"type": "integrity-violation", "url": "https://example.com/", "body": {"documentURL": "https://example.com/",
     "blockedURL": "https://cdn.example/x.js", "destination": "script", "reportOnly": true}},
    {"type": "network-error", "url": "https://example.com/", "body": {"phase": "connection", "type": "tcp.timed_out",
     "server_ip": "192.0.2.1", "protocol": "h2", "method": "GET", "status_code": 0, "elapsed_time": 45}},
    {"type": "deprecation", "url": "https://example.com/", "body": {"id": "UnloadHandler", "message": "goes away"}},
    {"type": "crash", "url": "https://example.com/", "body": {"reason": "oom"}},
    {"type": "of-next-year", "url": "https://example.com/", "body": {"a": 1}},
    {"type": "empty", "url": "https://example.com/", "body": null}])json";

const sh::CspViolation violation{"https://example.com/page",
                                 "https://example.org/",
                                 "inline",
                                 "script-src-elem",
                                 "default-src 'none'; report-uri /csp",
                                 Disposition::report,
                                 200,
                                 "alert(1)",
                                 {"https://example.com/a.js", 3, 14}};

}  // namespace

TEST_CASE("Violation reports are read as report-uri sends them") {
    const auto read = sh::parse_violation_reports(by_report_uri);
    CHECK(read.error.empty());
    CHECK(read.skipped == 0);
    REQUIRE(read.reports.size() == 1);
    CHECK(read.reports[0] ==
          sh::ViolationReport{.type = "csp-violation", .url = "https://example.com/page", .body = violation});
}

TEST_CASE("Violation reports are read as report-to sends them, each kind by its type") {
    const auto read = sh::parse_violation_reports(by_report_to);
    CHECK(read.error.empty());
    CHECK(read.skipped == 0);
    const std::string site = "https://example.com/";
    const sh::ViolationReport expected[]{
        {.type = "csp-violation",
         .url = "https://example.com/page",
         .user_agent = "Browser/1.0",
         .age = std::chrono::milliseconds{53531},
         .body = violation},
        {.type = "permissions-policy-violation",
         .url = site,
         .body = sh::FeatureViolation{"geolocation", "denied", Disposition::enforce, {site + "b.js", 1, 2}}},
        {.type = "coop",
         .url = site,
         .body =
             sh::OpenerViolation{"navigation-to-response", "same-origin", "", "https://example.org/", Disposition::report, {}}},
        {.type = "coep",
         .url = site,
         .body = sh::EmbedderViolation{"corp", "https://cdn.example/x.png", "image", Disposition::enforce}},
        {.type = "integrity-violation",
         .url = site,
         .body = sh::IntegrityViolation{site, "https://cdn.example/x.js", "script", Disposition::report}},
        {.type = "network-error",
         .url = site,
         .body = sh::NetworkError{"connection", "tcp.timed_out", "192.0.2.1", "h2", "GET", 0,
                                  std::chrono::milliseconds{45}}},
        {.type = "deprecation", .url = site, .body = sh::BrowserNotice{"UnloadHandler", "goes away", {}}},
        {.type = "crash", .url = site, .body = sh::BrowserNotice{"oom", "", {}}},
        {.type = "of-next-year", .url = site},
        {.type = "empty", .url = site},
    };
    REQUIRE(read.reports.size() == std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        INFO(expected[i].type);
        CHECK(read.reports[i] == expected[i]);
    }
}

TEST_CASE("Violation reports of old browsers give the directive with its sources, and of some come without a list") {
    const auto old = sh::parse_violation_reports(R"({"csp-report": {"violated-directive": "script-src 'self' https:"}})");
    REQUIRE(old.reports.size() == 1);
    CHECK(std::get<sh::CspViolation>(old.reports[0].body).effective_directive == "script-src");

    const auto single = sh::parse_violation_reports(R"({"type": "csp-violation", "body": {"blocked-uri": "eval"}})");
    REQUIRE(single.reports.size() == 1);
    CHECK(std::get<sh::CspViolation>(single.reports[0].body).blocked_url == "eval");
}

TEST_CASE("Violation reports are of the kind that their type says, and of none if it is none that is known") {
    struct Row {
        std::string_view type;
        std::size_t kind;  ///< The alternative of the body.
    };
    for (const Row& row :
         {Row{"csp-violation", 1}, Row{"permissions-policy-violation", 2}, Row{"document-policy-violation", 2},
          Row{"coop", 3}, Row{"coep", 4}, Row{"integrity-violation", 5}, Row{"network-error", 6}, Row{"deprecation", 7},
          Row{"intervention", 7}, Row{"crash", 7}, Row{"Crash", 0}, Row{"csp-hash", 8}}) {
        INFO(row.type);
        const auto read = sh::parse_violation_reports(R"({"type": ")" + std::string{row.type} +
                                                      R"(", "body": {"blockedURL": "eval"}})");
        REQUIRE(read.reports.size() == 1);
        CHECK(read.reports[0].type == row.type);
        CHECK(read.reports[0].body.index() == row.kind);
    }
}

TEST_CASE("A report of a script's hash is read by the names of browsers and by those of the specification") {
    for (const auto& [document, subresource] :
         {std::pair{"documentURL", "subresourceURL"}, {"document_url", "subresource_url"}}) {
        const auto read = sh::parse_violation_reports(
            R"([{"type": "csp-hash", "url": "https://a.example/", "body": {")" + std::string{document} +
            R"(": "https://a.example/", ")" + subresource +
            R"(": "https://a.example/b.js", "hash": "sha256-c", "type": "subresource", "destination": "script"}}])");
        REQUIRE(read.reports.size() == 1);
        CHECK(read.reports[0].body == sh::ViolationReport::Body{sh::CspHash{"https://a.example/", "https://a.example/b.js",
                                                                            "sha256-c", "subresource", "script"}});
        CHECK(read.reports[0].noise == sh::Noise::none);
    }
    const auto extension =
        sh::parse_violation_reports(R"({"type": "csp-hash", "body": {"subresourceURL": "chrome-extension://a/b.js"}})");
    REQUIRE(extension.reports.size() == 1);
    CHECK(extension.reports[0].noise == sh::Noise::extension);
}

TEST_CASE("Violation reports have the members of whichever name a browser gives them") {
    const auto csp = [](std::string_view members) {
        const auto read =
            sh::parse_violation_reports(R"({"csp-report": {"blocked-uri": "eval", )" + std::string{members} + "}}");
        REQUIRE(read.reports.size() == 1);
        return std::get<sh::CspViolation>(read.reports[0].body);
    };
    CHECK(csp(R"("documentURL": "a")").document_url == "a");
    CHECK(csp(R"("documentURI": "a")").document_url == "a");
    CHECK(csp(R"("document-uri": "a")").document_url == "a");
    CHECK(csp(R"("blockedURI": "a")").blocked_url == "a");
    CHECK(csp(R"("violatedDirective": "a b")").effective_directive == "a");
    CHECK(csp(R"("effectiveDirective": "a", "violated-directive": "b")").effective_directive == "a");
    CHECK(csp(R"("effective-directive": "", "violated-directive": "a b")").effective_directive == "a");
    CHECK(csp(R"("effectiveDirective": 1, "violatedDirective": "a")").effective_directive == "a");
    CHECK(csp(R"("originalPolicy": "a")").original_policy == "a");
    CHECK(csp(R"("disposition": "reporting")").disposition == Disposition::report);
    CHECK(csp(R"("disposition": "Report")").disposition == Disposition::enforce);
    const auto coop = [](std::string_view member) {
        const auto read =
            sh::parse_violation_reports(R"({"type": "coop", "body": {")" + std::string{member} + R"(": "a"}})");
        REQUIRE(read.reports.size() == 1);
        return std::get<sh::OpenerViolation>(read.reports[0].body);
    };
    for (const char* const name :
         {"openerURL", "openeeURL", "otherDocumentURL", "previousResponseURL", "nextResponseURL", "initialPopupURL"})
        CHECK(coop(name).other_url == "a");
    CHECK(coop("property").property == "a");
    const auto integrity = [](std::string_view reports) {
        const auto read = sh::parse_violation_reports(R"({"type": "integrity-violation", "body": {"reportOnly": )" +
                                                      std::string{reports} + "}}");
        REQUIRE(read.reports.size() == 1);
        return std::get<sh::IntegrityViolation>(read.reports[0].body).disposition;
    };
    CHECK(integrity("true") == Disposition::report);
    CHECK(integrity("false") == Disposition::enforce);
    CHECK(integrity("1") == Disposition::enforce);
    CHECK(integrity("\"true\"") == Disposition::enforce);
}

TEST_CASE("Violation reports have numbers that count something, else zero") {
    const auto line = [](std::string_view number) {
        const auto read = sh::parse_violation_reports(R"({"csp-report": {"blocked-uri": "eval", "line-number": )" +
                                                      std::string{number} + "}}");
        REQUIRE(read.reports.size() == 1);
        return std::get<sh::CspViolation>(read.reports[0].body).place.line;
    };
    CHECK(line("0") == 0);
    CHECK(line("1") == 1);
    CHECK(line("1.9") == 1);
    CHECK(line("0.5") == 0);
    CHECK(line("-1") == 0);
    CHECK(line("-0.5") == 0);
    CHECK(line("\"1\"") == 0);
    CHECK(line("true") == 0);
    CHECK(line("9223372036854775807") == 9223372036854775807U);
    CHECK(line("9223372036854775808") == 0);
    CHECK(line("8.5e15") == 8500000000000000U);
    CHECK(line("9e15") == 0);
}

TEST_CASE("Violation reports are read where a sample of code was cut in the middle of a surrogate pair") {
    const auto sample = [](const std::string& escaped) {
        const auto read = sh::parse_violation_reports(R"({"csp-report": {"document-uri": "a", "script-sample": ")" +
                                                      escaped + R"("}})");
        return read.reports.empty() ? std::string{read.error} : std::get<sh::CspViolation>(read.reports[0].body).sample;
    };
    CHECK(sample(R"(a\uD83D)") == "a\xef\xbf\xbd");
    CHECK(sample(R"(\ude00a)") ==
          "\xef\xbf\xbd"
          "a");
    CHECK(sample(R"(\ud83d\uDE00\ud83d)") == "\xf0\x9f\x98\x80\xef\xbf\xbd");
    CHECK(sample(R"(\ud83d\ud83d\ude00)") == "\xef\xbf\xbd\xf0\x9f\x98\x80");
    CHECK(sample(R"(\\ud83d\ud83d)") == "\\ud83d\xef\xbf\xbd");
    CHECK(sample(R"(\ud83d\u0041\\)") ==
          "\xef\xbf\xbd"
          "A\\");
    CHECK(sample(R"(\ud83)") == "the body is no JSON");
    CHECK(sample(R"(\Ud83d)") == "the body is no JSON");
    CHECK(sh::parse_violation_reports(R"("\ud83d\)").error == "the body is no JSON");
}

TEST_CASE("Violation reports that are none say why") {
    struct Row {
        std::string_view body;
        std::string_view error;
        std::size_t reports;
        std::size_t skipped;
    };
    constexpr std::string_view tells_nothing = "csp-report names no directive, no blocked URL and no page";
    constexpr Row rows[]{
        {"", "the body is no JSON", 0, 0},
        {"{", "the body is no JSON", 0, 0},
        {"\"csp-report\"", "the body is neither a list nor an object", 0, 0},
        {"null", "the body is neither a list nor an object", 0, 0},
        {"1e999", "the body is no JSON", 0, 0},
        {"{}", "the object is no report", 0, 1},
        {"{\"csp-report\": []}", "csp-report is no object", 0, 0},
        {"{\"csp-report\": null}", "csp-report is no object", 0, 0},
        {"{\"csp-report\": {}}", tells_nothing, 0, 0},
        {"{\"csp-report\": {\"blocked-uri\": \"\", \"status-code\": 200}}", tells_nothing, 0, 0},
        {"{\"csp-report\": {\"effective-directive\": \"img-src\"}}", "", 1, 0},
        {"{\"csp-report\": {\"blocked-uri\": \"eval\"}}", "", 1, 0},
        {"{\"csp-report\": {\"document-uri\": \"https://a.example/\"}}", "", 1, 0},
        {"{\"type\": \"csp-violation\", \"body\": {}}", "the object is no report", 0, 1},
        {"[{\"type\": \"csp-violation\", \"body\": null}]", "the list holds no report", 0, 1},
        {"{\"csp-report\": {\"a\": \"\xff\"}}", "the body is no JSON", 0, 0},
        {"[]", "", 0, 0},
        {"[1, null, \"csp-violation\", [], {}]", "the list holds no report", 0, 5},
        {"[{\"type\": \"crash\"}, {\"type\": 1, \"body\": {}}, {\"type\": \"crash\", \"body\": []}]",
         "the list holds no report", 0, 3},
        {"[{\"type\": \"crash\", \"body\": {}}, 1]", "", 1, 1},
    };
    for (const Row& row : rows) {
        INFO(row.body);
        const auto read = sh::parse_violation_reports(row.body);
        CHECK(read.error == row.error);
        CHECK(read.reports.size() == row.reports);
        CHECK(read.skipped == row.skipped);
    }
}

TEST_CASE("Violation reports with members of the wrong type or out of range read as if those were absent") {
    const auto read = sh::parse_violation_reports(R"([{"type": "csp-violation", "age": -1, "url": 5, "user_agent": {},
        "body": {"blockedURL": [], "effectiveDirective": "img-src", "disposition": 3, "statusCode": "200", "lineNumber": -7,
                 "columnNumber": 99999999999999999999, "sample": true}}])");
    REQUIRE(read.reports.size() == 1);
    CHECK(read.reports[0] ==
          sh::ViolationReport{.type = "csp-violation", .body = sh::CspViolation{.effective_directive = "img-src"}});
}

TEST_CASE("A violation of a frame's possible permissions is a violation of a feature") {
    const auto parsed = sh::parse_violation_reports(
        R"([{"type": "potential-permissions-policy-violation", "body": {"featureId": "camera"}}])");
    REQUIRE(parsed.reports.size() == 1);
    REQUIRE(std::holds_alternative<sh::FeatureViolation>(parsed.reports[0].body));
    CHECK(std::get<sh::FeatureViolation>(parsed.reports[0].body).feature == "camera");
}

TEST_CASE("Violation reports survive any truncation, any changed byte and deep nesting") {
    for (const std::string_view whole : {by_report_uri, by_report_to}) {
        for (std::size_t size = 0; size < whole.size(); ++size)
            CHECK_FALSE(sh::parse_violation_reports(whole.substr(0, size)).error.empty());
        std::string changed{whole};
        std::size_t read = 0;
        for (std::size_t at = 0; at < whole.size(); at += 3) {
            for (const char c : {'\0', '"', '[', '}', '\xff', '9'}) {
                changed[at] = c;
                read += sh::parse_violation_reports(changed).error.empty() ? 1 : 0;
            }
            changed[at] = whole[at];
        }
        CHECK(read > 0);
    }
    const std::string deep(100000, '[');
    CHECK(sh::parse_violation_reports(deep).error == "the body is no JSON");
    CHECK(sh::parse_violation_reports(deep + std::string(100000, ']')).error == "the list holds no report");
}
