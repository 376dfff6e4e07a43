// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/reporting_fix.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/endpoint_name.hpp>
#include <secure_headers/parse/integrity_policy.hpp>
#include <secure_headers/parse/nel.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/report_to.hpp>

#include <cstddef>
#include <string_view>

// Where reports go, and whether they arrive. Reporting API, section 3; Network Error Logging.
namespace secure_headers::audit_rules {

namespace reporting {

inline constexpr std::string_view name = "Reporting-Endpoints";
// What a rule cannot know are the names of a response: it says which ones belong in the place of its own.
inline constexpr std::string_view fix =
    "headers.set(sh::ReportingEndpoints{{\"csp\", \"https://reports.example.com/csp\"}});"
    "  // each endpoint, by the name that policies report to";
inline constexpr std::string_view group_fix =
    "headers.set(sh::ReportTo{{.group = \"network\", .endpoints = {{.url = \"https://reports.example.com\"}}}});"
    "  // each group, by the name that NEL and policies report to";
inline constexpr std::string_view rename_fix =
    "Write a name of a-z, 0-9, _, -, . and *, with a letter first: Reporting-Endpoints can declare no other.";

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
             detail::Text fix;  // the same for all of them
             for (const reporting::Use& use : uses) {
                 if (n.is_full() || declared.has(use.endpoint)) continue;
                 const bool can_be_declared = EndpointName::is_valid(use.endpoint);
                 if (!can_be_declared) n.add(use.endpoint, use.offset, use.header, reporting::rename_fix);
                 if (can_be_declared && fix.empty()) fix = reporting::endpoints_fix(r);
                 if (can_be_declared) n.add_mended(use.endpoint, use.offset, use.header, fix);
             }
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
             if (r.endpoints().problems.empty()) return;
             const detail::Text fix = reporting::endpoints_fix(r);
             for (const parse::Problem& problem : r.endpoints().problems)
                 n.add_mended(problem.text, problem.offset, {}, fix);
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
             const parse::NEL nel = parse::nel(r.value(Header::nel));
             if (nel.max_age == 0) return;  // makes browsers forget, and reports nothing
             if (!r.has(Header::report_to))
                 return n.add_mended(r.value(Header::nel), 0, {}, reporting::nel_group_fix(r));
             if (nel.max_age > 0 && !parse::report_to(r.value(Header::report_to)).declares(nel.group))
                 n.add_mended(nel.group_text, nel.group_offset, {}, reporting::nel_group_fix(r));
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
             if (report_to.problems.empty()) return;
             const detail::Text fix = reporting::groups_fix(r);
             for (const parse::Problem& problem : report_to.problems)
                 n.add_mended(problem.text, problem.offset, {}, fix);
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
             if (nel.problems.empty()) return;
             const detail::Text fix = reporting::nel_fix(r);
             for (const parse::Problem& problem : nel.problems) n.add_mended(problem.text, problem.offset, {}, fix);
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
