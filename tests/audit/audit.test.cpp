// SPDX-License-Identifier: MIT
#include <secure_headers/audit/audit.hpp>

#include <secure_headers/audit/hstspreload.hpp>
#include <secure_headers/audit/observatory.hpp>
#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;

namespace {

/// All findings but those of severity info, as `severity id header`, worst first.
std::string listed(const sh::Report& report) {
    std::string text;
    for (const sh::Finding& finding : report.findings()) {
        if (finding.severity == sh::Severity::info) continue;
        text += (text.empty() ? "" : "\n") + std::string{name_of(finding.severity)} + " " + std::string{finding.id};
    }
    return text;
}

constexpr auto baked = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::ContentSecurityPolicy{}
                 .default_src({sh::csp::self})
                 .script_src({sh::csp::nonce, sh::csp::strict_dynamic})
                 .object_src({sh::csp::none})
                 .base_uri({sh::csp::none})
                 .report_to("csp"))
        .set(sh::ReportingEndpoints{{"csp", "https://reports.example.com/csp"}});
});

/// A range that makes each field when it is asked for it, as one of std::views::transform does.
struct Made {
    std::vector<std::pair<std::string, std::string>> fields;

    struct Iterator {
        const std::pair<std::string, std::string>* field;
        std::pair<std::string, std::string> operator*() const { return *field; }
        Iterator& operator++() { return ++field, *this; }
        bool operator==(const Iterator&) const = default;
    };
    Iterator begin() const { return {fields.data()}; }
    Iterator end() const { return {fields.data() + fields.size()}; }
};

constexpr sh::HeaderField array[]{{"Server", "nginx/1.18.0"}};

}  // namespace

static_assert(sh::audit(array).worst() == sh::Severity::high);
static_assert(sh::audit(array, array).worst() == sh::Severity::high);
static_assert(!sh::AuditableResponse<char[4]> && !sh::AuditableResponse<std::string>);
static_assert(sh::audit(baked).worst() < sh::Severity::medium);
static_assert(sh::audit(sh::presets::recommended).grade() == "A+");
static_assert(sh::audit({{"Server", "nginx/1.18.0"}}).worst() == sh::Severity::high);

TEST_CASE("The presets get what they deserve") {
    struct Row {
        sh::HeaderView set;
        std::string_view findings;
        int score;
        std::string_view grade;
    };
    for (const Row& row : {
             Row{sh::presets::recommended, "", 105, "A+"},
             Row{sh::presets::strict, "", 125, "A+"},
             Row{sh::presets::api, "low csp-form-action-missing\nlow coop-missing\nlow permissions-policy-missing", 106,
                 "A+"},
             Row{sh::presets::owasp_2026_07, "low permissions-policy-cancels-isolation", 97, "A"},
             Row{sh::presets::helmet_8, "low csp-style-unsafe-inline\nlow permissions-policy-missing", 94, "A"},
             Row{sh::presets::secure_py_0_2,
                 "high csp-missing\nmedium x-xss-protection\nlow framing-by-x-frame-options-only\nlow coop-missing\n"
                 "low corp-missing\nlow permissions-policy-missing",
                 48, "D"},
         }) {
        const sh::Report report = sh::audit(row.set);
        CHECK(listed(report) == row.findings);
        CHECK(report.score() == row.score);
        CHECK(report.grade() == row.grade);
        CHECK(listed(sh::audit(row.set, {.https = false})).find("hsts") == std::string::npos);
    }
}

TEST_CASE("What reports over HTTPS only is no finding over plain HTTP") {
    const sh::FrozenHeaders set{
        sh::SecureHeaders{}
            .set(sh::presets::recommended_content_security_policy().report_uri({"/csp"}).report_to("csp"))
            .set(sh::ReportingEndpoints{{"csp", "/csp"}})};
    for (const bool https : {true, false})
        for (const sh::Finding& finding : sh::audit(set, {.https = https}).findings())
            CHECK(finding.id.find("report") == std::string_view::npos);
}

TEST_CASE("A response without headers fails, and its findings come worst first") {
    const sh::Report report = sh::audit(sh::SecureHeaders::empty());
    CHECK(listed(report) ==
          "high hsts-missing\nhigh csp-missing\nhigh framing-unprotected\nmedium nosniff-missing\nlow referrer-policy-missing\n"
          "low coop-missing\nlow corp-missing\nlow permissions-policy-missing");
    CHECK(report.score() == 0);
    CHECK(report.grade() == "F");
    CHECK(report.worst() == sh::Severity::high);
    CHECK(report.merits().empty());
    CHECK(report.findings()[0].header.view() == "Strict-Transport-Security");
    CHECK(report.findings()[0].also.observatory[0] == "hsts-not-implemented");
    CHECK(report.findings()[0].also.hstspreload[0] == "response.no_header");
    CHECK(report.findings()[0].references.size() == 4);
}

