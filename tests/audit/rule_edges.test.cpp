// SPDX-License-Identifier: MIT
// Where each rule begins and ends: rules.test.cpp has one mistake for each, this has the others and their neighbours.
#include <secure_headers/audit/rules.hpp>

#include <secure_headers/audit/audit.hpp>

#include "catch.hpp"
#include "rounds.hpp"
#include "sound_response.hpp"

#include <secure_headers/csp/allows.hpp>
#include <secure_headers/csp/hash.hpp>
#include <secure_headers/parse/content_security_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace sh = secure_headers;
using sound_response::changed;

namespace {

struct Rule {
    std::string_view id;
    std::vector<std::string> found;  ///< Lines in place of the sound response's own.
    std::vector<std::string> not_found;
    sh::AuditContext context{};
};

std::size_t count(const sh::Report& report, std::string_view id) {
    std::size_t times = 0;
    for (const sh::Finding& finding : report.findings()) times += finding.id == id ? 1U : 0U;
    return times;
}

const sh::Finding* find(const sh::Report& report, std::string_view id) {
    for (const sh::Finding& finding : report.findings())
        if (finding.id == id) return &finding;
    return nullptr;
}

void check(const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) {
        for (const std::string& lines : rule.found) {
            INFO(rule.id << " in " << lines);
            CHECK(count(sh::audit(changed(lines), rule.context), rule.id) == 1);
        }
        for (const std::string& lines : rule.not_found) {
            INFO(rule.id << " not in " << lines);
            CHECK(count(sh::audit(changed(lines), rule.context), rule.id) == 0);
        }
    }
}

/// The policy with the directive that a fix puts in the place of the one that is there; empty if it does not.
std::string with_fix(const sh::csp::ParsedPolicy& policy, std::string fix) {
    const std::string_view begin = "policy.replace(sh::csp::Directive::";
    if (fix.compare(0, begin.size(), begin) != 0) return {};
    fix.erase(0, begin.size());
    const auto wire = [](std::string name) {
        std::replace(name.begin(), name.end(), '_', '-');
        return name;
    };
    const std::string name = wire(fix.substr(0, fix.find(',')));
    std::string policies;
    for (const sh::csp::ParsedDirective& directive : policy.directives)
        if (directive.name != name) policies.append(directive.name).append(" ").append(directive.value).append("; ");
    policies.append(name);
    std::string sources = fix.substr(fix.find('{') + 1);
    sources.resize(sources.find('}'));
    for (std::size_t at = 0; at < sources.size();) {
        const std::string source = sources.substr(at, sources.find(", ", at) - at);
        at += source.size() + 2;
        const std::string word = wire(source.substr(source.rfind(':') + 1));
        policies.append(" ");
        if (source.front() == '"')
            policies.append(source, 1, source.size() - 2);
        else if (word == "any")
            policies.append("*");
        else if (word == "https" || word == "http" || word == "data")
            policies.append(word).append(":");
        else if (word == "nonce")
            policies.append("'nonce-bbbbbbbbbbbbbbbbbbbbbbbb'");
        else
            policies.append("'").append(word).append("'");
    }
    return policies;
}

}  // namespace

TEST_CASE("rules on sources find every way to write any host, data, plain HTTP and an address") {
    check({
        {"csp-script-any-host",
         {"[script-src]: script-src https:", "[script-src]: script-src HTTP:", "[script-src]: script-src wss:",
          "[script-src]: script-src ws:", "[script-src]: script-src *", "[script-src]: script-src *:443",
          "[script-src]: script-src https://*:*", "[script-src]: script-src http://*/",
          "[script-src]: script-src 'self'; script-src-elem *", "[script-src]: script-src https://*/a",
          "[script-src]: script-src */a.js", "[sandbox]: sandbox allow-scripts; script-src-elem *"},
         {"[script-src]: script-src data:", "[script-src]: script-src *.example",
          "[script-src]: script-src *.example/*", "[script-src]: script-src a.example/b://*",
          "[script-src]: script-src 'strict-dynamic' 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa' https:",
          "[script-src]: script-src a.example:*"}},
        {"csp-script-data",
         {"[script-src]: script-src DATA:", "[script-src]: script-src blob: data:"},
         {"[script-src]: script-src https:", "[script-src]: script-src data.example",
          "[script-src]: script-src blob:", "[script-src]: script-src mediastream:", "[img-src]: img-src data:"}},
        {"csp-script-blob",
         {"[script-src]: script-src blob:", "[script-src]: script-src FileSystem:",
          "[script-src]: script-src 'self'; script-src-elem blob:"},
         {"[script-src]: script-src data:", "[script-src]: script-src blob.example",
          "[script-src]: script-src 'strict-dynamic' 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa' blob:",
          "[script-src]: script-src blob:; script-src-elem 'self'", "[worker-src]: worker-src blob:"}},
        {"csp-script-hosts",
         {"[script-src]: script-src https://a.example", "[script-src]: script-src *.example"},
         {"[script-src]: script-src *", "[script-src]: script-src 'self' 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'",
          "[script-src]: script-src self", "[script-src]: script-src 'self' https",
          "[script-src]: script-src 'self' style-src", "[script-src]: script-src nonce-aaaaaaaaaaaaaaaaaaaaaaaa"}},
        {"csp-object-src-not-none", {"[object-src]: object-src selfie"}, {"[object-src]: object-src none"}},
        {"csp-plain-http",
         {"[img-src]: img-src http:", "[img-src]: img-src WS:", "[img-src]: img-src HTTP://a.example",
          "[connect-src]: connect-src ws://a.example", "[img-src]: img-src http://127.0.0.2",
          "Content-Security-Policy: upgrade-insecure-requests; frame-ancestors 'self' http://x.example",
          "Content-Security-Policy: upgrade-insecure-requests, frame-ancestors http://x.example",
          "[connect-src]: connect-src ws://a.localhost", "[img-src]: img-src http://localhost.evil.example",
          "[img-src]: img-src http://127.0.0.1.evil.example:80/a", "[connect-src]: connect-src ws://localhosts"},
         {"[img-src]: img-src https: wss:", "[img-src]: img-src http.example",
          "[connect-src]: connect-src ws://LocalHost:1", "[img-src]: img-src http://localhost/a",
          "[connect-src]: connect-src ws://127.0.0.1:1", "[img-src]: img-src wss://a.example",
          "Content-Security-Policy: img-src http://a.example; upgrade-insecure-requests",
          "Content-Security-Policy: frame-ancestors http://localhost:8080; upgrade-insecure-requests",
          "Content-Security-Policy: frame-ancestors http://x.example, frame-ancestors 'none'; upgrade-insecure-requests",
          "[script-src]: script-src 'strict-dynamic' http: 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'",
          "[report-uri]: report-uri http:"}},
        {"csp-ip-source",
         {"[img-src]: img-src 10.0.0.1", "[img-src]: img-src http://10.0.0.1/a", "[img-src]: img-src 127.0.0.2:1"},
         {"[img-src]: img-src 10.0.0", "[img-src]: img-src 10.0.0.1.1", "[img-src]: img-src 10.0.0.a",
          "[img-src]: img-src 127.0.0.1", "[report-uri]: report-uri 10.0.0.1"}},
        {"csp-any-host",
         {"[img-src]: img-src https:", "[style-src]: style-src *", "[default-src]: default-src *",
          "[connect-src]: connect-src wss:", "[frame-src]: frame-src *", "[worker-src]: worker-src https:"},
         {"[script-src]: script-src *", "[script-src-elem]: script-src-elem *", "[script-src-attr]: script-src-attr *",
          "[object-src]: object-src *", "[base-uri]: base-uri *", "[form-action]: form-action *",
          "[frame-ancestors]: frame-ancestors *", "[img-src]: img-src 'self'; img-src *", "[report-uri]: report-uri *"}},
        {"csp-unknown-directive",
         {"[img-src]: img-scr 'self'", "Content-Security-Policy-Report-Only: img-scr 'self'"},
         {"Content-Security-Policy-Report-Only: img-src 'self'"}},
        {"csp-report-uri-only", {"[report-to]: report-uri"}, {"[report-to]: report-to csp; report-uri /csp"}},
        {"csp-value",
         {"[report-uri]: report-uri http://a.example/csp", "[report-uri]: report-uri mailto:a@a.example",
          "Content-Security-Policy-Report-Only: report-uri /a HTTP://localhost.a.example"},
         {"[report-uri]: report-uri http://localhost:1/csp https://a.example", "[report-uri]: report-uri csp"}},
        {"csp-value", {}, {"[report-uri]: report-uri http://a.example/csp"}, {.https = false}},
        {"csp-script-unsafe-eval",
         {"[script-src]: script-src 'UNSAFE-EVAL'", "Content-Security-Policy: default-src 'unsafe-eval'"},
         {"[style-src]: style-src 'unsafe-eval'"}},
        {"csp-script-unsafe-inline",
         {"[script-src-attr]: script-src-attr 'unsafe-inline'", "[script-src-elem]: script-src-elem 'Unsafe-Inline'"},
         {"[style-src]: style-src 'unsafe-inline'",
          "[script-src]: script-src 'unsafe-inline' 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'",
          "[script-src]: script-src 'unsafe-inline' 'strict-dynamic'"}},
        {"csp-scripts-unrestricted",
         {"Content-Security-Policy: script-src-elem 'self'", "Content-Security-Policy: script-src-attr 'self'"},
         {"Content-Security-Policy: script-src-elem 'self'; script-src-attr 'none'",
          "Content-Security-Policy: default-src 'self'"}},
        {"csp-base-uri-missing-with-nonce",
         {"Content-Security-Policy: default-src 'none'; script-src 'strict-dynamic' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='"},
         {"Content-Security-Policy: default-src 'none'; script-src 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='",
          "Content-Security-Policy: default-src 'none'; script-src 'strict-dynamic'",
          "Content-Security-Policy: default-src 'none'; script-src 'none'"}},
        {"csp-base-uri-missing",
         {"Content-Security-Policy: img-src 'self'"},
         {"Content-Security-Policy: default-src 'none'", "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'"}},
        {"csp-object-src",
         {"[object-src]: object-src *", "[object-src]: object-src https:"},
         {"[object-src]: object-src a.example", "Content-Security-Policy: default-src 'self'"}},
        {"csp-object-src-not-none",
         {"[object-src]: object-src a.example", "Content-Security-Policy: default-src 'self'"},
         {"[object-src]: object-src *", "[object-src]: object-src", "Content-Security-Policy: script-src 'self'"}},
        {"csp-trusted-types-missing",
         {"Content-Security-Policy: script-src 'self'"},
         {"Content-Security-Policy: script-src 'none'", "Content-Security-Policy: default-src 'none'"}},
        {"csp-sandbox-escape",
         {"[sandbox]: sandbox Allow-Same-Origin allow-forms ALLOW-SCRIPTS"},
         {"[sandbox]: sandbox allow-same-origin", "[sandbox]: sandbox"}},
        {"csp-misplaced-source",
         {"[script-src-attr]: script-src-attr 'self'", "[style-src-attr]: style-src-attr https://a.example",
          "[script-src-attr]: script-src-attr 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='"},
         {"[script-src-attr]: script-src-attr 'none'", "[style-src-attr]: style-src-attr 'unsafe-inline'",
          "[style-src-attr]: style-src-attr 'unsafe-hashes' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='"}},
        {"csp-unsafe-hashes-alone", {}, {"[script-src]: script-src 'unsafe-hashes' 'unsafe-inline'"}},
        {"csp-script-unsafe-hashes", {}, {"[script-src]: script-src 'unsafe-hashes'"}},
    });
}

