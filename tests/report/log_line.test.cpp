// SPDX-License-Identifier: MIT
#include <secure_headers/report/log_line.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"

#include <string>

namespace sh = secure_headers;
using sh::csp::Disposition;

TEST_CASE("A report's line says what happened where") {
    const std::string site = "https://example.com/";
    const struct {
        sh::ViolationReport report;
        const char* line;
    } rows[]{
        {{.type = "csp-violation",
          .url = site,
          .body = sh::CspViolation{site,
                                   "",
                                   "inline",
                                   "script-src-elem",
                                   "",
                                   Disposition::report,
                                   200,
                                   "alert(1)",
                                   {site + "a.js", 3, 14}}},
         "csp-violation on https://example.com/ script-src-elem against inline \"alert(1)\" at "
         "https://example.com/a.js:3:14 (report-only)"},
        {{.type = "csp-violation",
          .url = site,
          .noise = sh::Noise::extension,
          .body = sh::CspViolation{.blocked_url = "chrome-extension", .effective_directive = "img-src"}},
         "csp-violation on https://example.com/ img-src against chrome-extension [noise: extension]"},
        {{.type = "permissions-policy-violation",
          .url = site,
          .body = sh::FeatureViolation{"camera", "denied", Disposition::enforce, {site, 1, 2}}},
         "permissions-policy-violation on https://example.com/ camera at https://example.com/:1:2: denied"},
        {{.type = "coop",
          .url = site,
          .body = sh::OpenerViolation{"access-to-opener", "same-origin", "postMessage", "https://a.example/", {}, {}}},
         "coop on https://example.com/ access-to-opener against https://a.example/ by postMessage"},
        {{.type = "coep", .url = site, .body = sh::EmbedderViolation{"corp", "https://a.example/", "image", {}}},
         "coep on https://example.com/ corp against https://a.example/"},
        {{.type = "integrity-violation", .url = site, .body = sh::IntegrityViolation{site, "https://a.example/", "script"}},
         "integrity-violation on https://example.com/ script against https://a.example/"},
        {{.type = "network-error", .url = site, .body = sh::NetworkError{.phase = "dns", .type = "dns.name_not_resolved"}},
         "network-error on https://example.com/ dns dns.name_not_resolved"},
        {{.type = "crash", .url = site, .noise = sh::Noise::browser, .body = sh::BrowserNotice{"oom", "", {}}},
         "crash on https://example.com/ oom [noise: browser]"},
        {{.type = "csp-violation", .noise = sh::Noise::injected_script, .body = sh::CspViolation{.place = {site, 0, 7}}},
         "csp-violation at https://example.com/ [noise: injected script]"},
        {{.type = "coop", .body = sh::OpenerViolation{"access", "", "", "", Disposition::report, {site + "a.js", 1, 2}}},
         "coop access at https://example.com/a.js:1:2 (report-only)"},
        {{.type = "coep", .body = sh::EmbedderViolation{"corp", "", "", Disposition::report}}, "coep corp (report-only)"},
        {{.type = "integrity-violation", .body = sh::IntegrityViolation{"", "", "style", Disposition::report}},
         "integrity-violation style (report-only)"},
        {{.type = "network-error", .body = sh::NetworkError{.type = "ok", .server_ip = "192.0.2.1"}},
         "network-error ok from 192.0.2.1"},
        {{.type = "deprecation", .body = sh::BrowserNotice{"a", "b \\ c", {site, 1, 0}}},
         "deprecation a at https://example.com/:1:0: b \\\\ c"},
        {{.type = "csp-violation", .body = sh::CspViolation{.blocked_url = "a\"b", .sample = R"(x" at y \")"}},
         R"(csp-violation against a\"b "x\" at y \\\"")"},
        {{.type = "csp-hash", .url = site, .body = sh::CspHash{site, site + "a.js", "sha256-b", "subresource", "script"}},
         "csp-hash on https://example.com/ script https://example.com/a.js sha256-b"},
        {{.type = "of-next-year"}, "of-next-year"},
    };
    for (const auto& row : rows) CHECK(sh::log_line(row.report) == row.line);
}

TEST_CASE("A report's line stays one line of visible ASCII") {
    for (const std::string_view hostile : never_in_a_field) {
        const std::string text{hostile};
        const sh::ViolationReport report{.type = text,
                                         .url = text,
                                         .body =
                                             sh::CspViolation{text, text, text, text, text, {}, 0, text, {text, 1, 1}}};
        for (const char c : sh::log_line(report)) CHECK((c >= ' ' && c <= '~'));
    }
    CHECK(sh::log_line({.type = "a\\x0a\n"}) == "a\\\\x0a\\x0a");
}