TEST_CASE("A set, its frozen forms, a view, lists of structs and of pairs, and maps are audited alike") {
    const sh::SecureHeaders set = sh::presets::strict();
    const std::string expected = listed(sh::audit(set));
    const sh::FrozenHeaders frozen{set};
    std::vector<std::pair<std::string, std::string>> pairs;
    std::multimap<std::string_view, std::string> map;
    for (const sh::HeaderField field : frozen.view()) {
        if (field.mode == sh::Mode::remove) continue;
        pairs.emplace_back(field.name, field.value);
        map.emplace(field.name, field.value);
    }
    for (const sh::Report& report : {sh::audit(frozen), sh::audit(frozen.view()), sh::audit(pairs), sh::audit(map)}) {
        CHECK(listed(report) == expected);
        CHECK(report.score() == 125);
    }
}

TEST_CASE("Fields that a range makes anew are kept while they are looked at") {
    const Made made{{{"Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"},
                     {"Content-Security-Policy", "default-src 'self'; script-src 'self' https://cdn.example.com"},
                     {"X-A-Header-Whose-Name-Is-Not-Short", "and neither is its value, which lies elsewhere"}}};
    CHECK(listed(sh::audit(made)) == listed(sh::audit(made.fields)));
    CHECK(listed(sh::audit(made, made)) == listed(sh::audit(made.fields, made.fields)));
    CHECK(sh::audit(made).score() == sh::audit(made.fields).score());
    CHECK(sh::observatory(made).score() == sh::observatory(made.fields).score());
    CHECK(sh::hstspreload_preloadable_response(made).errors.empty());
    CHECK(sh::hstspreload_removable_response(made).errors.size() == 1);
}

TEST_CASE("What no page is needs none of what pages need") {
    CHECK(listed(sh::audit({{"Location", "https://a.example/"}}, {.status = 302})) == "high hsts-missing");
    const auto of = [](sh::AuditContext context) {
        return listed(sh::audit({{"X-Content-Type-Options", "nosniff"}}, context));
    };
    for (const unsigned status : {101U, 204U, 205U, 304U}) CHECK(of({.status = status}) == "high hsts-missing");
    for (const unsigned status : {301U, 302U, 303U, 307U, 308U}) {  // browsers show what leads nowhere
        const sh::Report followed = sh::audit({{"Location", "https://a.example/"}}, {.status = status});
        CHECK(listed(followed) == "high hsts-missing");
        CHECK(of({.status = status}).find("csp-missing") != std::string::npos);
    }
    for (const unsigned status : {300U, 305U, 306U, 309U}) {  // and do not follow these
        const sh::Report shown =
            sh::audit({{"Location", "https://a.example/"}}, {.status = status, .content_type = "text/html"});
        CHECK(listed(shown).find("csp-missing") != std::string::npos);
    }
    CHECK(of({.content_type = "application/json"}) == "high hsts-missing\nlow corp-missing");
    CHECK(of({.content_type = "image/svg+xml"}).find("csp-missing") != std::string::npos);
    CHECK(listed(sh::audit({{"X-Content-Type-Options", "nosniff"}, {"content-type", "text/css; charset=utf-8"}})) ==
          "high hsts-missing\nlow corp-missing");
}

TEST_CASE("A weakness of a policy counts only if no other policy makes up for it") {
    const auto findings = [](std::vector<std::pair<std::string, std::string>> policies) {
        std::string text = listed(sh::audit(policies));
        return text.find("csp-script-unsafe-inline") != std::string::npos;
    };
    const std::string csp = "content-security-policy", weak = "script-src 'unsafe-inline'", strong = "script-src 'self'";
    CHECK(findings({{csp, weak}}));
    CHECK(findings({{csp, weak}, {csp, weak}}));
    CHECK(findings({{csp, weak + ", img-src 'self'; script-src * 'unsafe-inline'"}}));
    CHECK_FALSE(findings({{csp, weak + ", " + strong}}));
    CHECK_FALSE(findings({{csp, weak}, {csp, strong}}));
    CHECK_FALSE(findings({{csp, strong}, {csp, weak}}));
    CHECK_FALSE(findings({{csp, "script-src 'unsafe-inline' 'nonce-YWJjZGVmZ2hpamtsbW5vcA=='"}}));
}

TEST_CASE("Many mistakes of one kind are listed sixteen times and cost once") {
    std::string policy = "default-src 'none'; img-src";
    for (int i = 0; i < 100; ++i) policy += " 'a" + std::to_string(i) + "'";
    const sh::Report report = sh::audit({{"Content-Security-Policy", policy}});
    std::size_t count = 0;
    for (const sh::Finding& finding : report.findings()) count += finding.id == "csp-unknown-keyword" ? 1U : 0U;
    CHECK(count == 16);
    CHECK(report.score() == sh::audit({{"Content-Security-Policy", "default-src 'none'; img-src 'a'"}}).score());
}