TEST_CASE("rules on sources list each place, with a fix of each directive that mends all of it, and cost once") {
    struct Row {
        std::string_view id, policy;
        std::vector<std::string_view> values, fixes;
        std::string_view once;
    };
    const Row rows[]{
        {"csp-script-bypass",
         "script-src 'self' https://*.cloudfront.net https://a.example https://cdn.jsdelivr.net https://cdnjs.cloudflare.com",
         {"https://*.cloudfront.net", "https://cdn.jsdelivr.net", "https://cdnjs.cloudflare.com"},
         {"policy.replace(sh::csp::Directive::script_src, {sh::csp::self, sh::csp::nonce, sh::csp::strict_dynamic, "
          "\"https://a.example\"}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
         "script-src https://cdnjs.cloudflare.com"},
        {"csp-script-hosts",
         "script-src 'self' a.example b.example",
         {"a.example", "b.example"},
         {"policy.replace(sh::csp::Directive::script_src, {sh::csp::self, \"a.example\", \"b.example\", sh::csp::nonce, "
          "sh::csp::strict_dynamic}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
         "script-src a.example"},
        {"csp-script-blob",
         "default-src 'self' data: blob: filesystem:",
         {"blob:", "filesystem:"},
         {"policy.replace(sh::csp::Directive::script_src, {sh::csp::self, sh::csp::nonce, sh::csp::strict_dynamic})"
          ".replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
         "default-src data: blob:"},
        {"csp-script-unsafe-inline",
         "script-src-elem 'unsafe-inline'; script-src-attr 'unsafe-inline'",
         {"'unsafe-inline'", "'unsafe-inline'"},
         {"policy.replace(sh::csp::Directive::script_src_elem, {sh::csp::nonce, sh::csp::strict_dynamic}).replace(sh::csp::Directive::base_uri, {sh::csp::none});",
          "policy.replace(sh::csp::Directive::script_src_attr, {sh::csp::none});"},
         "script-src-elem 'unsafe-inline'; script-src-attr 'none'"},
        {"csp-style-unsafe-inline",
         "style-src-attr 'unsafe-inline'; style-src-elem 'self' 'unsafe-inline'",
         {"'unsafe-inline'", "'unsafe-inline'"},
         {"policy.replace(sh::csp::Directive::style_src_elem, {sh::csp::self, sh::csp::nonce});",
          "policy.replace(sh::csp::Directive::style_src_attr, {sh::csp::none});"},
         "style-src-attr 'unsafe-inline'; style-src-elem 'self'"},
        {"csp-any-host",
         "img-src https:; connect-src * 'self' wss:; style-src https:; font-src data: https:; frame-src *",
         {"https:", "*", "wss:", "https:", "https:", "*"},
         {"policy.replace(sh::csp::Directive::img_src, {sh::csp::self});",
          "policy.replace(sh::csp::Directive::connect_src, {sh::csp::self});",
          "policy.replace(sh::csp::Directive::style_src, {sh::csp::self});",
          "policy.replace(sh::csp::Directive::font_src, {sh::csp::data, sh::csp::self});",
          "policy.replace(sh::csp::Directive::frame_src, {sh::csp::self});"},
         "img-src *; connect-src 'self'; style-src 'self'; font-src 'self'; frame-src 'self'"},
        {"csp-base-uri-any-host",
         "base-uri https: 'self' *",
         {"https:", "*"},
         {"policy.replace(sh::csp::Directive::base_uri, {sh::csp::self});"},
         "base-uri *"},
        {"csp-form-action-missing",
         "form-action http: https:",
         {"http:", "https:"},
         {"policy.replace(sh::csp::Directive::form_action, {sh::csp::self});"},
         "form-action http:"},
        {"csp-object-src",
         "object-src https: *",
         {"https:", "*"},
         {"policy.replace(sh::csp::Directive::object_src, {sh::csp::none});"},
         "object-src *"},
        {"csp-plain-http",
         "img-src http://a.example http://b.example; font-src http://c.example; frame-ancestors http://d.example "
         "'self' http://e.example",
         {"http://a.example", "http://b.example", "http://c.example", "http://d.example", "http://e.example"},
         {"policy.upgrade_insecure_requests();  // and write https://",
          "policy.replace(sh::csp::Directive::frame_ancestors, {\"https://d.example\", sh::csp::self, "
          "\"https://e.example\"});"},
         "img-src http://a.example; frame-ancestors 'self'"},
        {"csp-ip-source",
         "img-src 10.0.0.1 10.0.0.2; font-src a.example https://10.0.0.3; img-src 10.0.0.4",
         {"10.0.0.1", "10.0.0.2", "https://10.0.0.3"},
         {"policy.replace(sh::csp::Directive::img_src, {sh::csp::none});",
          "policy.replace(sh::csp::Directive::font_src, {\"a.example\"});"},
         "img-src 10.0.0.1; font-src a.example; img-src 'none'"},
    };
    for (const Row& row : rows) {
        INFO(row.policy);
        std::vector<std::string_view> values, fixes;
        const sh::Report report = sh::audit({{"Content-Security-Policy", row.policy}, {"Cache-Control", "no-store"}},
                                            {.content_type = "text/html"});
        for (const sh::Finding& finding : report.findings()) {
            if (finding.id != row.id) continue;
            CHECK(row.policy.substr(finding.offset, finding.value.view().size()) == finding.value.view());
            values.push_back(finding.value);
            if (fixes.empty() || fixes.back() != finding.fix.view()) fixes.push_back(finding.fix);
        }
        CHECK(values == row.values);
        CHECK(fixes == row.fixes);
        const sh::Report once = sh::audit({{"Content-Security-Policy", row.once}}, {.content_type = "text/html"});
        CHECK(count(once, row.id) == 1);
    }
    std::string many = "img-src";
    for (int i = 0; i < 100; ++i) many += " http://" + std::to_string(i) + ".example";
    const sh::Report all = sh::audit({{"Content-Security-Policy", many}}, {.content_type = "text/html"});
    const sh::Report one =
        sh::audit({{"Content-Security-Policy", "img-src http://a.example"}}, {.content_type = "text/html"});
    CHECK(count(all, "csp-plain-http") == 16);
    CHECK(all.score() == one.score());
}

TEST_CASE("rules on scripts leave a policy alone whose sandbox lets none run") {
    struct Row {
        std::string_view id, policy;
    };
    for (const Row& row : {
             Row{"csp-scripts-unrestricted", "img-src 'self'"},
             Row{"csp-script-unsafe-inline", "script-src 'unsafe-inline'"},
             Row{"csp-script-any-host", "script-src *"},
             Row{"csp-script-data", "script-src data:"},
             Row{"csp-script-blob", "script-src blob:"},
             Row{"csp-script-unsafe-eval", "script-src 'unsafe-eval'"},
             Row{"csp-script-unsafe-hashes",
                 "script-src 'unsafe-hashes' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='"},
             Row{"csp-script-bypass", "script-src https://cdnjs.cloudflare.com"},
             Row{"csp-script-hosts", "script-src a.example"},
             Row{"csp-base-uri-missing-with-nonce", "script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'"},
             Row{"csp-base-uri-missing", "script-src 'self'"},
             Row{"csp-trusted-types-missing", "script-src 'self'"},
         }) {
        INFO(row.id);
        const std::string policy{row.policy}, csp = "Content-Security-Policy: ";
        check({{row.id,
                {csp + policy, csp + "sandbox ALLOW-SCRIPTS; " + policy, csp + policy + ", " + policy},
                {csp + "sandbox; " + policy, csp + "sandbox allow-forms; " + policy,
                 csp + policy + ", sandbox allow-same-origin", csp + "sandbox, " + policy}}});
    }
}

TEST_CASE("rules on nonces count characters without their padding") {
    check({
        {"csp-nonce-short",
         {"[script-src]: script-src 'nonce-a'", "[script-src]: script-src-elem 'nonce-abcdefg='"},
         {"[script-src]: script-src 'nonce-abcdefgh'", "[script-src]: script-src 'self'"}},
        {"csp-style-nonce-short",
         {"[style-src]: style-src 'nonce-abcdefg='"},
         {"[style-src]: style-src 'nonce-abcdefgh'", "[script-src]: script-src 'nonce-a'"}},
        {"csp-nonce-below-128-bits",
         {"[script-src]: script-src 'nonce-abcdefgh'", "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaa=='"},
         {"[script-src]: script-src 'nonce-abcdefg'", "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa'"}},
        {"csp-nonce-cacheable",
         {"[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'\nCache-Control: public"},
         {"[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'\nCache-Control: no-cache",
          "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'\nCache-Control: max-age=0",
          "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'\nCache-Control: private, max-age=60",
          "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'\nCache-Control: ", "Cache-Control: public"}},
        {"csp-nonce-cache-unspecified",
         {},
         {"Cache-Control: ", "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'\nCache-Control: public"}},
    });
}

TEST_CASE("rules on framing read every policy and every way to write anybody") {
    check({
        {"framing-by-anybody",
         {"[frame-ancestors]: frame-ancestors *", "[frame-ancestors]: frame-ancestors http:",
          "[frame-ancestors]: frame-ancestors HTTPS:", "[frame-ancestors]: frame-ancestors *:*",
          "[frame-ancestors]: frame-ancestors https://*:*", "[frame-ancestors]: frame-ancestors *:443",
          "[frame-ancestors]: frame-ancestors ws:", "[frame-ancestors]: frame-ancestors 'self' WSS:",
          "[frame-ancestors]: frame-ancestors 'self' a.example http://*", "[frame-ancestors]: frame-ancestors * https:",
          "Content-Security-Policy: frame-ancestors *, frame-ancestors https:, img-src 'self'"},
         {"[frame-ancestors]: frame-ancestors *.example",
          "[frame-ancestors]: frame-ancestors data:", "[frame-ancestors]: frame-ancestors https://*.example",
          "[frame-ancestors]: ", "Content-Security-Policy: frame-ancestors *, frame-ancestors 'self'",
          "Content-Security-Policy: frame-ancestors 'self', frame-ancestors *"}},
        {"framing-unprotected",
         {"Content-Security-Policy: \nX-Frame-Options: "},
         {"Content-Security-Policy: ", "X-Frame-Options: ",
          "Content-Security-Policy: \nX-Frame-Options: \nContent-Type: image/png"}},
        {"x-frame-options-contradiction", {"X-Frame-Options: DENY, SAMEORIGIN"}, {"X-Frame-Options: DENY, deny"}},
        {"x-frame-options-repeated",
         {"X-Frame-Options: sameorigin\nX-Frame-Options: SAMEORIGIN"},
         {"X-Frame-Options: DENY, SAMEORIGIN", "X-Frame-Options: "}},
        {"framing-by-x-frame-options-only",
         {"[frame-ancestors]: \nX-Frame-Options: SAMEORIGIN"},
         {"[frame-ancestors]: \nX-Frame-Options: ALLOWALL", "[frame-ancestors]: \nContent-Type: text/css"}},
        {"x-frame-options-against-frame-ancestors",
         {"[frame-ancestors]: frame-ancestors 'self'", "[frame-ancestors]: frame-ancestors 'self' a.example",
          "[frame-ancestors]: frame-ancestors a.example\nX-Frame-Options: SAMEORIGIN"},
         {"[frame-ancestors]: frame-ancestors", "[frame-ancestors]: frame-ancestors 'SELF'\nX-Frame-Options: sameorigin",
          "[frame-ancestors]: frame-ancestors a.example\nX-Frame-Options: "}},
    });
}

TEST_CASE("rules on caching ask who may store the response") {
    const std::string cookie = "Set-Cookie: __Host-a=b; Secure; HttpOnly; SameSite=Lax; Path=/\nCache-Control: ";
    const std::string stored[]{cookie + "public", cookie + "s-maxage=1", cookie + "max-age=1",
                               cookie + "public, max-age=0", cookie + "public, private=\"X-A, Set-Cookies\""};
    const std::string kept[]{cookie + "no-store, max-age=1",
                             cookie + "private, public",
                             cookie + "no-cache, public",
                             cookie + "max-age=0",
                             cookie + "s-maxage=0",
                             cookie + "max-age=60, private=\"set-cookie\"",
                             cookie + "public, no-cache=\"X-A, Set-Cookie\"",
                             cookie + "public, private=Set-Cookie",
                             cookie + "must-revalidate",
                             cookie,
                             "Cache-Control: public"};
    check({
        {"cookie-cacheable", {std::begin(stored), std::end(stored)}, {std::begin(kept), std::end(kept)}},
        {"cache-control-contradiction",
         {"Cache-Control: no-store, max-age=1", "Cache-Control: no-store, s-maxage=1",
          "Cache-Control: immutable, no-store", "Cache-Control: public, private"},
         {"Cache-Control: no-store, max-age=0", "Cache-Control: no-store, s-maxage=0", "Cache-Control: private, max-age=1",
          "Cache-Control: public, max-age=1, immutable", "Cache-Control: no-store, private"}},
        {"expires-overruled",
         {"Expires: 0\nCache-Control: max-age=1", "Expires: 0\nCache-Control: no-store"},
         {"Expires: 0\nCache-Control: public", "Expires: 0\nCache-Control: ", "Cache-Control: max-age=1"}},
        {"clear-site-data",
         {"Clear-Site-Data: \"cookies\"", "Clear-Site-Data: \"cache\", \"*\""},
         {"Clear-Site-Data: \"cache\", \"storage\"", "Clear-Site-Data: cookies"}},
        {"cache-control-missing", {}, {"Cache-Control: \nContent-Type: image/png"}},
    });
}

TEST_CASE("rules on cookies know them by their names and attributes") {
    check({
        {"cookie-session-without-httponly",
         {"Set-Cookie: __Host-Session=1; Secure; Path=/",
          "Set-Cookie: a_LOGIN=1; Secure",
          "Set-Cookie: oauth=1; Secure",
          "Set-Cookie: mytoken=1; Secure",
          "Set-Cookie: jwt=1; Secure",
          "Set-Cookie: remember_me=1; Secure",
          "Set-Cookie: connect.SID=1; Secure",
          "Set-Cookie: sid_guard=1; Secure",
          "Set-Cookie: password=1; Secure",
          "Set-Cookie: user_passwd=1; Secure",
          "Set-Cookie: apikey=1; Secure",
          "Set-Cookie: api_key=1; Secure",
          "Set-Cookie: myApiKey=1; Secure",
          "Set-Cookie: X-API-Key=1; Secure",
          "Set-Cookie: credentials=1; Secure",
          "Set-Cookie: bearer=1; Secure",
          "Set-Cookie: KEYCLOAK_IDENTITY=1; Secure",
          "Set-Cookie: KEYCLOAK_IDENTITY_LEGACY=1; Secure",
          "Set-Cookie: CFID=1; Secure",
          "Set-Cookie: PHPSESSID=1; Secure",
          "Set-Cookie: ASPSESSIONIDAB=1; Secure",
          "Set-Cookie: wordpress_logged_in_0a=1; Secure",
          "Set-Cookie: .AspNet.ApplicationCookie=1; Secure",
          "Set-Cookie: .AspNetCore.Identity.Application=1; Secure",
          "Set-Cookie: .ASPXAUTH=1; Secure",
          "Set-Cookie: authorization=1; Secure",
          "Set-Cookie: author_auth=1; Secure",
          "Set-Cookie: assess_sess=1; Secure",
          "Set-Cookie: SSESS0a1b2c=1; Secure",
          "Set-Cookie: wordpress_sec_0a=1; Secure",
          "Set-Cookie: MYSAPSSO2=1; Secure",
          "Set-Cookie: access_token=1; Secure",
          "Set-Cookie: refreshToken=1; Secure",
          "Set-Cookie: access_token_cookie=1; Secure",
          "Set-Cookie: refresh_token_cookie=1; Secure",
          "Set-Cookie: guestAccessToken=1; Secure",
          "Set-Cookie: tokenId=1; Secure",
          "Set-Cookie: tokenid=1; Secure",
          "Set-Cookie: TokenIdentity=1; Secure",
          "Set-Cookie: cartierToken=1; Secure",
          "Set-Cookie: secureSID=1; Secure",
          "Set-Cookie: CoreSid=1; Secure",
          "Set-Cookie: storesid=1; Secure"},
         {"Set-Cookie: consent_token=1; Secure",
          "Set-Cookie: utm_token=1; Secure",
          "Set-Cookie: cart_token=1; Secure",
          "Set-Cookie: carttoken=1; Secure",
          "Set-Cookie: cartToken=1; Secure",
          "Set-Cookie: UTMToken=1; Secure",
          "Set-Cookie: token.push2=1; Secure",
          "Set-Cookie: tokenizer=1; Secure",
          "Set-Cookie: tokenised=1; Secure",
          "Set-Cookie: recaptcha-token=1; Secure",
          "Set-Cookie: unauthorized_seen=1; Secure",
          "Set-Cookie: cookietoken_dismissed=1; Secure",
          "Set-Cookie: resid=1; Secure",
          "Set-Cookie: user-resid=1; Secure",
          "Set-Cookie: csrftoken=1; Secure",
          "Set-Cookie: XSRF-TOKEN=1; Secure",
          "Set-Cookie: aside=1; Secure",
          "Set-Cookie: sidney=1; Secure",
          "Set-Cookie: sidebar_collapsed=1; Secure",
          "Set-Cookie: side-nav=1; Secure",
          "Set-Cookie: comment_author_0a=1; Secure",
          "Set-Cookie: passwordless=1; Secure",
          "Set-Cookie: forbearer=1; Secure",
          "Set-Cookie: cfidx=1; Secure",
          "Set-Cookie: assessment=1; Secure",
          "Set-Cookie: remembered_filter=1; Secure",
          "Set-Cookie: __RequestVerificationToken=1; Secure",
          "Set-Cookie: .AspNetCore.Antiforgery.a=1; Secure",
          "Set-Cookie: ses=1; Secure",
          "Set-Cookie: id=1; Secure",
          "Set-Cookie: session=1; Secure; HttpOnly",
          "Set-Cookie: session=; Max-Age=0",
          "Set-Cookie: session=; Max-Age=-1",
          "Set-Cookie: session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"}},
        {"cookie-session-without-secure",
         {"Set-Cookie: sid=1", "Set-Cookie: sid=1; Max-Age=1",
          "Set-Cookie: sid=1; Max-Age=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
          "Set-Cookie: sid=1; Expires=Wed, 01 Jan 2020 00:00:00 GMT",
          "Date: Mon, 30 Nov 2026 10:00:00 GMT\nSet-Cookie: sid=1; Expires=Mon, 30 Nov 2026 10:00:01 GMT",
          "Date: Mon, 30 Nov 2015 10:00:00 GMT\nSet-Cookie: sid=; Expires=Mon, 30 Nov 2015 11:00:00 GMT",
          "Set-Cookie: sid=; Expires=Sat, 30 Nov 2090 00:00:00 GMT"},
         {"Date: Mon, 30 Nov 2026 10:00:00 GMT\nSet-Cookie: sid=1; Expires=Mon, 30 Nov 2026 10:00:00 GMT",
          "Date: Mon, 30 Nov 2026 10:00:00 GMT\nSet-Cookie: sid=deleted; Expires=Sun, 30 Nov 2025 10:00:00 GMT",
          "Set-Cookie: sid=; Expires=Sun, 30 Nov 2025 10:00:00 GMT",
          "Set-Cookie: sid=1; Expires=Tue, 31 Dec 2019 23:59:59 GMT",
          "Set-Cookie: sessionid=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT",
          "Set-Cookie: sid=; Expires=Tue, 12-Oct-1999 07:00:00 GMT", "Set-Cookie: sid=1; Secure",
          "Set-Cookie: colour=1", "Set-Cookie: sid=1; Max-Age=0; Expires=Fri, 01 Jan 2100 00:00:00 GMT"}},
        {"cookie-without-httponly",
         {"Set-Cookie: a=1; Secure"},
         {"Set-Cookie: xsrf=1; Secure", "Set-Cookie: sid=1; Secure"}},
        {"cookie-csrf-without-samesite",
         {"Set-Cookie: XSRF-TOKEN=1; Secure", "Set-Cookie: csrf=1; Secure; SameSite=None"},
         {"Set-Cookie: XSRF-TOKEN=1; Secure; SameSite=Lax", "Set-Cookie: srf=1; Secure"}},
        {"cookie-session-samesite-none", {}, {"Set-Cookie: a=1; Secure; SameSite=None", "Set-Cookie: sid=1; Secure"}},
        {"cookie-attribute-unknown",
         {"Set-Cookie: a=1; Secure; Paht=/", "Set-Cookie: a=1; same_site=lax", "Set-Cookie: a=1; Priority=Highest",
          "Set-Cookie: a=1; Domain=.", "Set-Cookie: a=1; Domain="},
         {"Set-Cookie: a=1; Secure; SameSite=x", "Set-Cookie: a=1; Domain=..", "Set-Cookie: a=1; Partitioned; Secure",
          "Set-Cookie: a=1; Priority=High", "Set-Cookie: a=1; priority=low"}},
        {"cookie-prefix-case",
         {"Set-Cookie: __HOST-a=1; Secure; Path=/", "Set-Cookie: __secure-a=1; Secure",
          "Set-Cookie: __HTTP-a=1; Secure", "Set-Cookie: __Host-http-a=1; Secure; HttpOnly; Path=/"},
         {"Set-Cookie: __Host-Http-a=1; Secure; HttpOnly; Path=/", "Set-Cookie: __Secure-a=1; Secure",
          "Set-Cookie: __Hostile=1; Secure"}},
        {"cookie-http-prefix",
         {"Set-Cookie: __Host-Http-a=1; Secure; Path=/", "Set-Cookie: __Http-a=1; HttpOnly"},
         {"Set-Cookie: __Host-a=1; Secure; Path=/", "Set-Cookie: __Http-a=1; Secure; HttpOnly"}},
        {"cookie-lifetime",
         {"Set-Cookie: a=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT", "Set-Cookie: a=1; Expires=Fri, 01 Jan 2038 00:00:00 GMT",
          "Date: Mon, 30 Nov 2026 00:00:00 GMT\nSet-Cookie: a=1; Expires=Tue, 04 Jan 2028 00:00:01 GMT"},
         {"Set-Cookie: a=1; Max-Age=34560000", "Set-Cookie: a=1", "Set-Cookie: a=1; Expires=Thu, 31 Dec 2037 23:59:59 GMT",
          "Set-Cookie: a=1; Max-Age=60; Expires=Fri, 31 Dec 9999 23:59:59 GMT",
          "Date: Mon, 30 Nov 2026 00:00:00 GMT\nSet-Cookie: a=1; Expires=Tue, 04 Jan 2028 00:00:00 GMT"}},
        {"cookie-without-name",
         {"Set-Cookie: =a; Secure", "Set-Cookie: a b"},
         {"Set-Cookie: a=", "Set-Cookie: ; Secure", "Set-Cookie: b; Max-Age=0"}},
    });
}

TEST_CASE("rules on disclosure know products, families and versions") {
    check({
        {"version-disclosed",
         {"Server: nginx/1", "Server: a 1.2", "X-AspNet-Version: 4.0.30319", "X-AspNetMvc-Version: 5",
          "X-Powered-By: PHP/8", "X-Powered-CMS: Bitrix 20.1", "X-Generator: Drupal 9.1", "X-Version: 12",
          "Server: a 12", "X-Generator: Drupal 9 (https://www.drupal.org)", "X-Jitsi-Release: 9364",
          "Liferay-Portal: Liferay Portal Community Edition 7.0.4"},
         {"Server: nginx", "Server: a1b", "Server: ECS (nyb/1D13)", "Server: a 1D13", "Server: a1. b", "Server: a/b",
          "Server: 1 /", "X-Powered-By: PHP8", "X-Envoy-Upstream-Service-Time: 1.5", "X-Own-Version: 1.2",
          "X-AspNet-Version: ", "X-Runtime: 0.013842"}},
        {"product-disclosed",
         {"X-Powered-Foo: a", "X-Kong-Upstream-Latency: 1.5", "X-Envoy-Upstream-Service-Time: 7",
          "x-datadog-trace-id: 1", "X-LiteSpeed-Cache: hit", "X-dtHealthCheck: a", "X-Runtime: 0.013842",
          "X-Drupal-Cache: HIT", "x-version: a", "Server: nginx", "X-AspNet-Version: x"},
         {"X-Own: a", "X-Runtimes: a", "X-Powered: a", "Server: nginx/1"}},
        {"debug-header",
         {"x-debug: 1", "X-Debug-Token-Link: a", "X-ChromePhp-Data: a", "X-Debug-Info: a", "X-Wf-1-1-1-1: a",
          "X-FirePHP-Version: 0.06", "X-ChromeLogger-Data: a"},
         {"X-Debugger: 1", "Debug: 1"}},
        {"basic-authentication-over-http",
         {"Strict-Transport-Security: \nWWW-Authenticate: basic",
          "Strict-Transport-Security: \nWWW-Authenticate: Negotiate\nWWW-Authenticate: Basic realm=\"b\"",
          "Strict-Transport-Security: \nWWW-Authenticate: Digest realm=\"a, b\", Basic realm=\"b\"",
          "Strict-Transport-Security: \nWWW-Authenticate: Basic\trealm=\"b\", charset=\"UTF-8\""},
         {"Strict-Transport-Security: \nWWW-Authenticate: Bearer",
          "Strict-Transport-Security: \nWWW-Authenticate: Basics realm=\"b\"",
          "Strict-Transport-Security: \nWWW-Authenticate: Digest realm=\"a, Basic b\""},
         {.https = false}},
        {"basic-authentication-over-http", {}, {"WWW-Authenticate: Basic"}},
    });
    CHECK(count(sh::audit({{"Server", ""}}), "product-disclosed") == 0);
}

TEST_CASE("rules on a missing header ask what the response is") {
    for (const unsigned status : {101U, 199U, 204U, 205U, 301U, 302U, 304U}) {
        INFO(status);
        const auto without = [status](const std::string& field) {
            return sh::audit(changed(field + ": \nLocation: https://a.example/"), {.status = status});
        };
        CHECK(count(without("X-Content-Type-Options"), "nosniff-missing") == 0);
        CHECK(count(without("Content-Type"), "content-type-missing") == 0);
        CHECK(count(without("Content-Security-Policy"), "csp-missing") == 0);
    }
    for (const unsigned status : {200U, 299U, 300U, 302U, 399U, 400U, 404U, 500U}) {
        INFO(status);
        CHECK(count(sh::audit(changed("X-Content-Type-Options: "), {.status = status}), "nosniff-missing") == 1);
        CHECK(count(sh::audit(changed("Content-Type: "), {.status = status}), "content-type-missing") == 1);
        CHECK(count(sh::audit(changed("Content-Security-Policy: "), {.status = status}), "csp-missing") == 1);
    }
    check({
        {"cors-reflects",
         {"Access-Control-Allow-Origin: https://a.example\nVary: Origin"},
         {"Access-Control-Allow-Origin: https://b.example\nVary: Origin", "Access-Control-Allow-Origin: *"},
         {.request_origin = "https://a.example"}},
        {"cors-reflects", {}, {"Access-Control-Allow-Origin: null"}, {.request_origin = "null"}},
        {"cors-reflects", {}, {"Access-Control-Allow-Origin: "}},
        {"cors-without-vary",
         {"Access-Control-Allow-Origin: https://a.example\nCache-Control: ",
          "Access-Control-Allow-Origin: https://a.example\nVary: Origins\nCache-Control: private"},
         {"Access-Control-Allow-Origin: https://a.example\nVary: Accept, ORIGIN\nCache-Control: ",
          "Access-Control-Allow-Origin: https://a.example", "Access-Control-Allow-Origin: *\nCache-Control: "}},
        {"cors-without-vary",
         {"Access-Control-Allow-Origin: https://b.example\nCache-Control: "},
         {"Access-Control-Allow-Origin: https://a.example\nCache-Control: "},  // whoever asks
         {.request_origin = "https://b.example"}},
        {"permissions-policy-any",
         {"Permissions-Policy: usb=*", "Permissions-Policy: microphone=(*)", "Permissions-Policy: window-management=*",
          "Permissions-Policy: usb=\"*\"", "Permissions-Policy: microphone=(self \"*\")"},
         {"Permissions-Policy: fullscreen=*", "Permissions-Policy: fullscreen=\"*\"",
          "Permissions-Policy: usb=(\"*/\")", "Permissions-Policy: camera=(self)"}},
        {"permissions-policy-old-syntax",
         {"Permissions-Policy: camera 'none'", "Permissions-Policy: camera self"},
         {"Permissions-Policy: camera=(", "Permissions-Policy: camera=()"}},
        {"coep-without-coop",
         {"Cross-Origin-Embedder-Policy: credentialless\nCross-Origin-Opener-Policy: "},
         {"Cross-Origin-Embedder-Policy: unsafe-none\nCross-Origin-Opener-Policy: ",
          "Cross-Origin-Embedder-Policy: require-corp\nCross-Origin-Opener-Policy: \nContent-Type: text/css"}},
        {"nel-without-report-to",
         {},
         {R"(NEL: {"report_to":"a","max_age":1})"
          "\n"
          R"(Report-To: {"group":"a","max_age":1,"endpoints":[{"url":"https://r.example"}]})",
          R"(NEL: {"report_to":"\u0061","max_age":1})"
          "\n"
          R"(Report-To: {"endpoints":[{"url":"https:\/\/r.example\/?a,b"}],"group":"\u0061","max_age":1})"}},
        {"report-to-invalid",
         {R"(Report-To: {"group":"a","max_age":1,"endpoints":[{"url":"https:\/\/r.example\u0020"},{"url":"https:\/\/r.example"}]})"},
         {R"(Report-To: {"group":"a","max_age":1,"endpoints":[{"url":"https:\/\/r.example"},{"url":"\/reports"}]})",
          // as Cloudflare and Facebook send it
          R"(Report-To: {"endpoints":[{"url":"https:\/\/a.nel.cloudflare.com\/report\/v4?s=x"}],"group":"cf-nel","max_age":604800})",
          R"(Report-To: {"max_age":2592000,"endpoints":[{"url":"https:\/\/www.facebook.com\/browser_reporting\/coop\/?minimize=0"}],"group":"coop_report","include_subdomains":true}, {"max_age":86400,"endpoints":[{"url":"https:\/\/www.facebook.com\/browser_reporting\/coep\/?minimize=0"}],"group":"coep_report"}, {"max_age":259200,"endpoints":[{"url":"https:\/\/www.facebook.com\/ajax\/browser_error_reports\/?device_level=unknown&brsid=1&cpp=C3&cv=1&st=2"}]})"}},
        {"report-to-undeclared",
         {"[report-to]: report-to a\nReport-To: {\"group\":\"a\",\"max_age\":0,\"endpoints\":[]}"},
         {"[report-to]: report-to a b", R"([report-to]: report-to a)"
                                        "\n"
                                        R"(Report-To: {"group":"\u0061","max_age":1,"endpoints":[{"url":"\/r"}]})"}},
        {"hsts-preload-refused",
         {"Strict-Transport-Security: max-age=31535999; includeSubDomains; preload",
          "Strict-Transport-Security: max-age=31536000; preload"},
         {"Strict-Transport-Security: max-age=31536000; includeSubDomains; preload"}},
        {"hsts-preload-consent",
         {"Strict-Transport-Security: max-age=31536000; includeSubDomains; preload"},
         {"Strict-Transport-Security: max-age=31535999; includeSubDomains; preload",
          "Strict-Transport-Security: max-age=31536000; preload"}},
        {"hsts-below-1-year",
         {"Strict-Transport-Security: max-age=31535999; includeSubDomains"},
         {"Strict-Transport-Security: max-age=31536000; includeSubDomains",
          "Strict-Transport-Security: max-age=15551999; includeSubDomains"}},
        {"content-type-without-charset",
         {"Content-Type: text/plain", "Content-Type: TEXT/HTML", "Content-Type: image/png, text/plain"},
         {"Content-Type: text/plain; charset=x", "Content-Type: text/plain; ChArSeT=x", "Content-Type: image/png",
          "Content-Type: application/json", "Content-Type: text/plain, image/png"}},
        {"content-type-without-charset", {}, {"Content-Type: text/html\nLocation: /a"}, {.status = 302}},
        {"content-type-without-charset",
         {"Content-Type: text/html; charset=utf-8, text/plain, text/html",
          "Content-Type: text/html; charset=utf-8, text/plain"},
         {"Content-Type: text/html; charset=utf-8, text/html", "Content-Type: text/html; charset=utf-8, */*, TEXT/HTML;a=b",
          "Content-Type: text/html, text/html; charset=utf-8"}},
        {"content-type-missing",
         {"Content-Type: ", "Content-Type: html", "Content-Type: */*", "Content-Type: text/", "Content-Type: a b/c"},
         {"Content-Type: html, text/html", "Content-Type: text/html, */*"},
         {.status = 200}},
    });
}

TEST_CASE("rules leave alone what is there twice and does no harm") {
    check({
        {"referrer-policy-unknown-token",
         {"Referrer-Policy: no-referrer, never, no-referrer"},
         {"Referrer-Policy: no-referrer, no-referrer", "Referrer-Policy: no-referrer\nReferrer-Policy: No-Referrer"}},
        {"clear-site-data-invalid",
         {"Clear-Site-Data: \"cache\", cache, \"cache\""},
         {"Clear-Site-Data: \"cache\", \"cache\""}},
        {"permissions-policy-allowlist",
         {"Permissions-Policy: usb=(self self none)", "Permissions-Policy: usb=(* self)",
          "Permissions-Policy: camera=();report-to=foo", "Permissions-Policy: camera=();report-to=1",
          "Permissions-Policy: camera=(none), foo=(), camera=(none)", "Permissions-Policy: usb=(\"self\")",
          "Permissions-Policy: usb=(\"https://a.example/\")", "Permissions-Policy: usb=(\"example.com\")",
          "Permissions-Policy: usb=(\"*\")", "Permissions-Policy: usb=(self \"'self'\")",
          "Permissions-Policy: usb=(\"a.example:\")", "Permissions-Policy: usb=(self 1)"},
         {"Permissions-Policy: usb=(self self)", "Permissions-Policy: camera=(self), camera=(), foo=()",
          "Permissions-Policy: camera=(\"https:\")", "Permissions-Policy: usb=(\"https://example.com\")"}},
        {"permissions-policy-unknown-feature",
         {"Permissions-Policy: camera=(none), foo=(), camera=(none)", "Permissions-Policy: foo=(none), foo=()"},
         {"Permissions-Policy: camera=(none)"}},
        {"report-to-undeclared",
         {"Permissions-Policy: camera=();report-to=\"foo\""},
         {"Permissions-Policy: camera=();report-to=foo"}},
        {"integrity-policy-invalid",
         {"Integrity-Policy: blocked-destinations=(script), sources=()",
          "Integrity-Policy: blocked-destinations=(script script)"},
         {"Integrity-Policy: blocked-destinations=(script), sources=(inline)",
          "Integrity-Policy: blocked-destinations=(script), endpoints=(csp csp)"}},
        {"cookie-attribute-unknown",
         {"Set-Cookie: a=1; Secure; SameSite=Lax; SameSite=Strict", "Set-Cookie: a=1; Domain=a.b; domain=a.b",
          "Set-Cookie: a=1; Secure; secure"},
         {"Set-Cookie: a=1; Secure; SameSite=Lax"}},
    });
}

TEST_CASE("rules on redirects, filters and origins over plain HTTP ask whether they do harm") {
    const std::string location = "Location: http://example.com/",
                      cors = "Access-Control-Allow-Credentials: true\nAccess-Control-Allow-Origin: ";
    check({
        {"redirect-to-http", {location, "Location: HTTP://a.example"}, {"Location: //a.example"}},
        {"redirect-to-http", {location}, {}, {.status = 308}},
        {"redirect-to-http", {}, {location}, {.status = 201}},
        {"redirect-to-http", {}, {location}, {.status = 304}},
        {"redirect-to-http", {}, {location}, {.status = 300}},
        {"x-xss-protection",
         {"X-XSS-Protection: 1", "X-XSS-Protection: 1; mode=block\nX-XSS-Protection: 1; mode=block",
          "X-XSS-Protection: 0, 1"},
         {"X-XSS-Protection: 0; mode=block", "X-XSS-Protection: 0\nX-XSS-Protection: 0", "X-XSS-Protection: off",
          "X-XSS-Protection: 10"}},
        {"cors-plain-http",
         {cors + "http://a.example", cors + "http://localhost.a.example", cors + "http://127.0.0.2:80"},
         {cors + "http://localhost:3000", cors + "http://localhost", cors + "http://127.0.0.1:8080",
          cors + "http://[::1]:8080"}},
        {"nel-without-report-to",
         {R"(NEL: {"report_to":"a","max_age":1})",
          "NEL: {\"report_to\":\"y\",\"max_age\":1}\n"
          R"(Report-To: {"group":"x","max_age":1,"endpoints":[{"url":"https://r.example"}]})",
          "NEL: {\"report_to\":\"x\",\"max_age\":1}\n"
          R"(Report-To: {"group":"x","max_age":0,"endpoints":[{"url":"https://r.example"}]})"},
         {"NEL: {\"max_age\":0}\n"
          R"(Report-To: {"group":"x","max_age":1,"endpoints":[{"url":"https://r.example"}]})"}},
    });
}

TEST_CASE("A finding's value is a part of the field as it is written, at its offset") {
    struct Row {
        std::string_view id, name, field, value;
        std::size_t offset;
    };
    for (const Row& row : {
             Row{"hsts-preload-consent", "Strict-Transport-Security", "max-age=31536000; includeSubDomains; Preload",
                 "Preload", 37},
             Row{"hsts-preload-refused", "Strict-Transport-Security", "PRELOAD;max-age=1", "PRELOAD", 0},
             Row{"referrer-policy-unsafe", "Referrer-Policy", "origin, Unsafe-URL, x", "Unsafe-URL", 8},
             Row{"referrer-policy-weak", "Referrer-Policy", "ORIGIN", "ORIGIN", 0},
             Row{"cross-domain-policies", "X-Permitted-Cross-Domain-Policies", "ALL", "ALL", 0},
             Row{"dns-prefetch", "X-DNS-Prefetch-Control", "On", "On", 0},
             Row{"cookie-rejected", "Set-Cookie", " a=b\x01; Secure", "a", 0},
             Row{"cookie-attribute-unknown", "Set-Cookie", "a=b; SameSite=Lax; samesite=Strict", "samesite", 19},
             Row{"x-xss-protection", "X-XSS-Protection", "0, 1; mode=block", "1; mode=block", 3},
             Row{"content-type-without-charset", "Content-Type", "image/png, text/html;a=b", "text/html;a=b", 11},
             Row{"basic-authentication-over-http", "WWW-Authenticate", "Negotiate, BASIC realm=\"a, b\", Digest x=y",
                 "BASIC realm=\"a, b\"", 11},
             Row{"permissions-policy-unknown-feature", "Permissions-Policy", "camera=(none), foo=(), camera=(none)",
                 "foo", 15},
             Row{"permissions-policy-allowlist", "Permissions-Policy", "camera=();report-to=foo", "foo", 20},
             Row{"permissions-policy-allowlist", "Permissions-Policy", "camera=(self 1)", "1", 13},
             Row{"permissions-policy-any", "Permissions-Policy", "usb=(), camera=(\"*\")", "camera", 8},
             Row{"reporting-endpoints-invalid", "Reporting-Endpoints", "a=\"/a\", b=x", "x", 10},
             Row{"reporting-endpoints-invalid", "Reporting-Endpoints", "b=\"https://1.2.3.256/r\"",
                 "https://1.2.3.256/r", 3},
             Row{"integrity-policy-invalid", "Integrity-Policy", "blocked-destinations=(\"script\")", "script", 23},
             Row{"cookie-attribute-unknown", "Set-Cookie", "a=b; Secure; Max-Age=x", "x", 21},
             Row{"cookie-attribute-unknown", "Set-Cookie", "a=b; Secure; Path", "Path", 13},
             Row{"cookie-http-prefix", "Set-Cookie", "__Http-a=b; Secure", "__Http-a", 0},
             Row{"nel-without-report-to", "NEL", R"({"report_to":"y","max_age":1})", "y", 14},
             Row{"nel-without-report-to", "NEL", R"({"report_to":"\u0079","max_age":1})", R"(\u0079)", 14},
         }) {
        INFO(row.id);
        const sh::Report report =
            sh::audit({{row.name, row.field}, {"Report-To", "{}"}}, {.https = row.name != "WWW-Authenticate"});
        const auto is_about = [&](const sh::Finding& finding) { return finding.id == row.id; };
        const auto found = std::find_if(report.findings().begin(), report.findings().end(), is_about);
        REQUIRE(found != report.findings().end());
        CHECK(found->value.view() == row.value);
        CHECK(found->offset == row.offset);
    }
}

TEST_CASE("Of several media types the last that browsers understand says whether the response is a page") {
    check({
        {"permissions-policy-missing",
         {"Permissions-Policy: \nContent-Type: application/json\nContent-Type: text/html",
          "Permissions-Policy: \nContent-Type: image/png, Text/HTML; charset=\"a,b\"",
          "Permissions-Policy: \nContent-Type: text/html, html, */*",
          "Permissions-Policy: \nContent-Type: application/XHTML+xml ;a=b",
          "Permissions-Policy: \nContent-Type: image/svg+XML", "Permissions-Policy: \nContent-Type: html",
          "Permissions-Policy: \nContent-Type: */*"},
         {"Permissions-Policy: \nContent-Type: text/html\nContent-Type: application/json",
          "Permissions-Policy: \nContent-Type: text/html, image/png, html",
          "Permissions-Policy: \nContent-Type: application/xml-dtd",
          "Permissions-Policy: \nContent-Type: application/rss+xml", "Permissions-Policy: \nContent-Type: text/xml",
          "Permissions-Policy: \nContent-Type: text/html+json"}},
    });
}

TEST_CASE("A misspelt directive's fix sets the one that is meant") {
    for (const std::string_view name : sh::csp::detail::directive_names) {
        const std::string_view value = name.ends_with("-attr")               ? " 'unsafe-inline'"
                                       : name == "sandbox"                   ? " allow-forms"
                                       : name == "webrtc"                    ? " 'block'"
                                       : name == "require-trusted-types-for" ? " 'script'"
                                       : name == "report-uri"                ? " /a"
                                       : name == "upgrade-insecure-requests" ? ""
                                       : name == "block-all-mixed-content"   ? ""
                                                                             : " a";
        const std::string policy = std::string{name}.append("e").append(value);
        const sh::Report report =
            sh::audit({{"Content-Security-Policy", policy}, {"Reporting-Endpoints", "a=\"/reports\""}});
        std::string identifier{name};
        for (char& c : identifier)
            if (c == '-') c = '_';
        const bool has_list = sh::csp::takes_sources(*sh::csp::detail::find_directive(name)) || name == "sandbox";
        const std::string wanted = name == "sandbox" ? "policy.remove(sh::csp::Directive::sandbox).sandbox({"
                                   : has_list        ? "policy.replace(sh::csp::Directive::" + identifier + ", {"
                                                     : "policy." + identifier + "(";
        const auto is_about = [&](const sh::Finding& finding) { return finding.id == "csp-unknown-directive"; };
        const auto& all = report.findings();
        const auto found = std::find_if(all.begin(), all.end(), is_about);
        REQUIRE(found != all.end());
        CHECK(found->fix.view().starts_with(wanted));
        const bool is_weak = name == "default-src" || name == "script-src" || name == "script-src-elem" ||
                             name == "script-src-attr" || name == "style-src-attr" || name == "object-src";
        constexpr std::string_view remark = "  // and audit that: what is enforced has findings of its own";
        CHECK(found->fix.view().ends_with(is_weak ? std::string{");"}.append(remark) : ");"));
    }
}

TEST_CASE("A Permissions-Policy that browsers ignore as a whole has no other mistakes") {
    for (const std::string_view value : {"camera=(), usb=\"x", "camera 'none'", "teleport=(), camera=(", "camera=?2"}) {
        INFO(value);
        std::size_t times = 0;
        const sh::Report report = sh::audit({{"Permissions-Policy", value}});
        for (const sh::Finding& finding : report.findings())
            times += finding.header.view() == "Permissions-Policy" ? 1U : 0U;
        CHECK(times == 1);
    }
}

TEST_CASE("What is said in the syntax of Feature-Policy is set as a Permissions-Policy, where all of it is understood") {
    const auto fix_of = [](std::string_view name, std::string_view value) {
        const sh::Report report = sh::audit({{name, value}}, {.https = true, .content_type = "text/html"});
        for (const sh::Finding& finding : report.findings())
            if (finding.id == "permissions-policy-old-syntax" || finding.id == "feature-policy")
                return std::string{finding.fix.view()};
        return std::string{};
    };
    const std::string code =
        "headers.set(sh::PermissionsPolicy{}.deny(sh::Feature::sync_xhr).allow(sh::Feature::camera, sh::Allow::self)"
        ".allow(sh::Feature::usb, {sh::Allow::self, \"https://a.example\"}).allow(sh::Feature::midi, sh::Allow::any)"
        ".allow(sh::Feature::payment, sh::Allow::self))";
    const char* const old = "sync-xhr 'none'; camera 'SELF'; vr 'none'; usb 'self' https://a.example; midi *; payment";
    CHECK(fix_of("Permissions-Policy", old) == code + ";");
    CHECK(fix_of("Feature-Policy", old) == code + ".remove(\"Feature-Policy\");");
    CHECK(fix_of("Feature-Policy", "camera 'none'; usb *; Camera 'self'; camera 'self'; usb 'none'") ==
          sh::audit_rules::find_rule("feature-policy")->fix);
    CHECK(fix_of("Feature-Policy", "camera 'none'; usb *; camera 'self'; usb 'none'") ==
          "headers.set(sh::PermissionsPolicy{}.deny(sh::Feature::camera).allow(sh::Feature::usb, "
          "sh::Allow::any)).remove(\"Feature-Policy\");");
    for (const char* const value :
         {"camera self", "camera 'none', usb=(self)", "camera 'src'", "vr 'none'", "camera 'none' 'none'",
          "camera 'self' 'SELF'", "usb https://a_b.example", "usb 'none' 'self'"}) {
        INFO(value);
        CHECK(fix_of("Permissions-Policy", value) == sh::audit_rules::permissions::syntax_fix);
        CHECK(fix_of("Feature-Policy", value) == sh::audit_rules::find_rule("feature-policy")->fix);
    }
    static_assert(sh::audit({{"Permissions-Policy", "camera 'none'"}}).worst() == sh::Severity::high);
    CHECK(fix_of("Permissions-Policy", "camera 'none'" + std::string(9000, ';')) ==
          sh::audit_rules::permissions::syntax_fix);
}

TEST_CASE("A fix is C++ that sets something, or a sentence") {
    constexpr std::string_view beginnings[]{"headers.",     "policy.",     "constexpr sh::SecureCookie ",
                                            "set_headers(", "set_cookie(", "report_only.",
                                            "Answer with ", "Redirect ",   "Leave ",
                                            "Serve ",       "Write "};
    for (const sh::audit_rules::Rules& rules : sh::audit_rules::all_rules)
        for (const sh::audit_rules::Rule& rule : rules) {
            INFO(rule.id << ": " << rule.fix);
            const auto begins = [&](std::string_view beginning) { return rule.fix.starts_with(beginning); };
            CHECK(std::any_of(std::begin(beginnings), std::end(beginnings), begins));
        }
}

TEST_CASE("A fix is for the directive, header or cookie that the finding is about") {
    struct Row {
        const char* name;
        const char* value;
        std::string_view id, fix;
    };
    constexpr const char* csp = "Content-Security-Policy";
    for (
        const Row& row : {
            Row{csp, "img-src self", "csp-unquoted-keyword",
                "policy.replace(sh::csp::Directive::img_src, {sh::csp::self});"},
            Row{csp, "frame-src 'self' https a.com", "csp-scheme-without-colon",
                "policy.replace(sh::csp::Directive::frame_src, {sh::csp::self, \"a.com\"});"},
            Row{csp, "font-src a.com; font-src b.com", "csp-duplicate-directive",
                "Leave this one out, and write what it says and the first does not into the first."},
            Row{csp, "report-uri /a; report-uri /b", "csp-duplicate-directive",
                "Leave this one out, and write what it says and the first does not into the first."},
            Row{csp, "upgrade-insecure-requests; upgrade-insecure-requests", "csp-directive-repeated",
                "Leave this one out."},
            Row{"Content-Security-Policy-Report-Only", "sandbox", "csp-report-only-sandbox",
                "report_only.remove(sh::csp::Directive::sandbox);"},
            Row{"Content-Security-Policy-Report-Only", "upgrade-insecure-requests", "csp-report-only-sandbox",
                "report_only.remove(sh::csp::Directive::upgrade_insecure_requests);"},
            Row{csp, "media-src 'none' a.com", "csp-none-beside-others",
                "policy.replace(sh::csp::Directive::media_src, {\"a.com\"});"},
            Row{csp, "trusted-types 'none' a", "csp-none-beside-others", "Leave 'none' out."},
            Row{csp, "img-src 'self' 10.0.0.1 a.com", "csp-ip-source",
                "policy.replace(sh::csp::Directive::img_src, {sh::csp::self, \"a.com\"});"},
            Row{csp, "img-src 'sha256-abc' a.com", "csp-misplaced-source",
                "policy.replace(sh::csp::Directive::img_src, {\"a.com\"});"},
            Row{csp, "script-src 'sha256-abc' 'self'", "csp-hash-length",
                "policy.replace(sh::csp::Directive::script_src, {sh::csp::self});  // and sh::csp::sha256(code) of the code"},
            Row{csp, "script-src 'strict-dynamic' a.com", "csp-strict-dynamic-alone",
                "policy.replace(sh::csp::Directive::script_src, {sh::csp::nonce, sh::csp::strict_dynamic, \"a.com\"}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
            Row{csp, "default-src 'strict-dynamic'; script-src 'self'", "csp-misplaced-source",
                "policy.replace(sh::csp::Directive::default_src, {sh::csp::none});"},
            Row{csp, "worker-src 'strict-dynamic' 'self'", "csp-misplaced-source",
                "policy.replace(sh::csp::Directive::worker_src, {sh::csp::self});"},
            Row{csp, "script-src-attr 'strict-dynamic'", "csp-misplaced-source",
                "policy.replace(sh::csp::Directive::script_src_attr, {sh::csp::none});"},
            Row{csp, "form-action https://pay.example *", "csp-form-action-missing",
                "policy.replace(sh::csp::Directive::form_action, {\"https://pay.example\", sh::csp::self});"},
            Row{csp, "frame-ancestors https://partner.example https:", "framing-by-anybody",
                "policy.replace(sh::csp::Directive::frame_ancestors, {\"https://partner.example\"});"},
            Row{csp, "base-uri 'self' *", "csp-base-uri-any-host",
                "policy.replace(sh::csp::Directive::base_uri, {sh::csp::self});"},
            Row{csp, "script-src 'self' 'unsafe-eval' a.com", "csp-script-unsafe-eval",
                "policy.replace(sh::csp::Directive::script_src, {sh::csp::self, \"a.com\"});"},
            Row{csp, "default-src 'self' a.com 'unsafe-inline'", "csp-style-unsafe-inline",
                "policy.replace(sh::csp::Directive::style_src, {sh::csp::self, \"a.com\", sh::csp::nonce});"},
            Row{csp, "img-src https: data:", "csp-any-host",
                "policy.replace(sh::csp::Directive::img_src, {sh::csp::self, sh::csp::data});"},
            Row{csp, "sandbox allow-forms allow-scripts allow-same-origin", "csp-sandbox-escape",
                "policy.remove(sh::csp::Directive::sandbox).sandbox({sh::csp::Sandbox::allow_forms, "
                "sh::csp::Sandbox::allow_scripts});"},
            Row{"X-Frame-Options", "ALLOW-FROM https://partner.example/", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {\"https://partner.example\"})).remove(\"X-Frame-Options\");"},
            Row{"X-Frame-Options", "ALLOW-FROM https://partner.example?x", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none})).set(sh::XFrameOptions::deny);"},
            Row{"X-Frame-Options", "ALLOW-FROM https://\";x/", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none})).set(sh::XFrameOptions::deny);"},
            Row{csp, "script-src-attr 'self'", "csp-misplaced-source",
                "policy.replace(sh::csp::Directive::script_src_attr, {sh::csp::none});"},
            Row{csp, "style-src-attr 'unsafe-hashes' 'sha256-YQ=='", "csp-hash-length",
                "policy.replace(sh::csp::Directive::style_src_attr, {sh::csp::unsafe_hashes, sh::csp::sha256(code)});"},
            Row{csp, "script-src 'sha256-AAAA'", "csp-hash-length",
                "policy.replace(sh::csp::Directive::script_src, {sh::csp::sha256(code)});"},
            Row{csp, "script-src 'nonce-{random}'", "csp-unknown-keyword",
                "policy.replace(sh::csp::Directive::script_src, {sh::csp::nonce}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
            Row{csp, "script-src 'self' 'nonce-{{nonce}}' 'strict-dynamic' 'unsafe-inline'", "csp-unknown-keyword",
                "policy.replace(sh::csp::Directive::script_src, {sh::csp::self, sh::csp::nonce, "
                "sh::csp::strict_dynamic, sh::csp::unsafe_inline}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
            Row{csp, "style-src 'nonce-%NONCE%' 'self'", "csp-unknown-keyword",
                "policy.replace(sh::csp::Directive::style_src, {sh::csp::nonce, sh::csp::self});"},
            Row{csp, "script-src nonce-<%=nonce%>", "csp-unquoted-keyword",
                "policy.replace(sh::csp::Directive::script_src, {sh::csp::nonce}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
            Row{csp, "img-src 'nonce-{random}' 'self'", "csp-unknown-keyword",
                "policy.replace(sh::csp::Directive::img_src, {sh::csp::self});"},
            Row{csp, "upgrade-insecure-requests 1", "csp-value", "policy.upgrade_insecure_requests();"},
            Row{csp, "img-src a.com object-src", "csp-missing-semicolon",
                "policy.replace(sh::csp::Directive::object_src, {sh::csp::none});"},
            Row{csp, "upgrade-insecure-requests; frame-ancestors 'self' http://x.example https://y.example",
                "csp-plain-http",
                "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self, \"https://x.example\", "
                "\"https://y.example\"});"},
            Row{csp, "upgrade-insecure-requests; frame-ancestors http: http://x.example:8080", "csp-plain-http",
                "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::https, \"https://x.example:8080\"});"},
            Row{csp,
                "upgrade-insecure-requests; frame-ancestors http://x.example:80 http://*.y.example:80/a https://x.example",
                "csp-plain-http",
                "policy.replace(sh::csp::Directive::frame_ancestors, {\"https://x.example\", \"https://*.y.example\"});"},
            Row{csp, "upgrade-insecure-requests; frame-ancestors http://x.example:8080 http://y.example:*",
                "csp-plain-http",
                "policy.replace(sh::csp::Directive::frame_ancestors, {\"https://x.example:8080\", "
                "\"https://y.example:*\"});"},
            Row{csp, "upgrade-insecure-requests; frame-ancestors ws: 'self' ws://x.example wss://y.example",
                "csp-plain-http", "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self});"},
            Row{csp, "upgrade-insecure-requests; frame-ancestors ws://x.example", "csp-plain-http",
                "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none});"},
            Row{csp, "img-src http://x.example", "csp-plain-http",
                "policy.upgrade_insecure_requests();  // and write https://"},
            Row{csp, "report-to a b c", "csp-value",
                "headers.set(policy.report_to(\"a\")).set(sh::ReportingEndpoints{{\"a\", \"https://reports.example.com\"}});  // reports.example.com is where your reports go"},
            Row{csp, "report-to", "csp-value",
                "headers.set(policy.report_to(\"csp\")).set(sh::ReportingEndpoints{{\"csp\", \"https://reports.example.com\"}});  // reports.example.com is where your reports go"},
            Row{csp, "report-uri ftp://a.example /ok http://b.example https://c.example", "csp-value",
                "policy.report_uri({\"/ok\", \"https://c.example\"});"},
            Row{csp, "report-uri http://b.example", "csp-value", "Leave the directive out."},
            Row{csp, "report-to CSP backup", "csp-value",
                "headers.set(policy.report_to(\"backup\")).set(sh::ReportingEndpoints{{\"backup\", \"https://reports.example.com\"}});  // reports.example.com is where your reports go"},
            Row{csp, "report-to \"a\" b", "csp-value",
                "headers.set(policy.report_to(\"b\")).set(sh::ReportingEndpoints{{\"b\", \"https://reports.example.com\"}});  // reports.example.com is where your reports go"},
            Row{csp, "report-uri csp.php http://r.example/c", "csp-value", "Leave this value out."},
            Row{csp, "report-uri /a%zz ftp://b.example /c?d=[e]", "csp-value", "Leave this value out."},
            Row{csp, "report-uri ftp://b.example /c?d='e'", "csp-value", "policy.report_uri({\"/c?d='e'\"});"},
            Row{csp, "report-uri ftp://a.example //b.example https://c.example:99999 https:// HTTPS://d.example",
                "csp-value", "policy.report_uri({\"HTTPS://d.example\"});"},
            Row{csp, "trusted-types angular angular:bundle my?pol", "csp-value", "policy.trusted_types({\"angular\"});"},
            Row{csp, "trusted-types none a", "csp-value", "policy.trusted_types({\"a\"});"},
            Row{csp, "trusted-types a* b b", "csp-value", "policy.trusted_types({\"b\"});"},
            Row{csp, "trusted-types a* *", "csp-value", "policy.trusted_types({sh::csp::TrustedTypesPolicy::any});"},
            Row{csp, "trusted-types a*", "csp-value", "policy.trusted_types({sh::csp::TrustedTypesPolicy::none});"},
            Row{csp, "frame-ancestor 'none'; frame-ancestors 'none'", "csp-unknown-directive", "Leave the directive out."},
            Row{csp, "frame-ancestor 'none'", "csp-unknown-directive",
                "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none});"},
            Row{csp, "default-src 'self'; img-scr 'self' https: a.com", "csp-unknown-directive",
                "Leave it out, or write img-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "default-src https:; img-scr a.com", "csp-unknown-directive",
                "policy.replace(sh::csp::Directive::img_src, {\"a.com\"});"},
            Row{csp, "default-src 'self'; img-scr a.com", "csp-unknown-directive",
                "Leave it out, or write img-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "default-src 'self'; img-scr 'none'", "csp-unknown-directive",
                "policy.replace(sh::csp::Directive::img_src, {sh::csp::none});"},
            Row{csp, "script-src 'self'; child-scr https:", "csp-unknown-directive",
                "Leave it out, or write child-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "script-src 'self'; worker-src 'self'; child-scr https:", "csp-unknown-directive",
                "policy.replace(sh::csp::Directive::child_src, {sh::csp::https});"},
            Row{csp, "default-src 'self' 'unsafe-inline' 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'; scrpt-src 'unsafe-inline' self",
                "csp-unknown-directive",
                "Leave it out, or write script-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "reprt-to other", "csp-unknown-directive",
                "headers.set(policy.report_to(\"other\")).set(sh::ReportingEndpoints{{\"other\", \"https://reports.example.com\"}});  // reports.example.com is where your reports go"},
            Row{csp, "report-url /a /b", "csp-unknown-directive", "policy.report_uri({\"/a\", \"/b\"});"},
            Row{csp, "trusted-type a b", "csp-unknown-directive", "policy.trusted_types({\"a\", \"b\"});"},
            Row{csp, "sandbx allow-forms allow-all", "csp-unknown-directive",
                "Leave it out, or write sandbox with no values but those that it takes."},
            Row{csp, "script-src 'self' style-src 'unsafe-inline'", "csp-missing-semicolon",
                "policy.replace(sh::csp::Directive::style_src, {sh::csp::unsafe_inline});"
                "  // and audit that: what is enforced has findings of its own"},
            Row{csp, "default-src 'self'; script-src 'self' style-src 'unsafe-inline' 'self'", "csp-missing-semicolon",
                "Leave it and what follows it out, or write style-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "img-src 'none'; script-src 'self' img-src https:", "csp-missing-semicolon",
                "Leave it and what follows it out, or write that into the directive of its name."},
            Row{csp, "script-src 'self' report-uri /a /b img-src c.com", "csp-missing-semicolon",
                "policy.report_uri({\"/a\", \"/b\"});"},
            Row{csp, "script-src 'self' upgrade-insecure-requests", "csp-missing-semicolon",
                "policy.upgrade_insecure_requests();"},
            Row{csp, "default-src ‘self’ a.com", "csp-not-ascii",
                "policy.replace(sh::csp::Directive::default_src, {sh::csp::self, \"a.com\"})"
                ".replace(sh::csp::Directive::object_src, {sh::csp::none});"
                "  // and audit that: what is enforced has findings of its own"},
            Row{csp, "script–src\xc2\xa0“self”", "csp-not-ascii",
                "policy.replace(sh::csp::Directive::script_src, {sh::csp::self});"},
            Row{csp, "img-src \x91self\x92", "csp-not-ascii",
                "policy.replace(sh::csp::Directive::img_src, {sh::csp::self});"},
            Row{csp, "img-src 'self' bücher.example", "csp-not-ascii",
                "Leave it out, or write img-src in ASCII with the hosts that it is to let in (in punycode, paths percent-encoded), and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "img-src bücher.example", "csp-not-ascii",
                "Leave it out, or write img-src in ASCII with the hosts that it is to let in (in punycode, paths percent-encoded), and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "img-src ‘none’", "csp-not-ascii", "policy.replace(sh::csp::Directive::img_src, {sh::csp::none});"},
            Row{csp, "default-src 'none'; img-src ‘self’ https:", "csp-not-ascii",
                "Leave it out, or write img-src in ASCII with the hosts that it is to let in (in punycode, paths percent-encoded), and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "ü", "csp-not-ascii", "Write hosts in punycode and paths percent-encoded."},
            Row{csp, "default-src 'self' https://cdn.example; image-src 'self' https://img.example",
                "csp-unknown-directive",
                "Leave it out, or write img-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "default-src 'self' https://cdn.example; image-src self https://cdn.example 'none'",
                "csp-unknown-directive",
                "policy.replace(sh::csp::Directive::img_src, {sh::csp::self, \"https://cdn.example\"});"},
            Row{csp, "default-src 'self'; scrpt-src 'self' 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'", "csp-unknown-directive",
                "policy.replace(sh::csp::Directive::script_src, {sh::csp::self, sh::csp::nonce}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
            Row{csp, "img-scr 'self' https", "csp-unknown-directive",
                "Leave it out, or write img-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "img-scr 'self' 10.0.0.1", "csp-unknown-directive",
                "Leave it out, or write img-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "img-scr 'self' font-src a.com", "csp-unknown-directive",
                "Leave it out, or write img-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "style-scr 'self' 'unsafe-hashes'", "csp-unknown-directive",
                "Leave it out, or write style-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "sandbx allow-forms", "csp-unknown-directive",
                "policy.remove(sh::csp::Directive::sandbox).sandbox({sh::csp::Sandbox::allow_forms});"},
            Row{csp, "reportto CSP", "csp-unknown-directive",
                "Leave it out, or write report-to with no values but those that it takes."},
            Row{csp, "report-url csp.php http://r.example/c", "csp-unknown-directive",
                "Leave it out, or write report-uri with no values but those that it takes."},
            Row{csp, "report-url csp.php /c", "csp-unknown-directive", "policy.report_uri({\"/c\"});"},
            Row{csp, "trusted-type angular angular:bundle", "csp-unknown-directive",
                "Leave it out, or write trusted-types with no values but those that it takes."},
            Row{csp, "webrct 'allow'", "csp-unknown-directive", "policy.webrtc(sh::csp::WebRtc::allow);"},
            Row{csp, "webrct", "csp-unknown-directive",
                "Leave it out, or write webrtc with no values but those that it takes."},
            Row{csp, "require-trusted-type-for 'style'", "csp-unknown-directive",
                "Leave it out, or write require-trusted-types-for with no values but those that it takes."},
            Row{csp, "default-src 'self'; media-src 'self' img-src 'self' data:", "csp-missing-semicolon",
                "Leave it and what follows it out, or write img-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "default-src 'self' data:; media-src 'self' img-src 'self' data:", "csp-missing-semicolon",
                "policy.replace(sh::csp::Directive::img_src, {sh::csp::self, sh::csp::data});"},
            Row{csp, "default-src 'self'; media-src none img-src *.cloudfront.net 'none'", "csp-missing-semicolon",
                "Leave it and what follows it out, or write img-src with the hosts that it is to let in, and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "script-src 'self' upgrade-insecure-requests a.com", "csp-missing-semicolon",
                "Leave it and what follows it out, or write upgrade-insecure-requests with no values but those that it takes."},
            Row{csp, "default-src 'self'; img-src ‘self’ data:", "csp-not-ascii",
                "Leave it out, or write img-src in ASCII with the hosts that it is to let in (in punycode, paths percent-encoded), and try that in Content-Security-Policy-Report-Only first."},
            Row{csp, "img-src 'self'; img-src ‘self’ a.com", "csp-not-ascii", "Leave the directive out."},
            Row{csp, "img-src *", "csp-any-host", "policy.replace(sh::csp::Directive::img_src, {sh::csp::self});"},
            Row{csp, "script-src-elem 'unsafe-inline'", "csp-script-unsafe-inline",
                "policy.replace(sh::csp::Directive::script_src_elem, {sh::csp::nonce, sh::csp::strict_dynamic}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
            Row{csp, "script-src-elem 'self'; script-src-attr 'unsafe-inline'", "csp-script-unsafe-inline",
                "policy.replace(sh::csp::Directive::script_src_attr, {sh::csp::none});"},
            Row{csp, "default-src 'unsafe-inline'", "csp-script-unsafe-inline",
                "policy.replace(sh::csp::Directive::script_src, {sh::csp::nonce, sh::csp::strict_dynamic}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
            Row{csp, "style-src-elem 'self' 'unsafe-inline' a.com", "csp-style-unsafe-inline",
                "policy.replace(sh::csp::Directive::style_src_elem, {sh::csp::self, sh::csp::nonce, \"a.com\"});"},
            Row{csp, "style-src 'self' 'unsafe-inline' 'strict-dynamic'", "csp-style-unsafe-inline",
                "policy.replace(sh::csp::Directive::style_src, {sh::csp::self, sh::csp::nonce});"},
            Row{"X-Frame-Options", "SAMEORIGIN;", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self})).set(sh::XFrameOptions::same_origin);"},
            Row{"X-Frame-Options", "\"SAMEORIGIN\"", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self})).set(sh::XFrameOptions::same_origin);"},
            Row{"X-Frame-Options", "SAMEORIGIN 1", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self})).set(sh::XFrameOptions::same_origin);"},
            Row{"X-Frame-Options", "Same-Origin", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self})).set(sh::XFrameOptions::same_origin);"},
            Row{"X-Frame-Options", "same origin", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self})).set(sh::XFrameOptions::same_origin);"},
            Row{"X-Frame-Options", "'SAMEORIGIN', 'SAMEORIGIN'", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self})).set(sh::XFrameOptions::same_origin);"},
            Row{"X-Frame-Options", "SAMEORIGINS", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none})).set(sh::XFrameOptions::deny);"},
            Row{"X-Frame-Options", "SAME", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none})).set(sh::XFrameOptions::deny);"},
            Row{"X-Frame-Options", "DENY; SAMEORIGIN", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none})).set(sh::XFrameOptions::deny);"},
            Row{"X-Frame-Options", "1", "x-frame-options-ignored",
                "headers.set(policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none})).set(sh::XFrameOptions::deny);"},
            Row{"X-Frame-Options", "SAMEORIGIN", "framing-by-x-frame-options-only",
                "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self});"},
            Row{"X-Frame-Options", "DENY", "framing-by-x-frame-options-only",
                "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none});"},
            Row{"Permissions-Policy", "usb=*", "permissions-policy-any",
                "headers.set(permissions.remove(sh::Feature::usb).deny(sh::Feature::usb));"},
            Row{"Set-Cookie", "XSRF-TOKEN=1", "cookie-without-secure",
                "constexpr sh::SecureCookie token{\"__Host-XSRF-TOKEN\", {.http_only = sh::HttpOnly::readable_by_scripts}};  // whatever reads it has to ask for __Host-XSRF-TOKEN"},
            Row{"Set-Cookie", "__Host-sid=1; Secure; HttpOnly; SameSite=None; Path=/", "cookie-session-samesite-none",
                "constexpr sh::SecureCookie session{\"__Host-sid\"};"},
            Row{"Set-Cookie", "a=1; Path=/\"x\\; SameSite=Strict; HttpOnly; Max-Age=-1; Partitioned; Foo; Secure; Secure",
                "cookie-attribute-unknown",
                "constexpr sh::SecureCookie cookie{\"a\", {.max_age = std::chrono::seconds{0}, .path = \"/\\\"x\\\\\", "
                ".same_site = sh::SameSite::strict, .partitioned = true}};"},
            Row{"Set-Cookie", "a=1; Domain=a.example; Expires=Fri, 01 Jan 2027 00:00:00 GMT; SameSite=None; Secure",
                "cookie-without-httponly",
                "constexpr sh::SecureCookie cookie{\"__Host-a\", {.expires = std::chrono::sys_seconds{std::chrono::seconds{1798761600}}, .same_site = sh::SameSite::none}};  // whatever reads it has to ask for __Host-a; subdomains get it no more"},
            Row{"Set-Cookie", "a=1; Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT; HttpOnly", "cookie-without-samesite",
                "constexpr sh::SecureCookie cookie{\"__Host-a\", {.max_age = std::chrono::seconds{34560000}}};  // whatever reads it has to ask for __Host-a"},
            Row{"Set-Cookie", "sid=1", "cookie-without-samesite",
                "constexpr sh::SecureCookie session{\"__Host-sid\"};  // whatever reads it has to ask for __Host-sid"},
            Row{"Set-Cookie", "theme=1; Path=/", "cookie-without-samesite",
                "constexpr sh::SecureCookie cookie{\"__Host-theme\", {.http_only = sh::HttpOnly::readable_by_scripts}};  // whatever reads it has to ask for __Host-theme"},
            Row{"Set-Cookie", "a b=1; Path=/", "cookie-without-secure",
                "constexpr sh::SecureCookie session{\"__Host-session\", {.same_site = sh::SameSite::strict}};"
                "  // with a name and a path that a cookie may have"},
            Row{"Set-Cookie", "csrf x=1; Path=/", "cookie-without-secure",
                "constexpr sh::SecureCookie token{\"__Host-csrf\", {.http_only = sh::HttpOnly::readable_by_scripts}};"
                "  // with a name and a path that a cookie may have"},
        }) {
        INFO(row.value);
        const sh::Report report = sh::audit({{row.name, row.value}, {"Cache-Control", "no-store"}});
        const sh::Finding* const found = find(report, row.id);
        REQUIRE(found != nullptr);
        CHECK(found->fix.view() == row.fix);
    }
    for (const auto& [header, fix] :
         {std::pair{"Server", "headers.remove(\"Server\");  // or have it name neither product nor version"},
          {"x-powered-by", "headers.remove(\"x-powered-by\");"},
          {"X-Runtime", "headers.remove(\"X-Runtime\");"},
          {"X-Debug-Token-Link", "headers.remove(\"X-Debug-Token-Link\");  // and switch debugging off"},
          {"Public-Key-Pins", "headers.remove(\"Public-Key-Pins\");  // once max-age=0 has taken the pins out of browsers"},
          {"Public-Key-Pins-Report-Only", "headers.remove(\"Public-Key-Pins-Report-Only\");"},
          {"Frame-Options", "headers.remove(\"Frame-Options\");"},
          {"X-WebKit-CSP", "headers.remove(\"X-WebKit-CSP\");"}})
        for (const char* const value : {"a", "a/1.2"}) {
            INFO(header);
            const sh::Report report = sh::audit({{header, value}});
            const auto is_of_header = [&, wanted = header](const sh::Finding& finding) {
                return finding.header.view() == wanted;
            };
            const auto found = std::find_if(report.findings().begin(), report.findings().end(), is_of_header);
            REQUIRE(found != report.findings().end());
            CHECK(found->fix.view() == fix);
        }
    const sh::Report successor = sh::audit({{"Feature-Policy", "camera 'none'"}, {"Permissions-Policy", "usb=()"}});
    REQUIRE(find(successor, "feature-policy") != nullptr);
    CHECK(find(successor, "feature-policy")->fix.view() == "headers.remove(\"Feature-Policy\");");
    for (const auto& [ancestors, fix] : {std::pair{"'none'", "headers.set(sh::XFrameOptions::deny);"},
                                         {"'self'", "headers.set(sh::XFrameOptions::same_origin);"},
                                         {"a.com", "headers.remove(\"X-Frame-Options\");"}}) {
        const std::string policy = std::string{"frame-ancestors "} + ancestors;
        const std::string other = std::string_view{ancestors} == "'none'" ? "SAMEORIGIN" : "DENY";
        const sh::Report report = sh::audit({{csp, policy}, {"X-Frame-Options", other}});
        REQUIRE(find(report, "x-frame-options-against-frame-ancestors") != nullptr);
        CHECK(find(report, "x-frame-options-against-frame-ancestors")->fix.view() == fix);
    }
}

