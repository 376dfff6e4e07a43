// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/report.hpp>
#include <secure_headers/csp/nearest_directive.hpp>
#include <secure_headers/detail/ascii.hpp>

#include "response_head.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace audit_command {

namespace sh = secure_headers;

/// What the C++ of a fix makes a server send, for those whose server is none of ours.
struct HeaderLine {
    std::string_view fix{};
    std::string_view line{};  ///< `...` stands for what the header says already.
};

inline constexpr std::string_view strict_scripts =
    "Content-Security-Policy: ...; script-src 'nonce-RANDOM' 'strict-dynamic'"
    "  (RANDOM is new in each response and stands in each <script nonce=\"RANDOM\">)";
inline constexpr std::string_view whole_policy =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; object-src 'none'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; upgrade-insecure-requests";

inline constexpr HeaderLine header_lines[]{
    {"headers.set(sh::StrictTransportSecurity{});", "Strict-Transport-Security: max-age=63072000; includeSubDomains"},
    {"headers.set(sh::StrictTransportSecurity{{.preload = true}});",
     "Strict-Transport-Security: max-age=63072000; includeSubDomains; preload"},
    {"headers.set(sh::StrictTransportSecurity{{.preload = false}});",
     "Strict-Transport-Security: max-age=63072000; includeSubDomains"},
    {"set_headers(response, headers, {.https = false});", "no Strict-Transport-Security over plain HTTP"},

    {"headers.set(sh::presets::recommended_content_security_policy());", whole_policy},
    {"headers.set(sh::presets::recommended_content_security_policy());  // has frame_ancestors({sh::csp::none})",
     "Content-Security-Policy: ...; frame-ancestors 'none'"},
    {"headers.set(sh::ContentSecurityPolicy{report_only});",
     "Content-Security-Policy: ...  (what Content-Security-Policy-Report-Only says)"},
    {"headers.set(sh::ContentSecurityPolicy{}.sandbox());", "Content-Security-Policy: sandbox"},
    {"headers.set(policy.report_to(\"csp\")).set(sh::ReportingEndpoints{{\"csp\", \"https://reports.example.com\"}});",
     "Content-Security-Policy: ...; report-to csp  (and Reporting-Endpoints: csp=\"https://reports.example.com\")"},
    {"policy.base_uri({sh::csp::none});", "Content-Security-Policy: ...; base-uri 'none'"},
    {"policy.default_src({sh::csp::none});", "Content-Security-Policy: ...; default-src 'none'"},
    {"policy.default_src({sh::csp::self}).object_src({sh::csp::none});",
     "Content-Security-Policy: ...; default-src 'self'; object-src 'none'"},
    {"policy.form_action({sh::csp::self});", "Content-Security-Policy: ...; form-action 'self'"},
    {"policy.img_src({\"https://images.example.com\"});  // hosts in punycode, paths percent-encoded",
     "Content-Security-Policy: ...; img-src https://images.example.com"},
    {"policy.img_src({\"https://images.example.com/path\"});",
     "Content-Security-Policy: ...; img-src https://images.example.com/path"},
    {"policy.object_src({sh::csp::none});", "Content-Security-Policy: ...; object-src 'none'"},
    {"policy.remove(sh::csp::Directive::block_all_mixed_content);",
     "Content-Security-Policy: ...  (without block-all-mixed-content)"},
    {"policy.replace(sh::csp::Directive::script_src, {sh::csp::nonce, sh::csp::strict_dynamic});", strict_scripts},
    {"policy.script_src({sh::csp::nonce, sh::csp::strict_dynamic});", strict_scripts},
    {"policy.replace(sh::csp::Directive::script_src, {sh::csp::self});",
     "Content-Security-Policy: ...; script-src 'self'  (each directive once, with all of its sources)"},
    {"policy.replace(sh::csp::Directive::style_src, {sh::csp::self, sh::csp::nonce});",
     "Content-Security-Policy: ...; style-src 'self' 'nonce-RANDOM'"
     "  (RANDOM is new in each response and stands in each <style nonce=\"RANDOM\">)"},
    {"policy.require_trusted_types_for(sh::csp::TrustedTypesSink::script);",
     "Content-Security-Policy: ...; require-trusted-types-for 'script'"},
    {"policy.sandbox({sh::csp::Sandbox::allow_scripts});", "Content-Security-Policy: ...; sandbox allow-scripts"},
    {"policy.sandbox({sh::csp::Sandbox::allow_scripts}).report_to(\"csp\");",
     "Content-Security-Policy: ...; sandbox allow-scripts; report-to csp"},
    {"policy.script_src({\"https://static.example.com\"});",
     "Content-Security-Policy: ...; script-src https://static.example.com"},
    {"policy.script_src({sh::csp::nonce});  // nonces, hashes and most keywords are for scripts and styles",
     "Content-Security-Policy: ...; script-src 'nonce-RANDOM'"},
    {"policy.script_src({sh::csp::self, sh::csp::nonce});",
     "Content-Security-Policy: ...; script-src 'self' 'nonce-RANDOM'"},
    {"policy.script_src({sh::csp::self});", "Content-Security-Policy: ...; script-src 'self'"},
    {"policy.script_src({sh::csp::self});  // hosts in punycode, paths percent-encoded",
     "Content-Security-Policy: ...; script-src 'self'"},
    {"policy.img_src({sh::csp::self, sh::csp::data});  // writes data:",
     "Content-Security-Policy: ...; img-src 'self' data:"},
    {"policy.script_src({sh::csp::self});  // writes 'self'", "Content-Security-Policy: ...; script-src 'self'"},
    {"policy.script_src({sh::csp::sha256(\"start()\")});",
     "Content-Security-Policy: ...; script-src 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='"
     "  (of the code start())"},
    {"policy.script_src({sh::csp::unsafe_hashes, sh::csp::sha256(\"start()\")});",
     "Content-Security-Policy: ...; script-src 'unsafe-hashes' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='"
     "  (of the code start())"},
    {"policy.upgrade_insecure_requests();  // and write https://",
     "Content-Security-Policy: ...; upgrade-insecure-requests"},
    {"set_headers(response, headers, {.nonce = sh::Nonce::generate()});",
     "Content-Security-Policy: ... 'nonce-RANDOM' ...  (RANDOM is new in each response: 22 letters or more)"},

    {"headers.set(sh::XFrameOptions::deny);", "X-Frame-Options: DENY"},
    {"headers.set(sh::XFrameOptions::deny);  // for frame_ancestors({sh::csp::none})",
     "X-Frame-Options: DENY  (for frame-ancestors 'none'; SAMEORIGIN for frame-ancestors 'self')"},
    {"headers.set(sh::XContentTypeOptions::nosniff);", "X-Content-Type-Options: nosniff"},
    {"headers.set(sh::CustomHeader{\"Content-Type\", \"text/html; charset=utf-8\"});",
     "Content-Type: text/html; charset=utf-8"},
    {"headers.set(sh::CustomHeader{\"Content-Type\", \"text/html; charset=utf-8\"});  // or what it is",
     "Content-Type: text/html; charset=utf-8  (or what it is)"},
    {"headers.set(sh::ReferrerPolicy::strict_origin_when_cross_origin);",
     "Referrer-Policy: strict-origin-when-cross-origin"},
    {"headers.set(sh::CrossOriginOpenerPolicy::same_origin);", "Cross-Origin-Opener-Policy: same-origin"},
    {"headers.set(sh::CrossOriginEmbedderPolicy::require_corp);", "Cross-Origin-Embedder-Policy: require-corp"},
    {"headers.set(sh::CrossOriginResourcePolicy::same_origin);", "Cross-Origin-Resource-Policy: same-origin"},
    {"headers.set(sh::OriginAgentCluster::enabled);", "Origin-Agent-Cluster: ?1"},
    {"headers.set(sh::PermissionsPolicy{}.deny(sh::Feature::camera).deny(sh::Feature::microphone));",
     "Permissions-Policy: camera=(), microphone=()"},
    {"headers.set(sh::PermissionsPolicy{}.allow(sh::Feature::camera, {sh::Allow::self}));",
     "Permissions-Policy: camera=(self)"},
    {"headers.set(permissions.remove(sh::Feature::cross_origin_isolated));",
     "Permissions-Policy: ...  (without cross-origin-isolated)"},

    {"headers.set(sh::ReportingEndpoints{{\"csp\", \"https://reports.example.com/csp\"}});"
     "  // each endpoint, by the name that policies report to",
     "Reporting-Endpoints: csp=\"https://reports.example.com/csp\"  (each endpoint, by the name that policies report to)"},
    {"headers.set(sh::ReportTo{{.group = \"network\", .endpoints = {{.url = \"https://reports.example.com\"}}}});"
     "  // each group, by the name that NEL and policies report to",
     R"(Report-To: {"group":"network","max_age":2592000,"endpoints":[{"url":"https://reports.example.com"}]})"
     "  (each group, by the name that NEL and policies report to)"},
    {"headers.set(sh::NEL{\"network\"});  // the group that Report-To declares",
     R"(NEL: {"report_to":"network","max_age":2592000})"
     "  (the group that Report-To declares)"},
    {"headers.set(sh::IntegrityPolicy{{sh::IntegrityPolicy::Destination::script}});",
     "Integrity-Policy: blocked-destinations=(script)"},

    {"headers.set(sh::CacheControl{{.no_store = true}});", "Cache-Control: no-store"},
    {"headers.remove(\"Expires\");", "no Expires"},
    {"headers.remove(\"Pragma\");", "no Pragma"},
    {"headers.merge(sh::presets::log_out());", "Clear-Site-Data: \"cache\",\"cookies\",\"storage\""},
    {"headers.remove(\"Clear-Site-Data\");", "no Clear-Site-Data"},

    {"headers.set(sh::CustomHeader{\"Access-Control-Allow-Origin\", \"https://app.example.com\"});  // one of a fixed list",
     "Access-Control-Allow-Origin: https://app.example.com  (one of a fixed list)"},
    {"headers.add(sh::CustomHeader{\"Vary\", \"Origin\"});", "Vary: Origin"},
    {"headers.remove(\"Access-Control-Allow-Credentials\");", "no Access-Control-Allow-Credentials"},
    {"headers.set(sh::CustomHeader{\"Access-Control-Allow-Headers\", \"Content-Type\"});  // each by its name",
     "Access-Control-Allow-Headers: Content-Type  (each by its name)"},
    {"headers.set(sh::TimingAllowOrigin{\"https://app.example.com\"});", "Timing-Allow-Origin: https://app.example.com"},

    {"constexpr sh::SecureCookie session{\"__Host-session\", {.same_site = sh::SameSite::strict}};",
     "Set-Cookie: __Host-session=...; Path=/; Secure; HttpOnly; SameSite=Strict"},
    {"constexpr sh::SecureCookie remembered{\"__Host-remembered\", {.max_age = std::chrono::days{400}}};",
     "Set-Cookie: __Host-remembered=...; Path=/; Max-Age=34560000; Secure; HttpOnly; SameSite=Lax"},
    {"set_cookie(response, session, value);  // replaces the one that is there", "one Set-Cookie of this name"},

    {"headers.remove(\"Server\").remove(\"X-Powered-By\");  // or the header that the finding names",
     "no such header, or one that names neither product nor version"},
    {"headers.remove(\"X-Debug-Token\");  // and switch debugging off", "no such header; switch debugging off"},
    {"headers.remove(\"Server-Timing\");", "no Server-Timing"},
    {"headers.set(sh::XXSSProtection::disabled);  // or leave it out", "X-XSS-Protection: 0  (or leave it out)"},
    {"headers.remove(\"Public-Key-Pins\");", "no Public-Key-Pins"},
    {"headers.remove(\"Expect-CT\");", "no Expect-CT"},
    {"headers.remove(\"Feature-Policy\").set(sh::PermissionsPolicy{}.deny(sh::Feature::camera));",
     "Permissions-Policy: camera=()  (and no Feature-Policy)"},
    {"headers.remove(\"X-Content-Security-Policy\").remove(\"X-WebKit-CSP\").remove(\"Frame-Options\");",
     "no such header"},
    {"headers.set(sh::XPermittedCrossDomainPolicies::none);", "X-Permitted-Cross-Domain-Policies: none"},
    {"headers.set(sh::XDNSPrefetchControl::off);", "X-DNS-Prefetch-Control: off"},
};

/// What to send for a rule's fix; empty where the fix is in words.
constexpr std::string_view header_line(std::string_view fix) {
    for (const HeaderLine& known : header_lines)
        if (known.fix == fix) return known.line;
    return {};
}

/// What to send for a finding: of a misspelt directive what stands there, under the right name; of a cookie its name.
inline std::string header_line(const sh::Finding& finding) {
    if (finding.id == "csp-unknown-directive")
        if (const auto meant = sh::csp::detail::nearest_directive(finding.value.view()))
            return std::string{finding.header.view()}.append(": ...; ").append(sh::csp::name_of(*meant)).append(" ...");
    std::string line{header_line(finding.fix)};
    constexpr std::string_view session = "__Host-session", prefix = "__Host-";
    const std::size_t at = line.find(session);
    const std::string name = visible(finding.value, 40);
    const bool is_name = sh::detail::is_token(name) && finding.id != "cookie-attribute-unknown";
    if (at == std::string::npos || !is_name) return line;
    const bool prefixed = finding.id == "cookie-without-prefix" || finding.id == "cookie-domain";
    return line.replace(at, session.size(), (prefixed ? std::string{prefix} : std::string{}) + name);
}

}  // namespace audit_command
