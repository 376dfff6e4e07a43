// SPDX-License-Identifier: MIT
// What the audit says to send mends what it found.
#include "../../examples/audit/header_line.hpp"

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/csp/allows.hpp>
#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/csp/subsumes.hpp>
#include <secure_headers/parse/content_security_policy.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

#include "catch.hpp"
#include "rounds.hpp"

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

namespace {

constexpr std::string_view name = "Content-Security-Policy";

sh::Report audit(std::string_view policy) {
    return sh::audit({{name, policy}, {"Cache-Control", "no-store"}},
                     {.https = true, .status = 200, .content_type = "text/html; charset=utf-8"});
}

/// As a server would send it.
std::string with_nonce_and_hash(std::string line) {
    const auto fill_in = [&](std::string_view placeholder, std::string_view code) {
        for (std::size_t at = line.find(placeholder); at != std::string::npos; at = line.find(placeholder))
            line.replace(at, placeholder.size(), code);
    };
    fill_in("nonce-RANDOM", "nonce-c2VjdXJlLWhlYWRlcnM2Nzg5");
    fill_in("sha256-...", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    return line;
}

/// Of a page that has that policy and, if they are given, other headers.
std::string line_of(const sh::Report& report, const std::string& policy, std::vector<sh::ResponseField> fields = {},
                    const sh::AuditContext& context = {.status = 200, .content_type = "text/html"}) {
    fields.push_back({name, policy});
    const sh::audit_rules::Response response = sh::audit_rules::read({fields, true}, context);
    return audit_command::mended_line(report.findings(), name, response.csp(), response);
}

/// The policy with all mended that the audit found; as it is if there is nothing to mend.
std::string mended(const std::string& policy) {
    const sh::Report report = audit(policy);
    const std::string line = line_of(report, policy);
    return line.empty() ? policy : with_nonce_and_hash(line.substr(name.size() + 2));
}

/// Ids of what is wrong with a policy beyond what is worth knowing.
std::string wrong(const std::string& policy) {
    std::string ids;
    const sh::Report report = audit(policy);
    for (const sh::Finding& finding : report.findings())
        if (finding.id.starts_with("csp-") && finding.severity > sh::Severity::info)
            ids.append(ids.empty() ? "" : " ").append(finding.id);
    return ids;
}

std::string line_for(std::string_view id, const std::string& policy) {
    const sh::Report report = audit(policy);
    for (const sh::Finding& finding : report.findings())
        if (finding.id == id)
            return audit_command::header_line(&finding, &finding + 1, sh::parse::content_security_policies(policy));
    return "no such finding";
}

using D = csp::Directive;

/// Whether a source is one that a site needs and that nothing is said against, where it stands.
bool is_needed(D directive, const csp::ParsedToken& token) {
    namespace rules = sh::audit_rules;
    if (directive == D::object_src || !csp::detail::has_place(directive, token.traits)) return false;
    const bool scripts = directive <= D::script_src_attr;
    switch (token.kind) {
        case csp::SourceKind::keyword:
            return token.is("'self'");
        case csp::SourceKind::nonce:
            return true;
        case csp::SourceKind::hash:
            return token.payload().size() == 44;
        case csp::SourceKind::scheme:
            return token.is("data:") && !scripts;
        case csp::SourceKind::host:
            return token.text.find_first_of("?.") != std::string_view::npos && !rules::csp_rules::is_wide(token) &&
                   !rules::is_address_source(token) && !(scripts && rules::csp_rules::is_bypass(token, true)) &&
                   token.text.find('?') == std::string_view::npos;
        default:
            return false;
    }
}

/// The sources that a site needs and that mending took out of where they stand.
std::string lost(const std::string& policy, const std::string& better) {
    const csp::ParsedPolicy before = sh::parse::content_security_policy(policy),
                            after = sh::parse::content_security_policy(better);
    std::string sources;
    for (const csp::ParsedDirective& list : before.directives) {
        if (list.ignored || !list.directive || !csp::takes_sources(*list.directive)) continue;
        for (const csp::ParsedToken& token : list.tokens) {
            if (csp::detail::find_directive(token.text)) break;  // a semicolon is missing
            const csp::ParsedDirective* const now = after.find(*list.directive);
            std::string needed{token.text};
            if (list.is(D::frame_ancestors) && needed.starts_with("http://")) needed.insert(4, "s");
            if (is_needed(*list.directive, token) && (now == nullptr || !now->has(needed)))
                sources.append(list.name).append(" ").append(token.text).append("; ");
        }
    }
    return sources;
}

/// What the better policies let through and the policies do not, but for what the site itself has, and what has a nonce
/// or a hash.
std::string opened(const std::string& policy, const std::string& better) {
    constexpr std::string_view urls[]{"https://a.com/",
                                      "http://a.com/",
                                      "https://www.googleapis.com/x",
                                      "https://evil.test/x",
                                      "http://evil.test/",
                                      "wss://evil.test/",
                                      "https://https/",
                                      "https://10.0.0.1/",
                                      "data:text/plain,x",
                                      "blob:https://page.example/u"};
    const audit_command::Policies before = sh::parse::content_security_policies(policy),
                                  after = sh::parse::content_security_policies(better);
    std::string opened;
    const auto note = [&](D directive, const auto& what, std::string_view shown) {
        if (csp::allows(after, what) && !csp::allows(before, what))
            opened.append(csp::name_of(directive)).append(" ").append(shown).append("; ");
    };
    for (const D load : csp::detail::loads)
        for (const std::string_view url : urls)
            note(load, csp::Load{.directive = load, .url = url, .page = "https://page.example/"}, url);
    for (const D place : {D::script_src_elem, D::script_src_attr, D::style_src_elem, D::style_src_attr})
        note(place, csp::InlineCode{.directive = place, .code = "evil"}, "inline");
    const auto all = [](const audit_command::Policies& policies, bool (*allow)(const csp::ParsedPolicy&)) {
        return std::all_of(policies.begin(), policies.end(), allow);
    };
    for (const auto allow : {csp::allows_eval, csp::allows_wasm})
        if (all(after, allow) && !all(before, allow)) opened += "eval; ";
    return opened;
}

/// What our own policies would refuse of the lists that the fixes write.
std::string refused(const std::string& policy) {
    std::string refusals;
    const sh::Report report = audit(policy);
    for (const sh::Finding& finding : report.findings()) {
        if (!finding.fix.view().starts_with("policy.replace(")) continue;
        const audit_command::LineParts parts{audit_command::header_line(finding.fix)};
        const std::string line = with_nonce_and_hash(parts.directives);
        const csp::ParsedPolicy written = sh::parse::content_security_policy(line);
        std::vector<csp::Source> sources;
        try {
            for (const csp::ParsedToken& token : written.directives[0].tokens)
                sources.push_back(token.kind == csp::SourceKind::nonce ? csp::Source{csp::nonce}
                                                                       : csp::Source{sh::runtime{token.text}});
            static_cast<void>(sh::ContentSecurityPolicy{}.replace(*written.directives[0].directive, sources));
        } catch (const sh::InvalidHeader& mistake) {
            refusals.append(finding.fix).append(" ").append(mistake.what()).append("; ");
        }
    }
    return refusals;
}

}  // namespace

TEST_CASE("What is to be sent for a finding changes the directive that it is about, and says so") {
    struct Row {
        std::string_view id, policy, line;
    };
    for (const Row& row : {
             Row{"csp-unquoted-keyword", "img-src self a.com",
                 "...; img-src 'self' a.com  (in place of the img-src that is there)"},
             Row{"csp-scheme-without-colon", "img-src data",
                 "...; img-src 'none'  (in place of the img-src that is there)"},
             Row{"csp-query-in-source", "img-src a.com/?b", "...; img-src a.com/  (in place of the img-src that is there)"},
             Row{"csp-unknown-keyword", "img-src 'slef'", "...; img-src 'none'  (in place of the img-src that is there)"},
             Row{"csp-ip-source", "img-src 10.0.0.1 a.com", "...; img-src a.com  (in place of the img-src that is there)"},
             Row{"csp-unknown-keyword", "script-src 'nonce-{random}'",
                 "...; script-src 'nonce-RANDOM'; base-uri 'none'  (in place of the script-src that is there)  (RANDOM is new in "
                 "each response and stands in each <script nonce=\"RANDOM\">)"},
             Row{"csp-hash-length", "script-src 'sha256-AAAA'",
                 "...; script-src 'sha256-...'  (in place of the script-src that is there)  (of the code)"},
             Row{"csp-hash-length", "script-src 'self' 'sha256-AAAA'",
                 "...; script-src 'self'  (in place of the script-src that is there)  (and 'sha256-...' of the code)"},
             Row{"csp-misplaced-source", "script-src-attr 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='",
                 "...; script-src-attr 'none'  (in place of the script-src-attr that is there)  (and move that code out of "
                 "attributes)"},
             Row{"csp-duplicate-directive", "img-src a.com; img-src b.com", "...  (without the second img-src)"},
             Row{"csp-value", "REPORT-TO /x; report-to csp",
                 "...; REPORT-TO csp  (in place of the REPORT-TO that is there)  (and Reporting-Endpoints: csp=\"https://reports.example.com\")  (reports.example.com is where your reports go)"},
             Row{"csp-unknown-directive", "font-sr a.com", "...; font-src a.com  (without font-sr)"},
             Row{"csp-unknown-directive", "default-src 'self'; font-sr a.com", "...  (without font-sr)"},
             Row{"csp-unknown-directive", "frame-ancestor 'none'; frame-ancestors 'none'", "...  (without frame-ancestor)"},
             Row{"csp-unknown-directive", "reprt-to other",
                 "...; report-to other  (without reprt-to)  (and Reporting-Endpoints: other=\"https://reports.example.com\")  (reports.example.com is where your reports go)"},
             Row{"csp-unknown-directive", "reportto CSP", "...  (without reportto)"},
             Row{"csp-unknown-directive", "webrct 'allow'", "...; webrtc 'allow'  (without webrct)"},
             Row{"csp-unknown-directive", "default-src 'self' a.com; image-src 'self' b.com", "...  (without image-src)"},
             Row{"csp-missing-semicolon", "default-src 'self'; media-src 'self' img-src 'self' data:",
                 "...; media-src 'self'  (in place of the media-src that is there)"},
             Row{"csp-missing-semicolon", "script-src 'self' style-src 'unsafe-inline'",
                 "...; script-src 'self'; style-src 'unsafe-inline'  (in place of the script-src that is there)  (and audit that: what is enforced has findings of its own)"},
             Row{"csp-missing-semicolon", "img-src 'self'; require-trusted-types-for base-uri",
                 "...; require-trusted-types-for 'script'; base-uri 'none'  (in place of the require-trusted-types-for that is there)"},
             Row{"csp-missing-semicolon", "script-src 'self'; object-src style-src 'self'",
                 "...; object-src 'none'; style-src 'self'  (in place of the object-src that is there)"},
             Row{"csp-missing-semicolon", "img-src a.com; script-src 'self' img-src b.com",
                 "...; script-src 'self'  (in place of the script-src that is there)"},
             Row{"csp-not-ascii", "default-src ‘self’; script-src 'self'",
                 "...; default-src 'self'; object-src 'none'  (in place of the one that is not all ASCII)"},
             Row{"csp-not-ascii", "webrtc ‘block’", "...; webrtc 'block'  (in place of the one that is not all ASCII)"},
             Row{"csp-scheme-without-colon", "script-src 'self' https",
                 "...; script-src 'self'  (in place of the script-src that is there)"},
             Row{"csp-plain-http", "upgrade-insecure-requests; frame-ancestors http://a.example:80 ws://b.example",
                 "...; frame-ancestors https://a.example  (in place of the frame-ancestors that is there)"},
             Row{"csp-removed-directive", "plugin-types a/b", "...  (without plugin-types)"},
             Row{"csp-missing-semicolon", "img-src a.com font-src b.com",
                 "...; img-src a.com; font-src b.com  (in place of the img-src that is there)"},
             Row{"csp-none-beside-others", "img-src 'none' a.com",
                 "...; img-src a.com  (in place of the img-src that is there)"},
             Row{"csp-empty-source-list", "img-src", "...; img-src 'none'  (in place of the img-src that is there)"},
             Row{"csp-value", "upgrade-insecure-requests 1",
                 "...; upgrade-insecure-requests  (in place of the upgrade-insecure-requests that is there)"},
             Row{"csp-value", "sandbox allow-scripts allow-all",
                 "...; sandbox allow-scripts  (in place of the sandbox that is there)"},
             Row{"csp-value", "report-to a b c",
                 "...; report-to a  (in place of the report-to that is there)  (and Reporting-Endpoints: a=\"https://reports.example.com\")  (reports.example.com is where your reports go)"},
             Row{"csp-value", "report-uri ftp://a.example /ok",
                 "...; report-uri /ok  (in place of the report-uri that is there)"},
             Row{"csp-value", "img-src a.com; report-uri ftp://a.example; report-uri ftp://b.example",
                 "...  (without report-uri)"},
             Row{"csp-value", "img-src a.com; report-uri ftp://a.example; report-uri /ok",
                 "...; report-uri /ok  (in place of the report-uri that is there)"},
             Row{"csp-value", "report-to",
                 "...; report-to csp  (in place of the report-to that is there)  (and Reporting-Endpoints: csp=\"https://reports.example.com\")  (reports.example.com is where your reports go)"},
             Row{"csp-value", "report-to CSP backup",
                 "...; report-to backup  (in place of the report-to that is there)  (and Reporting-Endpoints: backup=\"https://reports.example.com\")  (reports.example.com is where your reports go)"},
             Row{"csp-value", "report-to \"a\" b",
                 "...; report-to b  (in place of the report-to that is there)  (and Reporting-Endpoints: b=\"https://reports.example.com\")  (reports.example.com is where your reports go)"},
             Row{"csp-value", "report-uri csp.php http://r.example/c",
                 "...; report-uri csp.php  (in place of the report-uri that is there)"},
             Row{"csp-value", "report-uri csp.php http://r.example/c /ok",
                 "...; report-uri /ok  (in place of the report-uri that is there)"},
             Row{"csp-value", "trusted-types angular angular:bundle my?pol",
                 "...; trusted-types angular  (in place of the trusted-types that is there)"},
             Row{"csp-value", "trusted-types a*",
                 "...; trusted-types 'none'  (in place of the trusted-types that is there)"},
             Row{"csp-value", "require-trusted-types-for",
                 "...; require-trusted-types-for 'script'  (in place of the require-trusted-types-for that is there)"},
             Row{"csp-misplaced-source", "style-src-attr 'nonce-abc'; style-src-attr 'none'",
                 "...; style-src-attr 'none'  (in place of the style-src-attr that is there)"},
             Row{"csp-empty-source-list", "img-src; font-src 'none'; img-src",
                 "...; img-src 'none'  (in place of the img-src that is there)  (without the second img-src)"},
             Row{"csp-block-all-mixed-content", "block-all-mixed-content 1; img-src a.com; block-all-mixed-content",
                 "...  (without block-all-mixed-content)"},
             Row{"csp-default-src-missing", "img-src a.com", "...; default-src 'self'; object-src 'none'"},
             Row{"csp-missing", "frame-ancestors 'self'",
                 "...; default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'  (to be tried as "
                 "Content-Security-Policy-Report-Only first)"},
             Row{"csp-object-src-not-none", "default-src 'self'", "...; object-src 'none'"},
             Row{"csp-object-src-not-none", "object-src 'self'",
                 "...; object-src 'none'  (in place of the object-src that is there)"},
         }) {
        INFO(row.policy);
        CHECK(line_for(row.id, std::string{row.policy}) == "Content-Security-Policy: " + std::string{row.line});
    }
    CHECK(line_for("csp-script-unsafe-inline", "script-src-elem 'unsafe-inline'") ==
          "Content-Security-Policy: ...; script-src-elem 'nonce-RANDOM' 'strict-dynamic'; base-uri 'none'  (in place of the "
          "script-src-elem that is there)  (RANDOM is new in each response and stands in each <script nonce=\"RANDOM\">)");
}

TEST_CASE("A directive that browsers skip stays out of the mended policy where it would block what works") {
    const std::string rest =
        "default-src 'self' https://cdn.example; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
        "'none'";
    for (const std::string skipped :
         {"image-src 'self' https://img.example", "img-src ‘self’ data:", "img-src 'self' bücher.example",
          "sandbx allow-scripts allow-all", "trusted-type angular angular:bundle", "webrct", "reportto CSP"}) {
        const std::string policy = skipped + "; upgrade-insecure-requests 1; " + rest;
        INFO(policy);
        const sh::Report report = audit(policy);
        CHECK(line_of(report, policy) == "Content-Security-Policy: upgrade-insecure-requests; " + rest);
    }
    for (const auto& [before, after] : {std::pair{"media-src 'self' img-src 'self' data:", "media-src 'self'"},
                                        std::pair{"media-src none img-src *.cloudfront.net 'none'", "media-src 'none'"}}) {
        const std::string policy = rest + "; " + before;
        const sh::Report report = audit(policy);
        CHECK(line_of(report, policy) == "Content-Security-Policy: " + rest + "; " + after);
    }
    CHECK(line_for("csp-not-ascii", "default-src 'self'; img-src ‘self’ data:") == "");
    CHECK(line_for("csp-not-ascii", "img-src 'self' bücher.example") == "");
}

TEST_CASE("What mends a policy keeps what the site needs") {
    struct Row {
        std::string policy, mended;
    };
    constexpr const char* rest =
        "default-src 'none'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'";
    for (const Row& row : {
             Row{"style-src 'self' 'unsafe-inline' https://fonts.googleapis.com",
                 "style-src 'self' 'nonce-RANDOM' https://fonts.googleapis.com"},
             Row{"img-src self https a.com/?b 10.0.0.1 https://a.com", "img-src 'self' a.com/ https://a.com"},
             Row{"sandbox allow-forms allow-scripts allow-same-origin", "sandbox allow-forms allow-scripts"},
             Row{"script-src-elem 'self' 'unsafe-inline' a.com",
                 "script-src-elem 'self' 'nonce-RANDOM' 'strict-dynamic' a.com"},
         }) {
        const std::string policy = rest + ("; " + row.policy);
        const sh::Report report = audit(policy);
        CHECK(line_of(report, policy) == "Content-Security-Policy: " + std::string{rest} + "; " + row.mended);
    }
    const std::string framed = "frame-ancestors https://partner.example https:; form-action https://pay.example *";
    const sh::Report report = audit(framed);
    const std::string better = line_of(report, framed);
    CHECK(better.find("frame-ancestors https://partner.example;") != std::string::npos);
    CHECK(better.find("form-action https://pay.example 'self';") != std::string::npos);
}

TEST_CASE("A policy is mended by what X-Frame-Options was meant to say") {
    const std::string policy = "default-src 'none'; base-uri 'none'; form-action 'self'";
    const sh::Report report = sh::audit({{name, policy}, {"X-Frame-Options", "ALLOW-FROM https://partner.example/"}});
    CHECK(line_of(report, policy) == "Content-Security-Policy: " + policy + "; frame-ancestors https://partner.example");
}

TEST_CASE("Of several policies each is mended where it is weak") {
    const std::string both =
        "frame-ancestors 'none', default-src 'self'; style-src 'unsafe-inline' a.com; object-src 'none'; base-uri 'none'; "
        "form-action 'self'";
    const sh::Report report = audit(both);
    CHECK(line_of(report, both) ==
          "Content-Security-Policy: frame-ancestors 'none', default-src 'self'; style-src 'nonce-RANDOM' a.com; object-src "
          "'none'; base-uri 'none'; form-action 'self'");
}

TEST_CASE("A policy mended by what the audit says has nothing left to mend") {
    for (const std::string policy :
         {"default-src *", "default-src 'self' 'unsafe-inline'",
          "script-src-elem 'unsafe-inline'; script-src-attr 'unsafe-inline'",
          "default-src 'none'; script-src 'self' self; style-src-attr 'unsafe-inline'", "upgrade-insecure-requests",
          "frame-ancestors *", "sandbox allow-scripts allow-same-origin", "script-src 'strict-dynamic'; object-src *",
          "default-src 'strict-dynamic'", "script-src 'self' http://a.com; base-uri *; form-action *",
          "img-src; img-src a; img-src b; script-src 'sha256-abc'", "default-src “self”; script-src 'self'"}) {
        INFO(policy);
        const std::string better = mended(policy);
        INFO(better);
        CHECK(wrong(better) == "");
    }
}

TEST_CASE("Policies put together by chance are mended, too") {
    constexpr std::string_view names[]{"default-src",
                                       "script-src",
                                       "script-src-elem",
                                       "script-src-attr",
                                       "style-src",
                                       "style-src-attr",
                                       "img-src",
                                       "object-src",
                                       "base-uri",
                                       "form-action",
                                       "frame-ancestors",
                                       "frame-src",
                                       "scrpt-src",
                                       "img-scr",
                                       "child-scr",
                                       "plugin-types",
                                       "block-all-mixed-content",
                                       "upgrade-insecure-requests",
                                       "sandbox",
                                       "require-trusted-types-for",
                                       "report-to",
                                       "report-uri"};
    constexpr std::string_view values[]{"'self'",
                                        "'none'",
                                        "*",
                                        "https:",
                                        "http:",
                                        "data:",
                                        "self",
                                        "https",
                                        "'unsafe-inline'",
                                        "'unsafe-eval'",
                                        "'strict-dynamic'",
                                        "'unsafe-hashes'",
                                        "'nonce-c2VjdXJlLWhlYWRlcnM2Nzg5'",
                                        "'sha256-abc'",
                                        "a.com",
                                        "http://a.com",
                                        "10.0.0.1",
                                        "a.com/?b",
                                        "'slef'",
                                        "http",
                                        "data",
                                        "blob",
                                        "wss",
                                        "none",
                                        "unsafe-inline",
                                        "unsafe-eval",
                                        "strict-dynamic",
                                        "unsafe-hashes",
                                        "nonce-c2VjdXJlLWhlYWRlcnM2Nzg5",
                                        "sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=",
                                        "“self”",
                                        "bücher.example",
                                        "img-src",
                                        "style-src",
                                        "allow-scripts",
                                        "allow-same-origin",
                                        "'script'",
                                        "*.googleapis.com",
                                        "a..b",
                                        "/csp"};
    std::minstd_rand random{20261130};
    const auto pick = [&random](const auto& from) { return from[random() % (sizeof from / sizeof from[0])]; };
    for (int i = 0; i < rounds(3000); ++i) {
        std::string policy;
        for (std::size_t directives = 1 + random() % 5; directives != 0; --directives) {
            policy.append(policy.empty() ? "" : "; ").append(pick(names));
            for (std::size_t count = random() % 4; count != 0; --count) policy.append(" ").append(pick(values));
        }
        INFO(policy);
        const std::string better = mended(policy);
        INFO(better);
        REQUIRE(wrong(better) == "");
        REQUIRE(audit(better).score() >= audit(policy).score());
        REQUIRE(lost(policy, better) == "");
        REQUIRE(opened(policy, better) == "");
        const csp::ParsedPolicy parsed = sh::parse::content_security_policy(policy);
        const sh::Report report = audit(policy);
        for (const sh::Finding& finding : report.findings()) {
            audit_command::MendedPolicy one{parsed};
            if (!audit_command::is_policy(finding) || !audit_command::mend(one, finding)) continue;
            INFO(finding.id << ": " << one.text());
            REQUIRE(opened(policy, with_nonce_and_hash(one.text())) == "");
        }
        REQUIRE(refused(policy) == "");
    }
}

TEST_CASE("Of more than anybody writes there is no policy with all mended, and none is left out of it") {
    const auto several = [](const std::string& policy, std::size_t count) {
        std::string text = policy;
        while (--count != 0) text += ", " + policy;
        return text;
    };
    constexpr std::size_t most = audit_command::MendedPolicies::most_policies;
    const std::string ten = several("img-src self", most), eleven = several("img-src self", most + 1);
    const sh::Report few = audit(ten), many = audit(eleven);
    CHECK(line_of(few, ten).find(several("img-src 'self'", most - 1)) != std::string::npos);
    CHECK(line_of(many, eleven) == "");

    std::string hundred = "img-src self";
    for (int i = 1; i < 100; ++i) hundred += "; a-" + std::to_string(i);
    const std::string whole = "default-src *, " + hundred, larger = whole + "; a-0";
    const sh::Report of_whole = audit(whole), of_larger = audit(larger);
    CHECK(line_of(of_whole, whole).find("img-src") != std::string::npos);
    CHECK(line_of(of_larger, larger) == "");
    CHECK(line_for("csp-unquoted-keyword", hundred).find("in place of the img-src") != std::string::npos);
    CHECK(line_for("csp-unquoted-keyword", hundred + "; a-0").find("in place of") == std::string::npos);

    const std::string nothing = "font-sr 'self' " + std::string(8192, 'a');
    CHECK(line_of(audit(nothing), nothing) == "");
}

TEST_CASE("A field of policies without an end is mended where the finding lies, without the others") {
    std::string field;
    for (int i = 0; i < 4096; ++i) field += "a,";
    const audit_command::Policies policies = sh::parse::content_security_policies(field);
    CHECK(audit_command::policy_at(policies, 0) == policies.begin());
    CHECK(audit_command::policy_at(policies, 1) == policies.begin());
    CHECK(audit_command::policy_at(policies, 2 * 4095) == policies.end() - 1);
    CHECK(audit_command::policy_at(policies, 2 * 4096) == nullptr);
    CHECK(audit_command::policy_at({}, 0) == nullptr);
    const sh::Report report = audit(field);
    CHECK(line_of(report, field) == "");
    for (const sh::Finding& finding : report.findings())
        if (finding.id == "csp-unknown-directive")
            CHECK(audit_command::header_line(&finding, &finding + 1, policies) ==
                  "Content-Security-Policy: ...  (without a)");
}

TEST_CASE("A policy is mended for the response that it stands in") {
    const auto line = [](const std::string& policy, const std::vector<sh::ResponseField>& others, std::string_view type) {
        const sh::AuditContext context{.status = 200, .content_type = type};
        std::vector<sh::ResponseField> fields = others;
        fields.push_back({name, policy});
        return line_of(sh::audit(fields, context), policy, others, context);
    };
    const std::string misspelt = "defualt-src 'none'";
    CHECK(line(misspelt, {{"X-Frame-Options", "SAMEORIGIN"}}, "text/html") ==
          "Content-Security-Policy: default-src 'none'; frame-ancestors 'self'; form-action 'self'");
    CHECK(line(misspelt, {}, "text/html") ==
          "Content-Security-Policy: default-src 'none'; form-action 'self'; frame-ancestors 'none'");
    CHECK(line("upgrade-insecure-requests; frame-ancestors 'none",
               {{"Content-Security-Policy-Report-Only", "img-src 'none'"}}, "text/html") ==
          "Content-Security-Policy: upgrade-insecure-requests; frame-ancestors 'none'; default-src 'self'; object-src 'none'; "
          "base-uri 'none'; form-action 'self'");
    CHECK(line(misspelt, {}, "application/json") == "Content-Security-Policy: default-src 'none'");
}

TEST_CASE("What is to be sent for a report-only policy has its header") {
    constexpr std::string_view report_only = "Content-Security-Policy-Report-Only";
    for (const char* const policy :
         {"object-src; object-src 'none'", "img-src self", "img-src 'none' a.com", "sandbox", "img-src; a; a"}) {
        const sh::Report report = sh::audit({{report_only, policy}});
        const audit_command::Policies policies = sh::parse::content_security_policies(policy);
        for (const sh::Finding& finding : report.findings()) {
            if (finding.header.view() != report_only) continue;
            INFO(policy << ": " << finding.id);
            for (const std::string& line :
                 {audit_command::header_line(&finding, &finding + 1, policies), audit_command::header_line(finding)})
                CHECK((line.empty() || line.starts_with("Content-Security-Policy-Report-Only: ...")));
        }
    }
}

TEST_CASE("The directive in which a finding lies has a name") {
    const std::string field = ",img-src a b; font-src c, ;media-src d; style-src ‘self’; frame-src a.com";
    const audit_command::Policies policies = sh::parse::content_security_policies(field);
    const auto name_of = [&](std::string_view part) { return audit_command::name_at(policies, field.find(part)); };
    CHECK(name_of("a b") == "img-src");
    CHECK(name_of("b;") == "img-src");
    CHECK(name_of("c,") == "font-src");
    CHECK(name_of("d") == "media-src");
    CHECK(name_of("font-src") == "");
    CHECK(name_of(",img") == "");
    CHECK(name_of("style-src") == "");
    CHECK(name_of("‘self’") == "style-src");
    CHECK(name_of("frame-src") == "");
    CHECK(name_of("a.com") == "frame-src");
    CHECK(audit_command::name_at(policies, field.size() + 1) == "");
}

TEST_CASE("One line is sent for findings of one rule and fix, and of one policy or cookie") {
    const auto groups = [](const std::vector<sh::ResponseField>& fields, std::string_view id) {
        const sh::audit_rules::Response response = sh::audit_rules::read({fields, true}, {});
        const sh::Report report = sh::audit(fields);
        const sh::Finding* last = nullptr;
        int count = 0;
        for (const sh::Finding& finding : report.findings()) {
            if (finding.id != id) continue;
            const auto& policies = finding.header.view() == name ? response.csp() : response.csp_report_only();
            if (last == nullptr || !audit_command::is_sent_with(*last, finding, policies, response.cookies())) ++count;
            last = &finding;
        }
        return count;
    };
    constexpr std::string_view report_only = "Content-Security-Policy-Report-Only";
    CHECK(groups({{name, "plugin-types a; reflected-xss b"}}, "csp-removed-directive") == 1);
    CHECK(groups({{name, "plugin-types a, reflected-xss b"}}, "csp-removed-directive") == 2);
    CHECK(groups({{name, "plugin-types a"}, {report_only, "reflected-xss b"}}, "csp-removed-directive") == 2);
    CHECK(groups({{"Set-Cookie", "a=1; Foo; Bar"}}, "cookie-attribute-unknown") == 1);
    CHECK(groups({{"Set-Cookie", "a=1; Foo"}, {"Set-Cookie", "a=1; Foo"}}, "cookie-attribute-unknown") == 2);
    CHECK(groups({{"Cache-Control", "a, b"}}, "cache-control-unknown") == 1);
}

TEST_CASE("What a line explains stands behind all else, whatever its value has in parentheses") {
    for (const auto& [line, header] :
         {std::pair{"Vary: Origin", "Vary: Origin"}, std::pair{"Vary: Origin  (a)", "Vary: Origin"},
          std::pair{"Set-Cookie: a=...; Path=/b  (c); Secure", "Set-Cookie: a=...; Path=/b  (c); Secure"},
          std::pair{"Set-Cookie: a=...; Path=/b  (c; Secure  (d)  (e)", "Set-Cookie: a=...; Path=/b  (c; Secure"},
          std::pair{"(leave it out)", "(leave it out)"}, std::pair{"", ""}})
        CHECK(std::string_view{line}.substr(0, audit_command::begin_of_notes(line)) == header);
}

TEST_CASE("A response's own nonce is not what is to be sent") {
    const std::string policy =
        "default-src 'none'; script-src 'nonce-c2VjdXJlLWhlYWRlcnM2Nzg5' 'nonce-b3RoZXItaGVhZGVyczY3ODk=' self; style-src "
        "'nonce-c2VjdXJlLWhlYWRlcnM2Nzg5' b.com";
    const sh::Report report = audit(policy);
    CHECK(
        line_of(report, policy)
            .starts_with(
                "Content-Security-Policy: default-src 'none'; script-src 'nonce-RANDOM' 'self'; style-src 'nonce-RANDOM' b.com"));
    CHECK(line_for("csp-unquoted-keyword", policy) ==
          "Content-Security-Policy: ...; script-src 'nonce-RANDOM' 'self'  (in place of the script-src that is there)  "
          "(RANDOM is new in each response and stands in each <script nonce=\"RANDOM\">)");
    CHECK(line_for("csp-duplicate-value", "style-src 'nonce-c2VjdXJlLWhlYWRlcnM2Nzg5' a.com a.com") ==
          "Content-Security-Policy: ...; style-src 'nonce-RANDOM' a.com  (in place of the style-src that is there)  "
          "(RANDOM is new in each response and stands in each <style nonce=\"RANDOM\">)");
}

TEST_CASE("What is to be sent names the header that is to be left out, and says what is to be thought of") {
    const auto line_of = [](std::string_view id, std::vector<sh::ResponseField> fields) {
        const sh::Report report = sh::audit(fields, {.https = true, .status = 200, .content_type = "text/html"});
        for (const sh::Finding& finding : report.findings())
            if (finding.id == id) return audit_command::header_line(finding);
        return std::string{"no such finding"};
    };
    CHECK(line_of("product-disclosed", {{"X-Runtime", "1"}}) == "(leave X-Runtime out)");
    CHECK(line_of("version-disclosed", {{"Server", "a/1"}}) ==
          "(leave Server out, or have it name neither product nor version)");
    CHECK(line_of("debug-header", {{"X-Debug", "1"}}) == "(leave X-Debug out, and switch debugging off)");
    CHECK(line_of("feature-policy", {{"Feature-Policy", "a"}, {"Permissions-Policy", "usb=()"}}) ==
          "(leave Feature-Policy out)");
    CHECK(line_of("feature-policy", {{"Feature-Policy", "a"}}) ==
          "Permissions-Policy: camera=()  (and no Feature-Policy)");
    const char* const old = "sync-xhr 'none'; camera 'self'; usb 'self' https://a.example https://b.example; midi *";
    const std::string now =
        "Permissions-Policy: sync-xhr=(), camera=(self), usb=(self \"https://a.example\" \"https://b.example\"), midi=*";
    CHECK(line_of("permissions-policy-old-syntax", {{"Permissions-Policy", old}}) == now);
    CHECK(line_of("feature-policy", {{"Feature-Policy", old}}) == now + "  (and no Feature-Policy)");
    CHECK(line_of("permissions-policy-any", {{"Permissions-Policy", "usb=*"}}) ==
          "Permissions-Policy: ..., usb=()  (in place of the usb that is there; or (self), or those who need it)");
    CHECK(line_of("cors-any", {{"Access-Control-Allow-Origin", "*"}}) ==
          "Access-Control-Allow-Origin: https://app.example.com  (one of a fixed list, and Vary: Origin)");
    CHECK(line_of("cors-without-vary", {{"Access-Control-Allow-Origin", "https://a.example"}}) == "Vary: Origin");
    CHECK(line_of("cors-without-vary", {{"Access-Control-Allow-Origin", "https://a.example"}, {"Vary", "Accept"}}) ==
          "Vary: ..., Origin");
    CHECK(line_of("hsts-missing", {}) ==
          "Strict-Transport-Security: max-age=63072000; includeSubDomains  (once each subdomain speaks HTTPS; a short max-age "
          "tries it first)");
    CHECK(line_of("hsts-preload-consent",
                  {{"Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"}}) ==
          "Strict-Transport-Security: max-age=31536000; includeSubDomains  (only if preload is not meant)");
    CHECK(line_of("cache-control-missing", {}) ==
          "Cache-Control: no-store  (if it is for one user; what is public takes max-age)");
    CHECK(line_of("csp-missing", {}).ends_with("  (to be tried as Content-Security-Policy-Report-Only first)"));
    CHECK(line_of("csp-missing", {{"X-Frame-Options", "ALLOW-FROM https://a.example"}})
              .ends_with("; frame-ancestors https://a.example; upgrade-insecure-requests  (and no X-Frame-Options)  (to be "
                         "tried as Content-Security-Policy-Report-Only first)"));
    CHECK(line_of("csp-missing", {{"X-Frame-Options", "SAMEORIGIN"}}).find("; frame-ancestors 'self'; ") !=
          std::string::npos);
    CHECK(line_of("x-frame-options-ignored", {{"X-Frame-Options", "SAMEORIGIN;"}}) ==
          "Content-Security-Policy: ...; frame-ancestors 'self'  (and X-Frame-Options: SAMEORIGIN)");
    CHECK(line_of("csp-script-unsafe-inline", {{name, "script-src 'unsafe-inline'"}}) ==
          "Content-Security-Policy: ...; script-src 'nonce-RANDOM' 'strict-dynamic'; base-uri 'none'  (RANDOM is new in each "
          "response and stands in each <script nonce=\"RANDOM\">)  (and Cache-Control: no-store)");
    CHECK(line_of("coep-invalid", {{"Cross-Origin-Embedder-Policy", "on"},
                                   {"Permissions-Policy", "cross-origin-isolated=(), camera=()"}}) ==
          "Cross-Origin-Embedder-Policy: require-corp  (and Cross-Origin-Opener-Policy: same-origin)  (and "
          "Permissions-Policy without cross-origin-isolated)");
}

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

sh::Report audit_of(const Fields& fields) {
    std::vector<sh::ResponseField> views;
    for (const auto& [field, value] : fields) views.push_back({field, value});
    return sh::audit(views, {.https = true, .status = 200, .content_type = "text/html; charset=utf-8"});
}

/// The fields once they are sent as a line says: each header in place of what is there, `...` for what it says.
Fields as_sent(Fields fields, std::string line) {
    constexpr std::string_view and_also = "  (and ";
    std::string also;
    if (const std::size_t at = line.find(and_also); at != std::string::npos)
        also = line.substr(at + and_also.size(), line.find(')', at) - at - and_also.size());
    for (std::string each : {line.substr(0, line.find("  (")), also}) {
        const std::size_t colon = each.find(": ");
        if (colon == std::string::npos) continue;
        const std::string header = each.substr(0, colon);
        std::string value = each.substr(colon + 2);
        for (std::size_t i = fields.size(); i-- != 0;) {
            if (fields[i].first != header) continue;
            if (value.starts_with("...")) value = fields[i].second + value.substr(3);
            fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(i));
        }
        fields.emplace_back(header, value);
    }
    return fields;
}