TEST_CASE("Lists of what scripts load and of their attributes say nothing of eval") {
    const std::string elements = "script-src-elem 'self'; script-src-attr 'none'";
    const sh::Report report = sh::audit({{"Content-Security-Policy", elements}});
    REQUIRE(count(report, "csp-script-unsafe-eval") == 1);
    const sh::Finding& eval = *find(report, "csp-script-unsafe-eval");
    CHECK(eval.value.view() == "");
    CHECK(std::string_view{eval.message}.starts_with("Neither script-src nor default-src is there"));
    CHECK(eval.fix.view() == "policy.replace(sh::csp::Directive::script_src, {sh::csp::self});");
    for (const char* const other : {"; script-src 'self'", "; default-src 'none'", "; sandbox", ", script-src 'self'"})
        CHECK(count(sh::audit({{"Content-Security-Policy", elements + other}}), "csp-script-unsafe-eval") == 0);
    const sh::Report open = sh::audit({{"Content-Security-Policy", "img-src 'self'"}});
    CHECK(count(open, "csp-scripts-unrestricted") == 1);
    CHECK(count(open, "csp-script-unsafe-eval") == 0);
}

TEST_CASE("What browsers save is no page") {
    const auto ids = [](std::string_view disposition, std::string_view type) {
        std::string text;
        const sh::Report report = sh::audit({{"Content-Type", type},
                                             {"Content-Disposition", disposition},
                                             {"Cross-Origin-Resource-Policy", "same-origin"}},
                                            {.status = 200});
        for (const sh::Finding& finding : report.findings()) text.append(finding.id).append(" ");
        return text;
    };
    for (const std::string_view type : {"text/html; charset=utf-8", "image/svg+xml", "application/rss+xml"}) {
        for (const std::string_view saved :
             {"attachment", "Attachment; filename=\"a;b.html\"", "attachment ;filename*=UTF-8''a.html"})
            CHECK(ids(saved, type) == "hsts-missing nosniff-missing ");
        for (const std::string_view shown :
             {"inline", "inline; filename=attachment", "", "filename=attachment", "attachments"})
            CHECK(ids(shown, type).find("csp-missing") != std::string::npos);
    }
}

