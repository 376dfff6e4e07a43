// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/cross_origin_resource_policy.hpp>
#include <secure_headers/parse/origin_agent_cluster.hpp>
#include <secure_headers/parse/permissions_policy.hpp>
#include <secure_headers/parse/problem.hpp>

#include <string_view>
#include <utility>

// What keeps other origins at a distance: COOP, COEP, CORP and origin-keyed agents. HTML, section 7.1; Fetch, section 3.7.
namespace secure_headers::audit_rules {

namespace cross_origin {

inline constexpr std::string_view opener = "Cross-Origin-Opener-Policy", embedder = "Cross-Origin-Embedder-Policy",
                                  resource = "Cross-Origin-Resource-Policy";

constexpr bool is_isolated(const Response& r) {
    return r.context().https && r.opener().word == "same-origin" && r.embedder().word != "unsafe-none";
}

template <class Parsed>
constexpr void note_problems(const Parsed& parsed, Notes& n, const detail::Text& fix = {}) {
    for (const parse::Problem& problem : parsed.problems) n.add_mended(problem.text, problem.offset, {}, fix);
}

constexpr bool embeds(const Response& r) {
    return r.has(Header::cross_origin_embedder_policy) && r.embedder().word != "unsafe-none";
}

/// C++ less its semicolon, with what keeps Permissions-Policy from taking back that it isolates the page.
constexpr detail::Text isolating(const Response& r, std::string_view code) {
    const parse::AllowedFeature* const feature = r.permissions().find("cross-origin-isolated");
    const bool takes_back = r.context().https && feature != nullptr && feature->denies_all();
    detail::Text fix{code};
    if (takes_back) fix.append(".set(permissions.remove(sh::Feature::cross_origin_isolated))");
    return std::move(fix.append(";"));
}
/// How to set Cross-Origin-Opener-Policy, which isolates a page that has an embedder policy; the rule's way for others.
constexpr detail::Text opener_fix(const Response& r) {
    if (!embeds(r)) return {};
    return isolating(r, "headers.set(sh::CrossOriginOpenerPolicy::same_origin)");
}
/// How to set Cross-Origin-Embedder-Policy, which needs the opener policy beside it in a page.
constexpr detail::Text embedder_fix(const Response& r) {
    if (!r.is_page() || r.opener().word == "same-origin")
        return isolating(r, "headers.set(sh::CrossOriginEmbedderPolicy::require_corp)");
    return isolating(r,
                     "headers.set(sh::CrossOriginEmbedderPolicy::require_corp)"
                     ".set(sh::CrossOriginOpenerPolicy::same_origin)");
}

constexpr parse::CrossOriginResourcePolicy resource_policy(const Response& r) {
    return parse::cross_origin_resource_policy(r.value(Header::cross_origin_resource_policy));
}

/// Whether there is something to embed that no other site may read anyway.
constexpr bool wants_resource_policy(const Response& r) {
    return r.has_body() && !r.has(Header::access_control_allow_origin);
}

}  // namespace cross_origin

inline constexpr Rule cross_origin_rules[]{
    {.id = "coop-missing",
     .severity = Severity::low,
     .header = cross_origin::opener,
     .message =
         "A site that opens this page in a window keeps hold of it: it learns where it goes and can put another page in its place.",
     .fix = "headers.set(sh::CrossOriginOpenerPolicy::same_origin);",
     .references = {"OWASP Secure Headers: Cross-Origin-Opener-Policy", "ASVS 5.0: 3.4.8", "CWE-346",
                    "HTML, section 7.1.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.context().https && r.is_page() && !r.has(Header::cross_origin_opener_policy))
                 n.add_mended({}, 0, {}, cross_origin::opener_fix(r));
         },
     .observatory = {"coop-not-implemented"}},
    {.id = "coop-unsafe-none",
     .severity = Severity::low,
     .needs = Header::cross_origin_opener_policy,
     .header = cross_origin::opener,
     .message =
         "unsafe-none lets a site that opens this page in a window keep hold of it, learn where it goes and put another in its place.",
     .fix = "headers.set(sh::CrossOriginOpenerPolicy::same_origin);",
     .references = {"OWASP Secure Headers: Cross-Origin-Opener-Policy", "ASVS 5.0: 3.4.8", "CWE-346"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.opener().is_understood && r.opener().word == "unsafe-none")
                 n.add_mended(r.value(Header::cross_origin_opener_policy), 0, {}, cross_origin::opener_fix(r));
         },
     .observatory = {"coop-implemented-with-unsafe-none"}},
    {.id = "coop-invalid",
     .severity = Severity::medium,
     .needs = Header::cross_origin_opener_policy,
     .header = cross_origin::opener,
     .message = "Browsers ignore the header, or a part of it: it is one word, in small letters, in one field.",
     .fix = "headers.set(sh::CrossOriginOpenerPolicy::same_origin);",
     .references = {"ASVS 5.0: 3.4.8", "CWE-346", "HTML, section 7.1.3", "RFC 9651, section 4.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::cross_origin_opener_policy))
                 cross_origin::note_problems(r.opener(), n, cross_origin::opener_fix(r));
         },
     .observatory = {"coop-header-invalid"}},
    {.id = "coep-invalid",
     .severity = Severity::medium,
     .needs = Header::cross_origin_embedder_policy,
     .header = cross_origin::embedder,
     .message = "Browsers ignore the header, or a part of it: it is one word, in small letters, in one field.",
     .fix = "headers.set(sh::CrossOriginEmbedderPolicy::require_corp);",
     .references = {"CWE-346", "HTML, section 7.1.4", "RFC 9651, section 4.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::cross_origin_embedder_policy))
                 cross_origin::note_problems(r.embedder(), n, cross_origin::embedder_fix(r));
         },
     .observatory = {"coep-header-invalid"}},
    {.id = "coep-without-coop",
     .severity = Severity::low,
     .needs = Header::cross_origin_embedder_policy,
     .header = cross_origin::opener,
     .message = "Cross-Origin-Embedder-Policy isolates the page only beside Cross-Origin-Opener-Policy: same-origin.",
     .fix = "headers.set(sh::CrossOriginOpenerPolicy::same_origin);",
     .references = {"HTML, section 7.1.4", "OWASP Secure Headers: Cross-Origin-Embedder-Policy"},
     .check =
         [](const Response& r, Notes& n) {
             if (cross_origin::embeds(r) && r.is_page() && r.opener().word != "same-origin")
                 n.add_mended(r.value(Header::cross_origin_opener_policy), 0, {}, cross_origin::opener_fix(r));
         }},
    {.id = "corp-missing",
     .severity = Severity::low,
     .header = cross_origin::resource,
     .message = "Pages of any site may embed the response and try to learn what it holds.",
     .fix = "headers.set(sh::CrossOriginResourcePolicy::same_origin);",
     .references = {"OWASP Secure Headers: Cross-Origin-Resource-Policy", "ASVS 5.0: 3.5.8", "CWE-346",
                    "Fetch, section 3.7"},
     .check =
         [](const Response& r, Notes& n) {
             if (cross_origin::wants_resource_policy(r) && !r.has(Header::cross_origin_resource_policy)) n.add();
         },
     .observatory = {"corp-not-implemented"}},
    {.id = "corp-invalid",
     .severity = Severity::medium,
     .needs = Header::cross_origin_resource_policy,
     .header = cross_origin::resource,
     .message = "Browsers ignore the header: it is same-origin, same-site or cross-origin, in small letters, in one field.",
     .fix = "headers.set(sh::CrossOriginResourcePolicy::same_origin);",
     .references = {"ASVS 5.0: 3.5.8", "CWE-346", "Fetch, section 3.7"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::cross_origin_resource_policy))
                 cross_origin::note_problems(cross_origin::resource_policy(r), n);
         },
     .observatory = {"corp-header-invalid"}},
    {.id = "corp-cross-origin",
     .severity = Severity::info,
     .needs = Header::cross_origin_resource_policy,
     .header = cross_origin::resource,
     .message = "Pages of any site may embed the response, which is right for public files only.",
     .fix = "headers.set(sh::CrossOriginResourcePolicy::same_origin);",
     .references = {"ASVS 5.0: 3.5.8", "Fetch, section 3.7"},
     .check =
         [](const Response& r, Notes& n) {
             if (cross_origin::resource_policy(r).word == "cross-origin") n.add("cross-origin");
         },
     .observatory = {"corp-implemented-with-cross-origin"}},
    {.id = "origin-agent-cluster-invalid",
     .severity = Severity::low,
     .needs = Header::origin_agent_cluster,
     .header = "Origin-Agent-Cluster",
     .message = "Browsers ignore the header, which takes ?1 or ?0 only.",
     .fix = "headers.set(sh::OriginAgentCluster::enabled);",
     .references = {"HTML, section 7.1.2", "RFC 9651, section 4.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::origin_agent_cluster))
                 cross_origin::note_problems(parse::origin_agent_cluster(r.value(Header::origin_agent_cluster)), n);
         }},
};

}  // namespace secure_headers::audit_rules