TEST_CASE("A merit is earned by what the response says, and not by half of it") {
    using Fields = std::vector<std::pair<std::string, std::string>>;
    const std::string csp = "Content-Security-Policy", nonce = "'nonce-YWJjZGVmZ2hpamtsbW5vcA=='";
    const std::pair<std::string, std::string> coop{"Cross-Origin-Opener-Policy", "same-origin"},
        coep{"Cross-Origin-Embedder-Policy", "require-corp"}, host{"Set-Cookie", "__Host-a=b; Secure; Path=/"};
    struct Row {
        Fields fields;
        std::string merits;
    };
    for (const Row& row : {
             Row{{}, ""},
             Row{{{csp, "img-src 'self'; base-uri 'none'"}}, ""},  // any script runs
             Row{{{csp, "script-src " + nonce + "; base-uri 'none'"}}, "csp-scripts-by-nonce-or-hash 10\n"},
             Row{{{csp, "script-src " + nonce}}, ""},  // a base element leads its scripts astray
             Row{{{csp, "script-src " + nonce + " 'self'; base-uri 'none'"}}, ""},
             Row{{{csp, "script-src " + nonce + " a.example; base-uri 'none'"}}, ""},
             Row{{{csp, "script-src " + nonce + " https:; base-uri 'none'"}}, ""},
             Row{{{csp, "script-src 'self' https: " + nonce + " 'strict-dynamic'; base-uri 'none'"}},
                 "csp-scripts-by-nonce-or-hash 10\n"},
             Row{{{csp, "script-src 'unsafe-inline'; base-uri 'none'"}}, ""},
             Row{{{csp, "script-src 'none'"}}, "csp-scripts-by-nonce-or-hash 10\n"},
             Row{{{csp, "default-src 'none'"}}, "csp-scripts-by-nonce-or-hash 10\ncsp-default-src-none 5\n"},
             Row{{{csp, "default-src 'self'; base-uri 'none'"}}, ""},
             Row{{{csp, "img-src 'self'"}, {csp, "script-src 'none'"}}, "csp-scripts-by-nonce-or-hash 10\n"},
             Row{{{csp, "require-trusted-types-for 'script'"}}, "csp-trusted-types 5\n"},
             Row{{coop, coep}, "cross-origin-isolated 5\n"},
             Row{{coop}, ""},
             Row{{coep}, ""},
             Row{{coop, coep, {"Permissions-Policy", "cross-origin-isolated=()"}}, ""},
             Row{{coop, coep, {"Permissions-Policy", "cross-origin-isolated=(self)"}}, "cross-origin-isolated 5\n"},
             Row{{host}, "cookies-host-prefix 5\n"},
             Row{{host, {"Set-Cookie", "__Host-c=d; Secure; Path=/"}}, "cookies-host-prefix 5\n"},
             Row{{host, {"Set-Cookie", "c=d; Secure"}}, ""},
             Row{{{"Set-Cookie", "c=d; Secure"}, host}, ""},
             Row{{{"Set-Cookie", "__Host-a=b; Path=/"}}, ""},  // which browsers drop
         }) {
        std::string merits;
        for (const sh::Merit& merit : sh::audit_rules::merits_of(sh::audit_rules::read({row.fields, true}, {})))
            merits += std::string{merit.id} + " " + std::to_string(merit.points) + "\n";
        INFO((row.fields.empty() ? "" : row.fields.front().second));
        CHECK(merits == row.merits);
    }
}

TEST_CASE("Merits count where 90 points are left without them") {
    const auto set = sh::presets::strict().omit("X-Content-Type-Options");  // medium, 10 points
    CHECK(sh::audit(set).score() == 115);
    CHECK(sh::audit(set).merits().size() == 4);
    const sh::Report less = sh::audit(sh::SecureHeaders{set}.omit("Referrer-Policy"));  // low, 3 points
    CHECK(less.score() == 87);
    CHECK(less.merits().empty());
}

TEST_CASE("The grade falls with the score, and no further up than the worst finding allows") {
    using sh::audit_rules::grade_of;
    struct Row {
        int score;
        sh::Severity worst;
        std::string_view grade;
    };
    for (const Row& row : {
             Row{100, sh::Severity::low, "A+"},
             Row{99, sh::Severity::low, "A"},
             Row{130, sh::Severity::medium, "A"},
             Row{90, sh::Severity::none, "A"},
             Row{89, sh::Severity::low, "B"},
             Row{75, sh::Severity::low, "B"},
             Row{75, sh::Severity::high, "C"},
             Row{74, sh::Severity::low, "C"},
             Row{60, sh::Severity::low, "C"},
             Row{59, sh::Severity::low, "D"},
             Row{40, sh::Severity::high, "D"},
             Row{39, sh::Severity::low, "F"},
             Row{130, sh::Severity::critical, "F"},
         })
        CHECK(grade_of(row.score, row.worst) == row.grade);
}