TEST_CASE("Fixes of one list, applied in their order, undo nothing of each other") {
    struct Row {
        const char* policy;
        std::string_view id, fix;
    };
    constexpr std::string_view by_nonce =
        "policy.replace(sh::csp::Directive::script_src, {sh::csp::self, sh::csp::nonce, sh::csp::strict_dynamic})"
        ".replace(sh::csp::Directive::base_uri, {sh::csp::none});";
    constexpr const char* open = "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: https://ajax.googleapis.com";
    for (const Row& row : {
             Row{open, "csp-script-bypass",
                 "policy.replace(sh::csp::Directive::script_src, {sh::csp::self, sh::csp::nonce, "
                 "sh::csp::strict_dynamic, sh::csp::unsafe_eval})"
                 ".replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
             Row{open, "csp-script-unsafe-eval", by_nonce},
             Row{open, "csp-script-blob", by_nonce},
             Row{"default-src 'self' 'unsafe-inline' 'unsafe-eval'", "csp-script-unsafe-eval", by_nonce},
             Row{"default-src 'self' 'unsafe-inline' https://a.com", "csp-script-hosts",
                 "policy.replace(sh::csp::Directive::script_src, {sh::csp::self, sh::csp::nonce, sh::csp::strict_dynamic, "
                 "\"https://a.com\"}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
             Row{"script-src self 'unsafe-inline'", "csp-unquoted-keyword", by_nonce},
             Row{"script-src 'self' 10.0.0.1 'unsafe-inline'", "csp-ip-source", by_nonce},
             Row{"style-src * 'unsafe-inline'", "csp-any-host",
                 "policy.replace(sh::csp::Directive::style_src, {sh::csp::self, sh::csp::nonce});"},
         }) {
        INFO(row.policy);
        const sh::Report report = sh::audit({{"Content-Security-Policy", row.policy}, {"Cache-Control", "no-store"}});
        const sh::Finding* const found = find(report, row.id);
        REQUIRE(found != nullptr);
        CHECK(found->fix.view() == row.fix);
        for (const sh::Finding& finding : report.findings())  // a directive that is there already is no mistake
            for (const std::string_view second : {"base_uri({", "object_src({", "default_src({", "script_src({"})
                CHECK(finding.fix.view().find(second) == std::string::npos);
    }
}
static_assert([] {
    const sh::Report report = sh::audit({{"Content-Security-Policy", "script-src 'self' 'unsafe-inline' 'unsafe-eval'"},
                                         {"Cache-Control", "no-store"}});
    for (const sh::Finding& finding : report.findings())
        if (finding.id == "csp-script-unsafe-eval")
            return finding.fix.view() ==
                   "policy.replace(sh::csp::Directive::script_src, {sh::csp::self, sh::csp::nonce, sh::csp::strict_dynamic})"
                   ".replace(sh::csp::Directive::base_uri, {sh::csp::none});";
    return false;
}());

TEST_CASE("A fix leaves out what would let inline code run that is blocked") {
    struct Row {
        const char* policy;
        std::string_view id, fix;
    };
    for (const Row& row : {
             Row{"script-src 'unsafe-inline' 'sha256-abc'", "csp-hash-length",
                 "policy.replace(sh::csp::Directive::script_src, {sh::csp::sha256(code)});"},
             Row{"script-src-attr 'unsafe-inline' 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'", "csp-misplaced-source",
                 "policy.replace(sh::csp::Directive::script_src_attr, {sh::csp::none});"},
             Row{"script-src-attr 'unsafe-inline' 'strict-dynamic'", "csp-misplaced-source",
                 "policy.replace(sh::csp::Directive::script_src_attr, {sh::csp::none});"},
             Row{"style-src 'unsafe-inline' 'strict-dynamic' a.com", "csp-misplaced-source",
                 "policy.replace(sh::csp::Directive::style_src, {sh::csp::nonce, \"a.com\"});"},
             Row{"script-src a.com unsafe-inline", "csp-unquoted-keyword",
                 "policy.replace(sh::csp::Directive::script_src, {\"a.com\"});"},
             Row{"script-src unsafe-eval self", "csp-unquoted-keyword",
                 "policy.replace(sh::csp::Directive::script_src, {sh::csp::self});"},
             Row{"script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa' strict-dynamic wasm-unsafe-eval inline-speculation-rules",
                 "csp-unquoted-keyword", "policy.replace(sh::csp::Directive::script_src, {sh::csp::nonce});"},
             Row{"script-src nonce-aaaaaaaaaaaaaaaaaaaaaaaa sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE= report-sample",
                 "csp-unquoted-keyword",
                 "policy.replace(sh::csp::Directive::script_src, {sh::csp::nonce, "
                 "\"'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='\", sh::csp::report_sample}).replace(sh::csp::Directive::base_uri, {sh::csp::none});"},
             Row{"script-src 'self' https http data blob filesystem wss", "csp-scheme-without-colon",
                 "policy.replace(sh::csp::Directive::script_src, {sh::csp::self});"},
             Row{"img-src a.com?b data#blob: self?c", "csp-query-in-source",
                 "policy.replace(sh::csp::Directive::img_src, {\"a.com\"});"},
             Row{"script-src https", "csp-scheme-without-colon",
                 "policy.replace(sh::csp::Directive::script_src, {sh::csp::none});"},
             Row{"script-src-attr 'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='", "csp-misplaced-source",
                 "policy.replace(sh::csp::Directive::script_src_attr, {sh::csp::none});  // and move that code out of "
                 "attributes"},
             Row{"script-src-attr 'unsafe-hashes' 'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='",
                 "csp-script-unsafe-hashes", "policy.replace(sh::csp::Directive::script_src_attr, {sh::csp::none});"},
         }) {
        INFO(row.policy);
        const sh::Report report = sh::audit({{"Content-Security-Policy", row.policy}, {"Cache-Control", "no-store"}});
        const sh::Finding* const found = find(report, row.id);
        REQUIRE(found != nullptr);
        CHECK(found->fix.view() == row.fix);
    }
}

TEST_CASE("What policies put together by chance refuse to run inline, they refuse with any fix") {
    const std::string hash{sh::csp::sha256("x").text()};
    const std::string names[]{"default-src",     "default-src", "script-src",     "script-src-elem",
                              "script-src-attr", "style-src",   "style-src-elem", "style-src-attr"};
    const std::string values[]{"'unsafe-inline'",
                               "'unsafe-inline'",
                               "unsafe-inline",
                               "'sha256-abc'",
                               "'strict-dynamic'",
                               "strict-dynamic",
                               "'none'",
                               "'self'",
                               "https:",
                               "https",
                               "a.com",
                               "'unsafe-hashes'",
                               "unsafe-hashes",
                               "'nonce-aaaaaaaa'",
                               "'nonce-'",
                               hash,
                               "object-src",
                               "*",
                               "unsafe-eval",
                               "'unsafe-eval'"};
    std::minstd_rand random{20261203};
    std::size_t fixes = 0;
    for (int i = 0; i < rounds(3000); ++i) {
        std::string policy;
        for (std::size_t directives = 1 + random() % 3; directives != 0; --directives) {
            policy.append(policy.empty() ? "" : "; ").append(names[random() % std::size(names)]);
            for (std::size_t count = 1 + random() % 4; count != 0; --count)
                policy.append(" ").append(values[random() % std::size(values)]);
        }
        const sh::csp::ParsedPolicy before = sh::parse::content_security_policy(policy);
        const sh::Report report = sh::audit({{"Content-Security-Policy", policy}});
        for (const sh::Finding& finding : report.findings()) {
            const std::string mended = with_fix(before, std::string{finding.fix});
            if (mended.empty()) continue;
            ++fixes;
            INFO(policy << "\n" << finding.id << ": " << std::string{finding.fix} << "\n" << mended);
            const sh::csp::ParsedPolicy after = sh::parse::content_security_policy(mended);
            using D = sh::csp::Directive;
            for (const D directive : {D::script_src_elem, D::script_src_attr, D::style_src_elem, D::style_src_attr})
                for (const char* const code : {"x", "y"}) {
                    const sh::csp::InlineCode inline_code{directive, code};
                    REQUIRE((sh::csp::allows(before, inline_code) || !sh::csp::allows(after, inline_code)));
                }
            REQUIRE((sh::csp::allows_eval(before) || !sh::csp::allows_eval(after)));
        }
    }
    CHECK(fixes > 3000);
}

TEST_CASE("What X-Frame-Options has to say is what all policies mean together") {
    struct Row {
        const char* policy;
        const char* options;
        std::string_view fix;  ///< Empty for no finding.
    };
    for (const Row& row : {
             Row{"frame-ancestors a.com, frame-ancestors 'none'", "DENY", ""},
             Row{"frame-ancestors 'self', frame-ancestors *", "SAMEORIGIN", ""},
             Row{"frame-ancestors *, frame-ancestors 'self'", "DENY", "headers.set(sh::XFrameOptions::same_origin);"},
             Row{"frame-ancestors a.com, frame-ancestors b.com", "DENY", ""},
             Row{"frame-ancestors a.com, frame-ancestors *.com", "DENY", "headers.remove(\"X-Frame-Options\");"},
             Row{"frame-ancestors *", "DENY", ""},  // framing-by-anybody says what to do
             Row{"frame-ancestors 'self' https://a.example, frame-ancestors 'self' https://b.example", "SAMEORIGIN", ""},
             Row{"frame-ancestors 'self' https://a.example, frame-ancestors 'self' https://b.example", "DENY",
                 "headers.set(sh::XFrameOptions::same_origin);"},
             Row{"frame-ancestors 'self', frame-ancestors https://b.example", "DENY", ""},
             Row{"frame-ancestors 'self', frame-ancestors https://b.example", "SAMEORIGIN", ""},  // may be its own name
             Row{"frame-ancestors 'self', frame-ancestors 'none'", "SAMEORIGIN", "headers.set(sh::XFrameOptions::deny);"},
             Row{"frame-ancestors a.com, frame-ancestors b.com", "SAMEORIGIN", "headers.set(sh::XFrameOptions::deny);"},
             Row{"frame-ancestors http://*.com, frame-ancestors https:", "DENY", "headers.remove(\"X-Frame-Options\");"},
         }) {
        INFO(row.policy << " beside " << row.options);
        const sh::Report report = sh::audit({{"Content-Security-Policy", row.policy}, {"X-Frame-Options", row.options}});
        const sh::Finding* const found = find(report, "x-frame-options-against-frame-ancestors");
        CHECK((found == nullptr ? std::string_view{} : found->fix.view()) == row.fix);
    }
    for (const char* const options : {"DENY", "SAMEORIGIN", "SAME-ORIGIN"}) {
        const sh::Report report = sh::audit({{"Content-Type", "text/css"},
                                             {"Content-Security-Policy", "frame-ancestors https:"},
                                             {"X-Frame-Options", options}});
        const std::string_view id = std::string_view{options} == "SAME-ORIGIN"
                                        ? "x-frame-options-unknown"
                                        : "x-frame-options-against-frame-ancestors";
        REQUIRE(find(report, id) != nullptr);
        CHECK(find(report, id)->fix.view() == "headers.remove(\"X-Frame-Options\");");
    }
    for (const auto& [options, fix] :
         {std::pair{"DENY", "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none});"},
          {"SAMEORIGIN", "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self});"}}) {
        const sh::Report report =
            sh::audit({{"Content-Security-Policy", "frame-ancestors *"}, {"X-Frame-Options", options}});
        REQUIRE(find(report, "framing-by-anybody") != nullptr);
        CHECK(find(report, "framing-by-anybody")->fix.view() == fix);
    }
}

TEST_CASE("A source that has no place is found once") {
    for (const char* const policy :
         {"img-src 'sha256-abc'", "img-src 'strict-dynamic'", "style-src 'strict-dynamic'", "img-src 'unsafe-hashes'",
          "default-src 'strict-dynamic'; script-src 'self'", "worker-src 'strict-dynamic'"}) {
        INFO(policy);
        const sh::Report report = sh::audit({{"Content-Security-Policy", policy}});
        CHECK(count(report, "csp-misplaced-source") == 1);
        CHECK(count(report, "csp-strict-dynamic-alone") + count(report, "csp-hash-length") +
                  count(report, "csp-unsafe-hashes-alone") ==
              0);
    }
}

TEST_CASE("A name to report to is any token, and where none declares it, that is found once") {
    for (const auto& [name, value, undeclared] : {std::tuple{"CSP", 0U, 1U}, {"csp", 0U, 1U}, {"\"csp\"", 1U, 0U}}) {
        const std::string policy = std::string{"report-to "} + name;
        const sh::Report report = sh::audit({{"Content-Security-Policy", policy}});
        CHECK(count(report, "csp-value") == value);
        CHECK(count(report, "report-to-undeclared") == undeclared);
    }
    const sh::Report legacy =
        sh::audit({{"Content-Security-Policy", "report-to CSP"},
                   {"Report-To", R"({"group":"CSP","max_age":60,"endpoints":[{"url":"https://r.example/"}]})"}});
    CHECK(count(legacy, "report-to-undeclared") == 0);
}

TEST_CASE("A cookie that browsers do not store is told why") {
    const sh::Report report = sh::audit({{"Set-Cookie", "a=b; SameSite=None"}, {"Set-Cookie", "__Host-a=b; Secure"}});
    std::string messages;
    for (const sh::Finding& finding : report.findings())
        if (finding.id == "cookie-rejected") messages.append(finding.message).append("\n");
    CHECK(messages ==
          "Browsers do not store this cookie: SameSite=None needs Secure.\n"
          "Browsers do not store this cookie: the prefix __Host- needs Path=/.\n");
}

TEST_CASE("A cookie for a domain that no host has is not stored") {
    for (const char* const domain : {"..", "a..com", "*.a.com", "a.com:80"}) {
        const std::string cookie = std::string{"a=b; Secure; Domain="} + domain;
        INFO(cookie);
        const sh::Report report = sh::audit({{"Set-Cookie", cookie}});
        CHECK(count(report, "cookie-rejected") == 1);
        CHECK(count(report, "cookie-domain") == 0);
    }
    CHECK(count(sh::audit({{"Set-Cookie", "a=b; Domain=.a.com"}}), "cookie-rejected") == 0);
}

TEST_CASE("A place in a cookie counts the fields before it") {
    const sh::Report report = sh::audit({{"Set-Cookie", "a=b; Secure"}, {"X", "y"}, {"Set-Cookie", "c=d; Paht=/"}});
    const sh::Finding* const unknown = find(report, "cookie-attribute-unknown");
    REQUIRE(unknown != nullptr);
    CHECK(unknown->offset == std::string_view{"a=b; Secure, c=d; "}.size());
    const sh::Finding* const insecure = find(report, "cookie-without-secure");
    REQUIRE(insecure != nullptr);
    CHECK(insecure->offset == std::string_view{"a=b; Secure, "}.size());
}

TEST_CASE("A cookie that has what __Host- does not take is told of __Secure-") {
    for (const auto& [attributes, prefix] : {std::pair{"Path=/", "__Host-"},
                                             {"Secure", "__Host-"},
                                             {"Path=/a", "__Secure-"},
                                             {"Domain=a.example; Path=/a", "__Secure-"},
                                             {"Domain=a.example", "__Host-"}}) {
        const std::string cookie = std::string{"a=b; Secure; "} + attributes;
        INFO(cookie);
        const sh::Report report = sh::audit({{"Set-Cookie", cookie}});
        REQUIRE(count(report, "cookie-without-prefix") == 1);
        const sh::Finding& finding = *find(report, "cookie-without-prefix");
        CHECK(finding.message.find(std::string{prefix} + " before the name prevents") != std::string_view::npos);
        CHECK(finding.fix.view().find(std::string{prefix} + "a") != std::string_view::npos);
    }
}

TEST_CASE("What was to become a nonce is told of as such") {
    const auto message_of = [](const char* policy, std::string_view id) -> std::string {
        const sh::Report report = sh::audit({{"Content-Security-Policy", policy}});
        const sh::Finding* const finding = find(report, id);
        return finding == nullptr ? std::string{} : std::string{finding->message};
    };
    constexpr std::string_view skipped =
        "Browsers skip this nonce, which is not base64: perhaps a template was sent before its nonce was filled in.";
    for (const char* const policy : {"script-src 'nonce-{random}'", "style-src 'nonce-%NONCE%'", "script-src 'nonce-'",
                                     "script-src 'self' 'NONCE-{{", "default-src 'nonce-$NONCE'"}) {
        INFO(policy);
        CHECK(message_of(policy, "csp-unknown-keyword") == skipped);
    }
    CHECK(message_of("script-src nonce-{random}", "csp-unquoted-keyword") == skipped);
    for (const char* const policy : {"script-src 'slef'", "script-src 'sha256-{{hash}}'", "script-src 'none-{random}'"}) {
        INFO(policy);
        CHECK(message_of(policy, "csp-unknown-keyword") == sh::audit_rules::find_rule("csp-unknown-keyword")->message);
    }
    CHECK(message_of("script-src nonce-aaaaaaaaaaaaaaaaaaaaa+/=", "csp-unquoted-keyword") ==
          sh::audit_rules::find_rule("csp-unquoted-keyword")->message);
}

TEST_CASE("A cookie without a name is shown by its value, and has Date to count from") {
    const sh::Report report = sh::audit({{"Set-Cookie", "a=b; Secure"},
                                         {"Set-Cookie", "= c; Expires=Mon, 30 Nov 2026 00:01:00 GMT; SameSite=Lax"},
                                         {"Date", "Mon, 30 Nov 2026 00:00:00 GMT"}});
    for (const char* const id : {"cookie-without-name", "cookie-without-secure"}) {
        const sh::Finding* const finding = find(report, id);
        REQUIRE(finding != nullptr);
        CHECK(finding->value.view() == "c");
        CHECK(finding->offset == std::string_view{"a=b; Secure, = "}.size());
    }
    CHECK(find(report, "cookie-without-secure")->fix.view() ==
          "constexpr sh::SecureCookie cookie{\"__Host-name\", {.expires_in = std::chrono::seconds{60}, "
          ".http_only = sh::HttpOnly::readable_by_scripts}};");
    CHECK(sh::audit_rules::find_rule("cookie-csrf-without-samesite")->fix == sh::audit_rules::cookies::csrf_fix);
    const sh::Report plain = sh::audit({{"Set-Cookie", "csrf=1; Secure"}}, {.https = false});
    REQUIRE(find(plain, "cookie-secure-over-http") != nullptr);
    CHECK(find(plain, "cookie-secure-over-http")->fix.view() == "Serve the response over HTTPS.");
}

TEST_CASE("XML that is no page is asked for little: that no script runs in it") {
    for (const char* const type : {"application/rss+xml", "application/atom+xml", "text/xml", "application/xml"}) {
        INFO(type);
        const sh::Report report = sh::audit({{"Content-Type", type}});
        CHECK(count(report, "csp-missing-for-xml") == 1);
        for (const sh::Finding& finding : report.findings()) {
            const bool of_page = finding.id == "csp-missing" || finding.id == "framing-unprotected";
            CHECK_FALSE(of_page);
        }
        for (const auto& [policy, fix] : {std::pair{"script-src * 'unsafe-inline'", "script_src"},
                                          {"default-src 'self' https:", "script_src"},
                                          {"script-src 'self'; script-src-elem data:", "script_src_elem"},
                                          {"script-src 'none'; script-src-attr 'unsafe-inline'", "script_src_attr"}}) {
            INFO(policy);
            const sh::Report weak = sh::audit({{"Content-Type", type}, {"Content-Security-Policy", policy}});
            REQUIRE(count(weak, "csp-missing-for-xml") == 1);
            CHECK(std::string{find(weak, "csp-missing-for-xml")->fix} ==
                  "policy.replace(sh::csp::Directive::" + std::string{fix} + ", {sh::csp::none});");
        }
        for (const char* const policy : {"script-src 'none'", "default-src 'self'", "sandbox",
                                         "script-src * 'unsafe-inline', script-src 'self'", "script-src a.com"})
            CHECK(count(sh::audit({{"Content-Type", type}, {"Content-Security-Policy", policy}}),
                        "csp-missing-for-xml") == 0);
        CHECK(count(sh::audit({{"Content-Type", type}, {"Content-Security-Policy", "img-src *"}}),
                    "csp-missing-for-xml") == 1);
        CHECK(count(sh::audit({{"Content-Type", type}}, {.https = false, .status = 200}), "http-not-redirected") == 1);
    }
    for (const char* const type : {"text/html", "application/xhtml+xml", "image/svg+xml"})
        CHECK(count(sh::audit({{"Content-Type", type}}), "csp-missing") == 1);
    for (const char* const type : {"application/json", "application/feed+json"}) {
        const sh::Report report = sh::audit({{"Content-Type", type}});
        CHECK(count(report, "csp-missing") + count(report, "csp-missing-for-xml") + count(report, "framing-unprotected") ==
              0);
    }
}

TEST_CASE("Features that are there again are found, and a policy of none is missing") {
    const sh::Report report =
        sh::audit({{"Permissions-Policy", "camera=(), usb=(self self)"}, {"Permissions-Policy", "camera=self"}});
    REQUIRE(count(report, "permissions-policy-repeated") == 1);
    CHECK(find(report, "permissions-policy-repeated")->value.view() == "camera");
    CHECK(count(sh::audit({{"Permissions-Policy", ""}}), "permissions-policy-missing") == 1);
    CHECK(count(sh::audit({{"Permissions-Policy", "camera=()"}}), "permissions-policy-missing") == 0);
}

TEST_CASE("What is wrong with the caching of a file is not that it is cached") {
    const sh::Report report =
        sh::audit({{"Content-Type", "text/css"}, {"Cache-Control", "public, max-age=31536000, max-age=31536000"}});
    REQUIRE(find(report, "cache-control-invalid") != nullptr);
    CHECK(find(report, "cache-control-invalid")->fix.view() == "Write each directive once, with the value that it takes.");
    const sh::Report both = sh::audit({{"Content-Type", "text/css"}, {"Cache-Control", "public, private"}});
    REQUIRE(find(both, "cache-control-contradiction") != nullptr);
    CHECK(find(both, "cache-control-contradiction")->fix.view() == "Write public or private, not both.");
}

TEST_CASE("Extensions of Cache-Control are worth knowing at most") {
    check({
        {"cache-control-unknown",
         {"Cache-Control: no-store, foo=bar", "Cache-Control: no-store, nostore", "Cache-Control: no-store, pre-check=0"},
         {"Cache-Control: no-store", "Cache-Control: no-store=1", "Cache-Control: max-age=x", "Cache-Control: no store"}},
        {"cache-control-invalid",
         {"Cache-Control: no-store=1", "Cache-Control: max-age=x", "Cache-Control: no store",
          "Cache-Control: no-store, no-store"},
         {"Cache-Control: no-store, foo=bar", "Cache-Control: no-store, foo", "Cache-Control: no-store, pre-check=0"}},
    });
}

TEST_CASE("A realm and a type that name a product disclose it") {
    struct Row {
        const char *name, *value;
        std::string_view id, part;
        std::size_t offset;
    };
    for (const Row& row : {
             Row{"WWW-Authenticate", R"(Basic realm="Tomcat Manager Application")", "product-disclosed",
                 "Tomcat Manager Application", 13},
             Row{"WWW-Authenticate", R"(Basic realm="Apache Tomcat/9.0.1")", "version-disclosed", "9.0.1", 27},
             Row{"WWW-Authenticate", R"(Digest qop="auth", REALM=jenkins, nonce="a")", "product-disclosed", "jenkins", 25},
             Row{"WWW-Authenticate", R"(Bearer realm="members", Basic realm="ActiveMQRealm")", "product-disclosed",
                 "ActiveMQRealm", 37},
             Row{"Content-Type", "application/vnd.spring-boot.actuator.v3+json;charset=UTF-8", "product-disclosed",
                 "application/vnd.spring-boot.actuator.v3+json;charset=UTF-8", 0},
         }) {
        INFO(row.value);
        const sh::Report report = sh::audit({{row.name, row.value}});
        CHECK(count(report, "version-disclosed") + count(report, "product-disclosed") == 1);
        REQUIRE(count(report, row.id) == 1);
        const sh::Finding& finding = *find(report, row.id);
        CHECK(finding.header.view() == row.name);
        CHECK(finding.value.view() == row.part);
        CHECK(finding.offset == row.offset);
        CHECK(finding.fix.view() == (finding.header.view() == "Content-Type" ? sh::audit_rules::disclosure::type_fix
                                                                             : "Write a realm that names no product."));
    }
    const sh::Report second =
        sh::audit({{"WWW-Authenticate", "Negotiate"}, {"WWW-Authenticate", R"(Basic realm="nginx")"}});
    REQUIRE(count(second, "product-disclosed") == 1);
    CHECK(find(second, "product-disclosed")->offset == std::string_view{R"(Negotiate, Basic realm=")"}.size());
    for (const char* const value :
         {R"(Basic realm="members")", R"(Basic realm="192.168.1.1")", "Basic", R"(Basic realm=")",
          "Basic realm=", R"(Basic subrealm="tomcat")", R"(Digest nonce="tomcat", realm="a")"}) {
        INFO(value);
        const sh::Report report = sh::audit({{"WWW-Authenticate", value}, {"Content-Type", "application/json"}});
        CHECK(count(report, "version-disclosed") + count(report, "product-disclosed") == 0);
    }
}

TEST_CASE("Only text that may be in one encoding or another is asked for its encoding") {
    check({{"content-type-without-charset",
            {"Content-Type: text/plain", "Content-Type: text/event-streams", "Content-Type: text/markdown; a=b"},
            {"Content-Type: text/event-stream", "Content-Type: Text/Event-Stream; a=b", "Content-Type: text/vtt",
             "Content-Type: application/json"}}});
}

TEST_CASE("Browsers keep no Strict-Transport-Security of an address") {
    const sh::AuditContext address{.ip_address = true};
    for (const char* const value : {"", "max-age=0", "max-age=x", "max-age=1", "max-age=31536000; foo; preload",
                                    "max-age=\"63072000\"; includeSubDomains; preload"}) {
        INFO(value);
        const sh::Report report = sh::audit(changed(std::string{"Strict-Transport-Security: "} + value), address);
        for (const sh::Finding& finding : report.findings()) CHECK_FALSE(finding.id.starts_with("hsts-"));
    }
}

TEST_CASE("A fix of Strict-Transport-Security keeps preload and a max-age of a year or more") {
    struct Row {
        const char* value;
        std::string_view id, options, remark{};
    };
    constexpr std::string_view removable = "  // only if preload is not meant",
                               subdomains = "  // once each subdomain speaks HTTPS";
    for (const Row& row : {
             Row{"max-age=106384710; includeSubDomains; preload", "hsts-preload-consent",
                 "{.max_age = std::chrono::seconds{106384710}}", removable},
             Row{"max-age=63072000; includeSubDomains; preload", "hsts-preload-consent", "", removable},
             Row{"max-age=31536000; preload", "hsts-without-subdomains",
                 "{.max_age = std::chrono::seconds{31536000}, .preload = true}", subdomains},
             Row{"max-age=31536000; preload", "hsts-preload-refused",
                 "{.max_age = std::chrono::seconds{31536000}, .preload = true}", subdomains},
             Row{"max-age=60; includeSubDomains; preload", "hsts-preload-refused", "{.preload = true}"},
             Row{"max-age=60; includeSubDomains; preload", "hsts-below-180-days", "{.preload = true}"},
             Row{"max-age=60", "hsts-below-180-days", "", subdomains},
             Row{"max-age=60; includeSubDomains", "hsts-below-180-days", ""},
             Row{"max-age=0", "hsts-disabled", "", subdomains},
             Row{"max-age=\"99999999\"; includeSubDomains", "hsts-quoted-max-age",
                 "{.max_age = std::chrono::seconds{99999999}}"},
             Row{"max-age=99999999; includeSubDomains; foo", "hsts-unknown-directive",
                 "{.max_age = std::chrono::seconds{99999999}}"},
             Row{"max-age=99999999; includeSubDomains, max-age=0", "hsts-invalid", "",
                 "  // once each subdomain speaks HTTPS; a short max-age tries it first"},
         }) {
        INFO(row.value);
        const sh::Report report = sh::audit({{"Strict-Transport-Security", row.value}});
        REQUIRE(find(report, row.id) != nullptr);
        CHECK(find(report, row.id)->fix.view() ==
              "headers.set(sh::StrictTransportSecurity{" + std::string{row.options} + "});" + std::string{row.remark});
    }
    const sh::Report twice = sh::audit({{"Strict-Transport-Security", "max-age=99999999; includeSubDomains; preload"},
                                        {"Strict-Transport-Security", "max-age=0"}});
    REQUIRE(find(twice, "hsts-repeated") != nullptr);
    CHECK(find(twice, "hsts-repeated")->fix.view() ==
          "headers.set(sh::StrictTransportSecurity{{.max_age = std::chrono::seconds{99999999}, .preload = true}});");
}

TEST_CASE("One fault is one finding") {
    struct Row {
        const char *name, *value;
        std::string_view id;
        std::size_t count;
    };
    for (const Row& row : {
             Row{"Integrity-Policy", "blocked-destinations=script", "integrity-policy-invalid", 1},
             Row{"Integrity-Policy", "blocked-destinations=(image)", "integrity-policy-invalid", 1},
             Row{"Integrity-Policy", "blocked-destinations=()", "integrity-policy-invalid", 1},
             Row{"Integrity-Policy", "sources=(inline)", "integrity-policy-invalid", 1},
             Row{"Integrity-Policy", "foo=(inline)", "integrity-policy-invalid", 1},
             Row{"Integrity-Policy", "foo", "integrity-policy-invalid", 1},
             Row{"Content-Security-Policy", "default-src 'self'; webrtc a b", "csp-value", 2},
             Row{"Reporting-Endpoints", "foo", "reporting-endpoints-invalid", 1},
             Row{"Report-To", R"({"group": "a", "max_age": 1, "endpoints": [{"url": "http://a.example"}]})",
                 "report-to-invalid", 1},
             Row{"Report-To", R"({"group": "a", "max_age": 1, "endpoints": [{"uri": "https://a.example"}]})",
                 "report-to-invalid", 1},
             Row{"Report-To", R"({"group": "a", "max_age": 1, "endpoints": [{}]})", "report-to-invalid", 1},
             Row{"Report-To", R"({"group": "a", "max_age": 1, "endpoints": []})", "report-to-invalid", 1},
             Row{"Report-To", R"({"group": "a", "max_age": 1})", "report-to-invalid", 1},
             Row{"Report-To", R"({"group": "a", "endpoints": [{"url": "https://a.example"}]})", "report-to-invalid", 1},
         }) {
        INFO(row.value);
        CHECK(count(sh::audit({{row.name, row.value}}), row.id) == row.count);
    }
}

TEST_CASE("A redirect over plain HTTP has to lead to HTTPS") {
    const auto of = [](const char* location, bool https) {
        const sh::Report report = sh::audit({{"Location", location}}, {.https = https, .status = 302});
        return std::string{find(report, "redirect-to-http") != nullptr ? "redirect-to-http" : ""};
    };
    for (const char* const elsewhere :
         {"/login", "login", "//a.com/", "ftp://a.com/", "javascript:1", "http://a.com", ""}) {
        INFO(elsewhere);
        CHECK(of(elsewhere, false) == "redirect-to-http");
    }
    CHECK(of("HTTPS://a.com/", false).empty());
    CHECK(of("https:/a.com", false).empty());
    CHECK(of("http:/a.com", false) == "redirect-to-http");
    for (const char* const plain : {"http:/a.com", "http:a.com", "HTTP:\\\\a.com", "http:///a.com"})
        CHECK(of(plain, true) == "redirect-to-http");
    for (const char* const kept : {"https:/a.com", "httpx:/a.com", "/http:/a.com", "http:"})
        CHECK(of(kept, true).empty());
    for (const auto& [location, times] : {std::pair{"/login", 0U},
                                          {"http://localhost:8080/", 0U},
                                          {"http://[::1]/", 0U},
                                          {"http://127.0.0.1/", 0U},
                                          {"http://a.com/", 1U},
                                          {"HTTP://a.com/", 1U}}) {
        INFO(location);
        const sh::Report report = sh::audit({{"Location", location}}, {.https = false, .status = 302, .loopback = true});
        CHECK(count(report, "redirect-to-http") == times);
    }
    CHECK(count(sh::audit({}, {.https = false, .status = 200, .loopback = true}), "http-not-redirected") == 0);
    CHECK(count(sh::audit({}, {.https = false, .status = 200}), "http-not-redirected") == 1);
    CHECK(of("/login", true).empty());
    CHECK(of("//a.com/", true).empty());
    CHECK(count(sh::audit({}, {.https = false, .status = 302}), "http-not-redirected") == 1);
    CHECK(count(sh::audit({}, {.https = false, .status = 304}), "http-not-redirected") == 0);
}

TEST_CASE("A page that sends browsers elsewhere by Refresh must not send them to plain HTTP") {
    const auto of = [](const std::string& refresh, sh::AuditContext context = {}) {
        const sh::Report report = sh::audit({{"Refresh", refresh}}, context);
        const sh::Finding* const finding = find(report, "redirect-to-http");
        if (finding == nullptr) return std::string{};
        CHECK(finding->header.view() == "Refresh");
        CHECK(refresh.substr(finding->offset, finding->value.size()) == finding->value.view());
        return std::string{finding->value.view()};
    };
    for (const char* const refresh :
         {"0; url=http://a.com/", "0;URL=http://a.com/", "5 , url = 'http://a.com/' ", "1.5;Url=\"http://a.com/\"; x",
          "0 http://a.com/", "0;http://a.com/", "0; 'http://a.com/'", ".5;url='http://a.com/'url"}) {
        INFO(refresh);
        CHECK(of(refresh) == "http://a.com/");
        CHECK(of(refresh, {.https = false}) == "http://a.com/");
        CHECK(of(refresh, {.status = 200}) == "http://a.com/");
        CHECK(of(refresh, {.status = 204}).empty());
    }
    CHECK(of("0; url=http:a.com") == "http:a.com");
    for (const char* const refresh :
         {"", "5", "5;", "0; url=https://a.com/", "0; url=/a", "0; url=//a.com/", "x; url=http://a.com/",
          "0x; url=http://a.com/", "; url=http://a.com/", "-1; url=http://a.com/", "0; u=http://a.com/",
          "0; urls=http://a.com/", "0; ur", "0; url", "0; url=", "0; url='", "0; ''", "0; uhttp://a.com/"}) {
        INFO(refresh);
        CHECK(of(refresh).empty());
        CHECK(of(refresh, {.https = false, .status = 200}).empty());
    }
    CHECK(of("0; url=http://localhost/", {.https = false, .loopback = true}).empty());
    CHECK(of("0; url=http://a.com/", {.https = false, .loopback = true}) == "http://a.com/");
    CHECK(of("0; url=http:a", {.https = false}).empty());  // another page of the same site
}

TEST_CASE("A policy that leaves much open costs no more than none") {
    const auto score = [](const std::string& policy) {
        return sh::audit(changed("Content-Security-Policy: " + policy + "\nX-Frame-Options: DENY")).score();
    };
    const int without = score("");
    CHECK(without == 100 - 30 - 3);  // the last for X-Frame-Options in place of frame-ancestors
    for (const char* const policy : {"upgrade-insecure-requests", "frame-ancestors 'none'",
                                     "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:", "img-src self"}) {
        INFO(policy);
        CHECK(score(policy) >= without);
    }
}

TEST_CASE("What is no page may be framed by anybody") {
    for (const char* const type : {"application/json", "text/css"}) {
        const sh::Report report = sh::audit(
            {{"Content-Type", type}, {"X-Frame-Options", "ALLOWALL"}, {"Content-Security-Policy", "frame-ancestors *"}});
        CHECK(count(report, "framing-by-anybody") == 0);
        CHECK(count(sh::audit({{"Content-Type", type}, {"X-Frame-Options", "ALLOWALL"}}), "x-frame-options-ignored") == 0);
    }
    CHECK(count(sh::audit({{"Public-Key-Pins", "max-age=0"}}), "public-key-pins") == 0);
}

TEST_CASE("A fix of where reports go says which names belong in it, and touches no other header") {
    struct Row {
        std::string_view id, header, remark;
    };
    for (const Row& row : {
             Row{"report-to-undeclared", "headers.set(sh::ReportingEndpoints{",
                 ";  // each endpoint, by the name that policies report to"},
             Row{"reporting-endpoints-invalid", "headers.set(sh::ReportingEndpoints{",
                 ";  // each endpoint, by the name that policies report to"},
             Row{"reporting-endpoints-unused", "Leave the endpoint out, ", "or have a policy report to it by its name."},
             Row{"nel-without-report-to", "headers.set(sh::ReportTo{",
                 ";  // each group, by the name that NEL and policies report to"},
             Row{"report-to-invalid", "headers.set(sh::ReportTo{",
                 ";  // each group, by the name that NEL and policies report to"},
             Row{"nel-invalid", "headers.set(sh::NEL{", ";  // the group that Report-To declares"},
         }) {
        INFO(row.id);
        const auto is_meant = [&](const sh::audit_rules::Rule& known) { return known.id == row.id; };
        const auto* const rule = std::find_if(std::begin(sh::audit_rules::reporting_rules),
                                              std::end(sh::audit_rules::reporting_rules), is_meant);
        REQUIRE(rule != std::end(sh::audit_rules::reporting_rules));
        CHECK(rule->fix.starts_with(row.header));
        CHECK(rule->fix.ends_with(row.remark));
        CHECK(rule->fix.find(".set(", 10) == std::string_view::npos);
    }
}

TEST_CASE("A fix of where reports go keeps what is declared, and uses the names that are there") {
    struct Row {
        std::string_view id;
        std::vector<sh::ResponseField> fields;
        std::string_view fix;
    };
    constexpr std::string_view two = R"(a="https://r.example/a", b="https://r.example/b")",
                               nel = R"({"report_to":"zz","max_age":1})",
                               group =
                                   R"({"group":"a","max_age":5,"endpoints":[{"url":"https://r.example","weight":2}]})";
    const Row rows[]{
        {"report-to-undeclared",
         {{"Permissions-Policy", "usb=();report-to=\"c\", hid=();report-to=\"d\""}, {"Reporting-Endpoints", two}},
         R"(headers.set(sh::ReportingEndpoints{{"a", "https://r.example/a"}, {"b", "https://r.example/b"}, )"
         R"({"c", "https://reports.example.com"}, {"d", "https://reports.example.com"}});)"
         "  // reports.example.com is where your reports go"},
        {"report-to-undeclared",
         {{"Content-Security-Policy", "report-to b"}, {"Reporting-Endpoints", "a=\"/a\", b=http://b.example/;c"}},
         R"(headers.set(sh::ReportingEndpoints{{"a", "/a"}, {"b", "https://b.example/"}});)"},
        {"report-to-undeclared",
         {{"Content-Security-Policy", "report-to CSP"}},
         "Write a name of a-z, 0-9, _, -, . and *, with a letter first: Reporting-Endpoints can declare no other."},
        {"reporting-endpoints-invalid",
         {{"Reporting-Endpoints", "A=\"https://r.example\", b=https://x, c=1, d, \"e\"=\"/\", b=\"/b\""}},
         R"(headers.set(sh::ReportingEndpoints{{"a", "https://r.example"}, {"b", "/b"}});)"},
        {"reporting-endpoints-invalid",
         {{"Reporting-Endpoints", "a"}},
         R"(headers.set(sh::ReportingEndpoints{{"csp", "https://reports.example.com/csp"}});)"
         "  // each endpoint, by the name that policies report to"},
        {"csp-reporting-missing",
         {{"Content-Security-Policy", "img-src a.com"}, {"Reporting-Endpoints", two}},
         R"(policy.report_to("a");)"},
        {"csp-reporting-missing",
         {{"Content-Security-Policy", "img-src a.com"}, {"Reporting-Endpoints", "a=\"/a\", my-csp=\"/b\""}},
         R"(policy.report_to("my-csp");)"},
        {"csp-report-uri-only",
         {{"Content-Security-Policy", "report-uri /a"}, {"Reporting-Endpoints", two}},
         R"(policy.report_to("a");)"},
        {"csp-report-uri-only",
         {{"Content-Security-Policy", "report-uri /a"}, {"Reporting-Endpoints", "Coop=/coop"}},
         R"(headers.set(policy.report_to("csp")).set(sh::ReportingEndpoints{{"coop", "/coop"}, )"
         R"({"csp", "https://reports.example.com"}});  // reports.example.com is where your reports go)"},
        {"csp-reporting-missing",
         {{"Content-Security-Policy", "img-src a.com"}},
         R"(headers.set(policy.report_to("csp")).set(sh::ReportingEndpoints{{"csp", "https://reports.example.com"}});)"
         "  // reports.example.com is where your reports go"},
        {"nel-without-report-to",
         {{"NEL", nel}},
         R"(headers.set(sh::ReportTo{{.group = "zz", .endpoints = {{.url = "https://reports.example.com"}}}});)"
         "  // reports.example.com is where your reports go"},
        {"nel-without-report-to",
         {{"NEL", nel}, {"Report-To", group}, {"Report-To", group}},
         R"(headers.set(sh::ReportTo{{.group = "a", .max_age = std::chrono::seconds{5}, .endpoints = {{.url = )"
         R"("https://r.example", .weight = 2}}}, {.group = "zz", .endpoints = {{.url = "https://reports.example.com"}}}});)"
         "  // reports.example.com is where your reports go"},
        {"report-to-invalid",
         {{"Report-To", group}, {"Report-To", R"({"group":"b"})"}},
         R"(headers.set(sh::ReportTo{{.group = "a", .max_age = std::chrono::seconds{5}, .endpoints = {{.url = )"
         R"("https://r.example", .weight = 2}}}});)"},
        {"csp-reporting-missing",
         {{"Content-Security-Policy", "img-src a.com"}, {"Reporting-Endpoints", "a=\"/a\", CSP=\"/b\""}},
         R"(headers.set(policy.report_to("csp")).set(sh::ReportingEndpoints{{"a", "/a"}, {"csp", "/b"}});)"},
        {"csp-reporting-missing",
         {{"Content-Security-Policy", "img-src a.com"},
          {"Report-To", R"({"group":"csp","max_age":5,"endpoints":[{"url":"/a"}]})"}},
         R"(policy.report_to("csp");)"},
        {"csp-value",
         {{"Content-Security-Policy", "report-to a b"}, {"Reporting-Endpoints", "b=\"/b\""}},
         R"(policy.report_to("b");)"},
        {"csp-value",
         {{"Content-Security-Policy", "report-to X Y"}, {"Reporting-Endpoints", "a=\"/a\""}},
         R"(policy.report_to("a");)"},
        {"nel-without-report-to",
         {{"NEL", R"({"max_age":5})"}},
         R"(headers.set(sh::NEL{"network"}).set(sh::ReportTo{{.group = "network", .endpoints = {{.url = )"
         R"("https://reports.example.com"}}}});  // reports.example.com is where your reports go)"},
        {"nel-without-report-to", {{"NEL", R"({"max_age":5})"}, {"Report-To", group}}, R"(headers.set(sh::NEL{"a"});)"},
        {"nel-invalid", {{"NEL", "{}"}, {"Report-To", group}}, R"(headers.set(sh::NEL{"a"});)"},
        {"nel-invalid",
         {{"NEL", "{}"}},
         R"(headers.set(sh::NEL{"network"}).set(sh::ReportTo{{.group = "network", .endpoints = {{.url = )"
         R"("https://reports.example.com"}}}});  // reports.example.com is where your reports go)"},
    };
    for (const Row& row : rows) {
        INFO(row.fix);
        const sh::Report report = sh::audit(row.fields, {.https = true, .status = 200, .content_type = "text/html"});
        REQUIRE(find(report, row.id) != nullptr);
        CHECK(find(report, row.id)->fix.view() == row.fix);
    }
    CHECK(count(sh::audit({{"NEL", "{\"max_age\":0}"}}), "nel-without-report-to") == 0);
}

TEST_CASE("Where policies limit nothing, that is one finding, with a fix that keeps what they say") {
    const auto ids = [](std::vector<sh::ResponseField> fields) {
        std::string all;
        const sh::Report report = sh::audit(fields, {.content_type = "text/html"});
        for (const sh::Finding& finding : report.findings())
            if (finding.id.starts_with("csp-")) all.append(finding.id).append(" ");
        return all;
    };
    constexpr const char *csp = "Content-Security-Policy", *report_only = "Content-Security-Policy-Report-Only";
    for (const char* const policy :
         {"frame-ancestors 'self'", "upgrade-insecure-requests", "report-to a, webrtc 'block'"})
        CHECK(ids({{csp, policy}, {"Reporting-Endpoints", "a=\"/a\""}}) == "csp-missing ");
    CHECK(ids({{csp, "frame-ancestors 'self'"}, {report_only, "frame-ancestors 'none'"}}) == "csp-missing ");
    CHECK(ids({{csp, "frame-ancestors 'self'"}, {report_only, "img-src 'none'"}}) == "csp-report-only ");
    CHECK(ids({{csp, "sandbox"}}).find("csp-missing") == std::string::npos);
    CHECK(ids({{csp, "defualt-src 'self'"}}).find("csp-missing") == std::string::npos);
    CHECK(ids({{csp, "img-src \xe2\x80\x98self\xe2\x80\x99"}}).find("csp-missing") == std::string::npos);
    const auto behind = [](int unknown) {  // those that are compared with known ones
        std::string policy;
        for (int i = 0; i < unknown; ++i) policy.append("x").append(std::to_string(i)).append("; ");
        return policy + "defualt-src 'self'";
    };
    CHECK(ids({{csp, behind(15)}}).find("csp-missing") == std::string::npos);
    CHECK(ids({{csp, behind(16)}}).find("csp-missing") == 0);
    CHECK(ids({{csp, "require-trusted-types-for 'script'"}}).find("csp-missing") == std::string::npos);
    const sh::Report missing = sh::audit({{csp, "frame-ancestors 'self'"}}, {.content_type = "text/html"});
    CHECK(
        find(missing, "csp-missing")->fix.view() ==
        "policy.replace(sh::csp::Directive::default_src, {sh::csp::self}).replace(sh::csp::Directive::object_src, {sh::csp::none}).replace(sh::csp::Directive::base_uri, {sh::csp::none})"
        ".replace(sh::csp::Directive::form_action, {sh::csp::self});  // to be tried as Content-Security-Policy-Report-Only first");
    CHECK(ids({{csp,
                "frame-ancestors 'self'; default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"}}) ==
          "csp-trusted-types-missing csp-reporting-missing ");
    const auto enforced = [](sh::ResponseField policy, sh::ResponseField beside) {
        const std::vector<sh::ResponseField> fields{policy, beside};
        const sh::Report report = sh::audit(fields, {.content_type = "text/html"});
        return std::string{find(report, "csp-report-only")->fix.view()};
    };
    CHECK(enforced({report_only, "img-srcs http//x"}, {"X-Frame-Options", "DENY"}) ==
          sh::audit_rules::find_rule("csp-missing")->fix);
    CHECK(enforced({report_only, "img-srcs http//x"}, {"X-Frame-Options", "SAMEORIGIN"})
              .find("frame_ancestors, {sh::csp::self}") != std::string::npos);
    CHECK(enforced({report_only, "img-src 'self'; img-srcs http//x"}, {"X-Frame-Options", "DENY"}) ==
          sh::audit_rules::find_rule("csp-report-only")->fix);
    const sh::Report both =
        sh::audit({{csp, "frame-ancestors 'self'"}, {report_only, "img-src 'none'"}}, {.content_type = "text/html"});
    CHECK(find(both, "csp-report-only")->fix.view() ==
          "headers.add(sh::ContentSecurityPolicy{report_only});  // browsers obey both; and audit that: what is enforced "
          "has findings of its own");
}

TEST_CASE("A fix does not undo who may frame the page") {
    constexpr std::string_view recommended = "headers.set(sh::presets::recommended_content_security_policy()",
                               first = ";  // to be tried as Content-Security-Policy-Report-Only first";
    for (const auto& [options, changes] :
         {std::pair{"DENY", ""},
          {"SAMEORIGIN", ".replace(sh::csp::Directive::frame_ancestors, {sh::csp::self})"},
          {"SAMEORIGIN;", ".replace(sh::csp::Directive::frame_ancestors, {sh::csp::self})"}}) {
        const sh::Report report = sh::audit({{"X-Frame-Options", options}}, {.content_type = "text/html"});
        std::string fix{recommended};
        fix.append(changes).append(std::string_view{options} == "SAMEORIGIN;" ? ").set(sh::XFrameOptions::same_origin)"
                                                                              : ")");
        CHECK(find(report, "csp-missing")->fix.view() == fix + std::string{first});
    }
    const auto fix_of = [](const char* policy, std::vector<sh::ResponseField> fields) {
        fields.push_back({"Content-Security-Policy", policy});
        const sh::Report report = sh::audit(fields, {.content_type = "text/html"});
        return std::string{find(report, "csp-unknown-directive")->fix};
    };
    constexpr const char* options = "X-Frame-Options";
    CHECK(fix_of("frame-ancestor 'none'", {}) == "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none});");
    CHECK(fix_of("frame-ancestor 'none'", {{options, "DENY"}}) ==
          "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::none});");
    CHECK(fix_of("frame-ancestor 'self'", {{options, "SAMEORIGIN"}}) ==
          "policy.replace(sh::csp::Directive::frame_ancestors, {sh::csp::self});");
    for (const auto& [policy, value] : {std::pair{"frame-ancestor 'self'", "DENY"},
                                        {"frame-ancestor 'none'", "SAMEORIGIN"},
                                        {"frame-ancestor https://a.example", "DENY"}})
        CHECK(fix_of(policy, {{options, value}}).starts_with("Leave it out, or write frame-ancestors "));
    CHECK(fix_of("frame-ancestor *", {}).starts_with("Leave it out, or write frame-ancestors "));
    CHECK(count(sh::audit({{options, "ALLOWALL"}, {options, "ALLOWALL"}}), "x-frame-options-repeated") == 0);
}

TEST_CASE("A fix that brings a nonce brings what it needs") {
    const auto fix_of = [](std::string_view id, std::vector<sh::ResponseField> fields) {
        const sh::Report report = sh::audit(fields, {.content_type = "text/html"});
        return find(report, id) == nullptr ? std::string{} : std::string{find(report, id)->fix};
    };
    constexpr const char *csp = "Content-Security-Policy", *inlined = "script-src 'unsafe-inline'";
    constexpr std::string_view id = "csp-script-unsafe-inline";
    const std::string by_nonce =
        "policy.replace(sh::csp::Directive::script_src, {sh::csp::nonce, sh::csp::strict_dynamic})";
    const std::string set = "headers.set(", base = ".replace(sh::csp::Directive::base_uri, {sh::csp::none})",
                      no_store = ").set(sh::CacheControl{{.no_store = true}});";
    CHECK(fix_of(id, {{csp, inlined}}) == set + by_nonce + base + no_store);
    CHECK(fix_of(id, {{csp, inlined}, {"Cache-Control", "max-age=60"}}) == set + by_nonce + base + no_store);
    CHECK(fix_of(id, {{csp, inlined}, {csp, "base-uri 'self'"}}) == set + by_nonce + no_store);
    for (const char* const caching : {"no-store", "no-cache", "private", "max-age=0"})
        CHECK(fix_of(id, {{csp, inlined}, {"Cache-Control", caching}}) == by_nonce + base + ";");
    CHECK(fix_of("csp-style-unsafe-inline", {{csp, "style-src 'unsafe-inline'"}}) ==
          set + "policy.replace(sh::csp::Directive::style_src, {sh::csp::nonce})" + no_store);
    CHECK(fix_of("csp-unquoted-keyword", {{csp, "script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa' self"}}) ==
          "policy.replace(sh::csp::Directive::script_src, {sh::csp::nonce, sh::csp::self});");
    CHECK(fix_of("csp-unquoted-keyword", {{csp,
                                           "script-src 'strict-dynamic' "
                                           "sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE="}}) ==
          "policy.replace(sh::csp::Directive::script_src, {sh::csp::strict_dynamic, "
          "\"'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='\"}).replace(sh::csp::Directive::base_uri, {sh::csp::none});");
    CHECK(fix_of("csp-unknown-keyword", {{"Content-Security-Policy-Report-Only", "script-src 'nonce-{{n}}'"}}) ==
          "policy.replace(sh::csp::Directive::script_src, {sh::csp::nonce});");
    CHECK(fix_of("csp-any-host", {{csp, "default-src *; base-uri 'none'"}}) ==
          "policy.replace(sh::csp::Directive::default_src, {sh::csp::self}).replace(sh::csp::Directive::object_src, {sh::csp::none});");
}

TEST_CASE("A fix that isolates the page sees to what isolation needs") {
    const auto fix_of = [](std::string_view id, std::vector<sh::ResponseField> fields) {
        const sh::Report report = sh::audit(fields, {.content_type = "text/html"});
        return find(report, id) == nullptr ? std::string{} : std::string{find(report, id)->fix};
    };
    constexpr const char *opener = "Cross-Origin-Opener-Policy", *embedder = "Cross-Origin-Embedder-Policy",
                         *permissions = "Permissions-Policy", *cancels = "cross-origin-isolated=(), camera=()";
    const std::string open = "headers.set(sh::CrossOriginOpenerPolicy::same_origin)",
                      embed = "headers.set(sh::CrossOriginEmbedderPolicy::require_corp)",
                      and_open = ".set(sh::CrossOriginOpenerPolicy::same_origin)",
                      allow = ".set(permissions.remove(sh::Feature::cross_origin_isolated))";
    CHECK(fix_of("coep-invalid", {{embedder, "on"}}) == embed + and_open + ";");
    CHECK(fix_of("coep-invalid", {{embedder, "on"}, {opener, "same-origin"}}) == embed + ";");
    CHECK(fix_of("coep-invalid", {{embedder, "on"}, {permissions, cancels}}) == embed + and_open + allow + ";");
    CHECK(fix_of("coop-missing", {{embedder, "require-corp"}, {permissions, cancels}}) == open + allow + ";");
    CHECK(fix_of("coop-missing", {{permissions, cancels}}) == open + ";");
    CHECK(fix_of("coop-invalid", {{opener, "on"}}) == open + ";");
    CHECK(fix_of("coep-without-coop", {{embedder, "require-corp"}}) == open + ";");
}

TEST_CASE("XML runs no script by its fix, whatever has a list of its own") {
    const sh::Report report = sh::audit({{"Content-Type", "application/rss+xml"},
                                         {"Content-Security-Policy", "script-src-elem data:; style-src 'none'"}});
    CHECK(find(report, "csp-missing-for-xml")->fix.view() ==
          "policy.replace(sh::csp::Directive::script_src, {sh::csp::none})"
          ".replace(sh::csp::Directive::script_src_elem, {sh::csp::none});");
}

TEST_CASE("What a header tells that names no product is said") {
    for (const auto& [header, begin] : {std::pair{"X-Runtime", "Strangers learn how long "},
                                        {"SourceMap", "Strangers learn where "},
                                        {"X-SourceMap", "Strangers learn where "},
                                        {"X-Powered-By", "Strangers learn what "}}) {
        const sh::Report report = sh::audit({{header, "a"}});
        REQUIRE(find(report, "product-disclosed") != nullptr);
        CHECK(find(report, "product-disclosed")->message.starts_with(begin));
    }
}

TEST_CASE("Forerunners of headers are found by each of their names") {
    for (const std::string_view name : {"X-Content-Security-Policy", "X-WebKit-CSP", "Frame-Options"}) {
        const sh::Report report = sh::audit({{name, "a"}});
        CHECK(count(report, "obsolete-header") == 1);
    }
    CHECK(count(sh::audit({{"Public-Key-Pins-Report-Only", "a"}}), "public-key-pins") == 1);
}

TEST_CASE("A place in a value that is no visible ASCII is the first such byte") {
    const sh::Report report = sh::audit({{"X-Own", "a b\tc~d\x01"}});
    const auto is_about = [](const sh::Finding& finding) { return finding.id == "value-not-ascii"; };
    const auto found = std::find_if(report.findings().begin(), report.findings().end(), is_about);
    REQUIRE(found != report.findings().end());
    CHECK(found->offset == 7);
}
