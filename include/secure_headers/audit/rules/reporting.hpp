// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/parse/integrity_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

// Where reports go, and whether they arrive. Reporting API, section 3; Network Error Logging.
namespace secure_headers::audit_rules {

namespace reporting {

inline constexpr std::string_view name = "Reporting-Endpoints";
inline constexpr std::string_view fix =
    "headers.set(sh::ReportingEndpoints{{\"csp\", \"https://reports.example.com/csp\"}});";

/// A place that names an endpoint.
struct Use {
    std::string_view endpoint{};
    std::size_t offset = 0;
    std::string_view header{};
};

constexpr void collect(const detail::List<csp::ParsedPolicy>& policies, Header header, detail::List<Use>& uses) {
    for (const csp::ParsedPolicy& policy : policies) {
        const csp::ParsedDirective* const report_to = policy.find(csp::Directive::report_to);
        if (report_to != nullptr && report_to->tokens.size() == 1)
            uses.push_back({report_to->tokens[0].text, report_to->tokens[0].offset, name_of(header)});
    }
}

template <class Policy>
constexpr void collect(const Policy& policy, Header header, detail::List<Use>& uses) {
    if (!policy.endpoint.empty()) uses.push_back({policy.endpoint, policy.endpoint_offset, name_of(header)});
}

constexpr detail::List<Use> uses(const Response& r) {
    detail::List<Use> all;
    collect(r.csp(), Header::content_security_policy, all);
    collect(r.csp_report_only(), Header::content_security_policy_report_only, all);
    collect(r.opener(), Header::cross_origin_opener_policy, all);
    collect(r.embedder(), Header::cross_origin_embedder_policy, all);
    for (const parse::AllowedFeature& feature : r.permissions().features)
        if (!feature.endpoint.empty())
            all.push_back({feature.endpoint, feature.offset, name_of(Header::permissions_policy)});
    if (!r.has(Header::integrity_policy)) return all;
    const parse::IntegrityPolicy integrity = parse::integrity_policy(r.value(Header::integrity_policy));
    for (const detail::Part& endpoint : integrity.endpoints)
        all.push_back({endpoint.text, endpoint.offset, name_of(Header::integrity_policy)});
    return all;
}

/// The names of groups in Report-To, by looking for `"group": "name"`; a group without a name is called default.
constexpr void collect_groups(std::string_view json, detail::List<std::string_view>& names) {
    if (!json.empty() && json.find("\"group\"") == std::string_view::npos) names.push_back("default");
    constexpr std::string_view key = "\"group\"";
    for (std::size_t at = json.find(key); at != std::string_view::npos; at = json.find(key, at)) {
        at += key.size();
        while (at < json.size() && detail::contains(" \t:", json[at])) ++at;
        if (at == json.size() || json[at] != '"') continue;
        const std::size_t end = json.find('"', ++at);
        if (end == std::string_view::npos) return;
        names.push_back(json.substr(at, end - at));
        at = end + 1;
    }
}

/// All names that reports may go to, sorted.
constexpr detail::List<std::string_view> declared(const Response& r) {
    detail::List<std::string_view> names;
    for (const auto& endpoint : r.endpoints().endpoints) names.push_back(endpoint.name);
    collect_groups(r.value(Header::report_to), names);
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace reporting

inline constexpr Rule reporting_rules[]{
    {.id = "report-to-undeclared",
     .severity = Severity::medium,
     .header = reporting::name,
     .message = "Reports are lost: no Reporting-Endpoints of this response declares this name.",
     .fix = reporting::fix,
     .references = {"ASVS 5.0: 3.4.7", "CWE-778", "Reporting API, section 3.3"},
     .check =
         [](const Response& r, Notes& n) {
             const detail::List<reporting::Use> uses = reporting::uses(r);
             if (uses.empty()) return;
             const detail::List<std::string_view> declared = reporting::declared(r);
             for (const reporting::Use& use : uses)
                 if (!std::binary_search(declared.begin(), declared.end(), use.endpoint))
                     n.add(use.endpoint, use.offset, use.header);
         }},
    {.id = "reporting-endpoints-invalid",
     .severity = Severity::low,
     .header = reporting::name,
     .message = "Browsers send no reports here: an endpoint is a name in small letters, = and a quoted https:// URL.",
     .fix = reporting::fix,
     .references = {"CWE-778", "Reporting API, section 3.3", "RFC 9651, section 4.2"},
     .check =
         [](const Response& r, Notes& n) {
             for (const parse::Problem& problem : r.endpoints().problems) n.add(problem.text, problem.offset);
         }},
    {.id = "reporting-endpoints-unused",
     .severity = Severity::info,
     .header = reporting::name,
     .message = "No policy of this response reports to this endpoint.",
     .fix = "headers.set(sh::ContentSecurityPolicy{}.default_src({sh::csp::self}).report_to(\"csp\"));",
     .references = {"Reporting API, section 3.3"},
     .check =
         [](const Response& r, Notes& n) {
             detail::List<std::string_view> used;
             for (const reporting::Use& use : reporting::uses(r)) used.push_back(use.endpoint);
             std::sort(used.begin(), used.end());
             for (const auto& endpoint : r.endpoints().endpoints)
                 if (endpoint.name != "default" && !std::binary_search(used.begin(), used.end(), endpoint.name))
                     n.add(endpoint.name, endpoint.offset);
         }},
    {.id = "nel-without-report-to",
     .severity = Severity::low,
     .header = "NEL",
     .message =
         "Network errors are not reported: NEL needs the legacy Report-To, which Reporting-Endpoints does not replace.",
     .fix = "headers.set(sh::ReportTo{...});",
     .references = {"Network Error Logging, section 5"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::nel) && !r.has(Header::report_to)) n.add(r.value(Header::nel));
         }},
    {.id = "integrity-policy-invalid",
     .severity = Severity::low,
     .header = "Integrity-Policy",
     .message = "Browsers do not understand this part; the header blocks scripts or styles without integrity metadata.",
     .fix = "headers.set(sh::IntegrityPolicy{{sh::IntegrityPolicy::Destination::script}});",
     .references = {"ASVS 5.0: 3.6.1", "Subresource Integrity, section 3.10"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.has(Header::integrity_policy)) return;
             const parse::IntegrityPolicy policy = parse::integrity_policy(r.value(Header::integrity_policy));
             for (const parse::Problem& problem : policy.problems) n.add(problem.text, problem.offset);
         }},
};

}  // namespace secure_headers::audit_rules
