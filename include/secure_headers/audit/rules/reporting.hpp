// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/integrity_policy.hpp>
#include <secure_headers/parse/nel.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/report_to.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

// Where reports go, and whether they arrive. Reporting API, section 3; Network Error Logging.
namespace secure_headers::audit_rules {

namespace reporting {

inline constexpr std::string_view name = "Reporting-Endpoints";
// A fix cannot know the names of the response: it says which ones belong in the place of its own.
inline constexpr std::string_view fix =
    "headers.set(sh::ReportingEndpoints{{\"csp\", \"https://reports.example.com/csp\"}});"
    "  // each endpoint, by the name that policies report to";
inline constexpr std::string_view group_fix =
    "headers.set(sh::ReportTo{{.group = \"network\", .endpoints = {{.url = \"https://reports.example.com\"}}}});"
    "  // each group, by the name that NEL and policies report to";

/// A place that names an endpoint.
struct Use {
    std::string_view endpoint{};
    std::size_t offset = 0;
    std::string_view header{};
};

constexpr void collect(const detail::List<csp::ParsedPolicy>& policies, Header header, detail::List<Use>& uses) {
    for (const csp::ParsedPolicy& policy : policies) {
        const csp::ParsedDirective* const report_to = policy.find(csp::Directive::report_to);
        if (report_to != nullptr && report_to->tokens.size() == 1 && detail::is_token(report_to->tokens[0].text))
            uses.push_back({report_to->tokens[0].text, report_to->tokens[0].offset, name_of(header)});
    }
}

template <class Policy>
constexpr void collect(const Policy& policy, Header header, detail::List<Use>& uses) {
    if (!policy.endpoint.empty()) uses.push_back({policy.endpoint, policy.endpoint_offset, name_of(header)});
}

constexpr void collect_features(const parse::PermissionsPolicy& policy, Header header, detail::List<Use>& uses) {
    for (const parse::AllowedFeature& feature : policy.features)
        if (!feature.endpoint.empty()) uses.push_back({feature.endpoint, feature.endpoint_offset, name_of(header)});
}

constexpr detail::List<Use> uses(const Response& r) {
    detail::List<Use> all;
    collect(r.csp(), Header::content_security_policy, all);
    collect(r.csp_report_only(), Header::content_security_policy_report_only, all);
    collect(r.opener(), Header::cross_origin_opener_policy, all);
    collect(r.embedder(), Header::cross_origin_embedder_policy, all);
    for (const Header header :
         {Header::cross_origin_opener_policy_report_only, Header::cross_origin_embedder_policy_report_only}) {
        const bool opener = header == Header::cross_origin_opener_policy_report_only;
        if (opener && r.has(header)) collect(parse::cross_origin_opener_policy(r.value(header)), header, all);
        if (!opener && r.has(header)) collect(parse::cross_origin_embedder_policy(r.value(header)), header, all);
    }
    collect_features(r.permissions(), Header::permissions_policy, all);
    if (r.has(Header::permissions_policy_report_only))
        collect_features(parse::permissions_policy(r.value(Header::permissions_policy_report_only)),
                         Header::permissions_policy_report_only, all);
    for (const Header header : {Header::integrity_policy, Header::integrity_policy_report_only}) {
        if (!r.has(header)) continue;
        const parse::IntegrityPolicy integrity = parse::integrity_policy(r.value(header));
        for (const detail::Part& endpoint : integrity.endpoints)
            all.push_back({endpoint.text, endpoint.offset, name_of(header)});
    }
    return all;
}

/// A set of names.
class Names {
public:
    constexpr explicit Names(detail::List<detail::Text> all) : names_{std::move(all)}, places_{names_.size()} {
        for (std::size_t i = 0; i < names_.size(); ++i)
            places_.insert(places_.hash_of(names_[i]), i, Is{names_.data(), names_[i]});
    }
    constexpr bool has(std::string_view wanted) const {
        return places_.find(places_.hash_of(wanted), Is{names_.data(), wanted}) != detail::Places::none;
    }

private:
    struct Is {
        const detail::Text* names;
        std::string_view wanted;
        constexpr bool operator()(std::size_t place) const { return names[place].view() == wanted; }
    };