std::size_t times(const sh::Report& report, const sh::Finding& finding) {
    const auto says_so = [&](const sh::Finding& other) {
        return other.id == finding.id && other.header == finding.header && other.value == finding.value;
    };
    return static_cast<std::size_t>(std::count_if(report.findings().begin(), report.findings().end(), says_so));
}

}  // namespace

TEST_CASE("What is to be sent for reports mends what it is for, and breaks nothing that matters as much") {
    const std::string group = R"({"group":"a","max_age":5,"endpoints":[{"url":"https://r.example/"}]})";
    const std::string endpoints[]{"",
                                  "a=\"https://r.example/\"",
                                  "coop=\"https://r.example/coop\", default=\"https://r.example/d\"",
                                  "a=\"https://r.example/\", b=https://x",
                                  "CSP=\"https://r.example/\"",
                                  "a=\"http://r.example/\"",
                                  "a=\"/a\", a=1",
                                  "csp"};
    const std::string policies[]{"default-src 'self'", "default-src 'self'; report-uri /r",
                                 "default-src 'self'; report-to b", "default-src 'self'; report-to CSP"};
    const std::string groups[]{"", group, "{\"group\":\"zz\"}", group + ", {\"group\":\"b\"}", "zz"};
    const std::string nels[]{"", R"({"report_to":"zz","max_age":1})", R"({"report_to":"a","max_age":1})", "zz"};
    const std::string openers[]{"same-origin; report-to=\"coop\"", "same-origin"};
    std::size_t count = 0;
    for (const std::string& declared : endpoints)
        for (const std::string& policy : policies)
            for (const std::string& legacy : groups)
                for (const std::string& nel : nels)
                    for (const std::string& opener : openers) {
                        Fields fields{{"Content-Security-Policy", policy}, {"Cross-Origin-Opener-Policy", opener}};
                        if (!declared.empty()) fields.emplace_back("Reporting-Endpoints", declared);
                        if (!legacy.empty()) fields.emplace_back("Report-To", legacy);
                        if (!nel.empty()) fields.emplace_back("NEL", nel);
                        const sh::Report before = audit_of(fields);
                        for (const sh::Finding& finding : before.findings()) {
                            const bool is_of_reports =
                                finding.id == "csp-reporting-missing" || finding.id == "csp-report-uri-only" ||
                                finding.id == "report-to-undeclared" || finding.id == "reporting-endpoints-invalid" ||
                                finding.id == "nel-without-report-to" || finding.id == "report-to-invalid" ||
                                finding.id == "nel-invalid";
                            const std::string line = audit_command::header_line(finding);
                            if (!is_of_reports || line.empty()) continue;
                            const sh::Report after = audit_of(as_sent(fields, line));
                            INFO(finding.id << " by " << line << " of " << policy << " | " << declared << " | "
                                            << legacy << " | " << nel << " | " << opener);
                            CHECK(times(after, finding) == 0);
                            for (const sh::Finding& other : after.findings())
                                if (other.severity >= finding.severity && other.id != "reporting-endpoints-unused")
                                    CHECK(times(before, other) > 0);
                            ++count;
                        }
                    }
    CHECK(count > 1000);
}
