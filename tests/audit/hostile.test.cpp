// SPDX-License-Identifier: MIT
#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/csp_evaluator.hpp>
#include <secure_headers/audit/hstspreload.hpp>
#include <secure_headers/audit/observatory.hpp>

#include "catch.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;

/// Everything that reads outside text, on one text; what it comes to, so that no call is left out.
static std::size_t read_all(std::string_view text) {
    std::size_t sum = 0;
    for (const auto version : {sh::CspVersion::csp1, sh::CspVersion::csp2, sh::CspVersion::csp3})
        sum += sh::csp_evaluator(text, version, sh::CspEvaluatorChecks::strict_and_standard).size();
    std::vector<sh::ResponseField> fields;
    for (const std::string_view name :
         {"Content-Security-Policy", "Set-Cookie", "Strict-Transport-Security", "X-Frame-Options",
          "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy",
          "Cross-Origin-Resource-Policy", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"})
        fields.push_back({name, text});
    sum += static_cast<std::size_t>(sh::observatory(fields, {.host = "example.com", .http_equiv = fields}).score());
    sum += sh::audit(fields).findings().size();
    for (const std::string_view name : sh::audit_rules::header_names)  // also without a page's other headers
        sum += sh::audit({{name, text}}).findings().size();
    const sh::HstsPreloadIssues issues = sh::hstspreload_preloadable_response(fields);
    return sum + issues.errors.size() + issues.warnings.size() + sh::hstspreload_removable(text).errors.size();
}

TEST_CASE("auditors come to an end with nothing but what stands between") {
    for (const std::string_view text : {"", " ", ",", ";", ",,", ";,;", " , ; ", "=", ";=", "\"", "\t", "x,", ",x"})
        CHECK(read_all(text) > 0);
}

TEST_CASE("auditors come to an end with any bytes") {
    constexpr std::string_view pieces
        []{"script-src ", "default-src ", "object-src", "'nonce-",  "'sha256-", "'self'", ";",  ",",         " ",
           "\t",          "\r\n",         "*",          ":*",       "://",      "//",     "%",  "%zz",       "%C3",
           "\xC2\xA0",    "\xE2\x80",     "\xFF",       "\xF0\x9F", "[",        "]",      "@",  ".",         "..",
           "/",           "max-age=",     "SameSite",   "=",        "\"",       "\\",     "0x", "127.0.0.1", "?1",
           "%\"",         ";a=:",         "__Host-",    "\xC3\x89", "\xC4\xB0"};
    std::uint32_t state = 1;
    const auto random = [&state](std::size_t limit) {
        state = state * 1664525U + 1013904223U;
        return (state >> 8U) % limit;
    };
    std::size_t sum = 0;
    for (int round = 0; round < 1000; ++round) {
        std::string text;
        for (std::size_t count = random(24); count > 0; --count)
            if (random(5) == 0)
                text += static_cast<char>(random(256));
            else
                text += pieces[random(std::size(pieces))];
        sum += read_all(text);
    }
    CHECK(sum > 1000);
}

// What it costs is counted by benchmark/audit_growth.cpp.
TEST_CASE("64 KiB of any shape are read to their end") {
    struct Row {
        std::string_view begin;
        std::string_view repeated;  ///< With a number for each `#`.
    };
    constexpr Row rows[]{
        {"script-src", " #"},
        {"script-src", " *.g#.com"},
        {"", "#;"},
        {"", ";"},
        {"", "img-src a,"},
        {"", "img-src #,"},
        {"", " "},
        {"", "\xC2\xA0"},
        {"img-src ", "a"},
        {"script-src a.b", "/.."},
        {"script-src", " 'nonce-#'"},
        {"script-src ", "a+"},
        {"img-src a%41", "/%41"},
        {"a=b", ";a=b"},
        {"max-age=1", ";max-age=1"},
        {"same-origin", ";a=1"},
        {"", "origin,"},
        {"script-src", " #.1.1.1"},
        {"x y,", "img-src a a a a a a a a,"},
    };
    for (const Row& row : rows) {
        std::string text{row.begin};
        for (unsigned number = 0; text.size() < 65536; ++number)
            for (const char c : row.repeated)
                text += c == '#' ? std::to_string(number * 7919U % 65536U) : std::string(1, c);
        INFO(row.begin << row.repeated);
        CHECK_NOTHROW(read_all(text));
    }
}

TEST_CASE("a report is no larger than its policy, whatever is repeated") {
    std::string policy(20000, 'x');
    for (int i = 0; i < 5000; ++i) policy += " 'n" + std::to_string(i);
    const sh::CspEvaluatorReport report = sh::csp_evaluator(policy);
    CHECK(report.size() == 5003);  // two directives are missing, one is unknown
    CHECK(report.findings()[2].directive.data() == report.findings()[5002].directive.data());
}