    detail::List<detail::Text> names_;
    detail::Places places_;
};

/// All names that reports may go to.
constexpr Names declared(const Response& r) {
    detail::List<detail::Text> names;
    for (const auto& endpoint : r.endpoints().endpoints) names.push_back(detail::Text::literal(endpoint.name));
    const parse::ReportTo legacy = parse::report_to(r.value(Header::report_to));
    for (const parse::ReportTo::Group& group : legacy.groups)
        if (group.max_age > 0) names.push_back(group.name);
    return Names{std::move(names)};
}

/// All names that policies report to.
constexpr Names used(const Response& r) {
    detail::List<detail::Text> names;
    for (const Use& use : uses(r)) names.push_back(detail::Text::literal(use.endpoint));
    return Names{std::move(names)};
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
             const reporting::Names declared = reporting::declared(r);
             for (const reporting::Use& use : uses)
                 if (!declared.has(use.endpoint)) n.add(use.endpoint, use.offset, use.header);
         }},
    {.id = "reporting-endpoints-invalid",
     .severity = Severity::low,
     .needs = Header::reporting_endpoints,
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
     .needs = Header::reporting_endpoints,
     .header = reporting::name,
     .message = "No policy of this response reports to this endpoint.",
     .fix = "Leave the endpoint out, or have a policy report to it by its name.",
     .references = {"Reporting API, section 3.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.endpoints().endpoints.empty() || !r.context().https) return;  // over plain HTTP report-to stays away
             const reporting::Names used = reporting::used(r);
             for (const auto& endpoint : r.endpoints().endpoints)
                 if (endpoint.name != "default" && !used.has(endpoint.name)) n.add(endpoint.name, endpoint.offset);
         }},
    {.id = "nel-without-report-to",
     .severity = Severity::low,
     .needs = Header::nel,
     .header = "NEL",
     .message =
         "Network errors are not reported: NEL needs its group in the legacy Report-To, which Reporting-Endpoints does not replace.",
     .fix = reporting::group_fix,
     .references = {"Network Error Logging, section 5"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.has(Header::nel)) return;
             if (!r.has(Header::report_to)) return n.add(r.value(Header::nel));
             const parse::NEL nel = parse::nel(r.value(Header::nel));
             if (nel.max_age > 0 && !parse::report_to(r.value(Header::report_to)).declares(nel.group))
                 n.add(nel.group_text, nel.group_offset);
         }},
    {.id = "report-to-invalid",
     .severity = Severity::low,
     .needs = Header::report_to,
     .header = "Report-To",
     .message = "Browsers do not understand this part; a group is JSON with a name, max_age and https:// endpoints.",
     .fix = reporting::group_fix,
     .references = {"CWE-778", "Reporting API of 2018-09-25, section 3.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.has(Header::report_to)) return;
             const parse::ReportTo report_to = parse::report_to(r.value(Header::report_to));
             for (const parse::Problem& problem : report_to.problems) n.add(problem.text, problem.offset);
         }},
    {.id = "nel-invalid",
     .severity = Severity::low,
     .needs = Header::nel,
     .header = "NEL",
     .message = "Browsers do not understand this part; NEL is JSON with report_to and max_age.",
     .fix = "headers.set(sh::NEL{\"network\"});  // the group that Report-To declares",
     .references = {"CWE-778", "Network Error Logging, section 5"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.has(Header::nel)) return;
             const parse::NEL nel = parse::nel(r.value(Header::nel));
             for (const parse::Problem& problem : nel.problems) n.add(problem.text, problem.offset);
         }},
    {.id = "integrity-policy-invalid",
     .severity = Severity::low,
     .needs = Header::integrity_policy,
     .header = "Integrity-Policy",
     .message = "Browsers do not understand this part; the header blocks scripts or styles without integrity metadata.",
     .fix = "headers.set(sh::IntegrityPolicy{{sh::IntegrityPolicy::Destination::script}});",
     .references = {"ASVS 5.0: 3.6.1", "Subresource Integrity, section 3.10"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.has(Header::integrity_policy)) return;
             const parse::IntegrityPolicy policy = parse::integrity_policy(r.value(Header::integrity_policy));
             for (const parse::Problem& problem : policy.problems)
                 if (problem.kind != parse::Problem::repeated) n.add(problem.text, problem.offset);
         }},
};

}  // namespace secure_headers::audit_rules
