// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/parse/referrer_policy.hpp>
#include <secure_headers/parse/x_content_type_options.hpp>

#include <initializer_list>
#include <string_view>

// What the response is (Content-Type, X-Content-Type-Options) and what the page tells others (Referrer-Policy).
namespace secure_headers::audit_rules {

namespace content {

inline constexpr std::string_view nosniff_fix = "headers.set(sh::XContentTypeOptions::nosniff);";
inline constexpr std::string_view referrer_fix = "headers.set(sh::ReferrerPolicy::strict_origin_when_cross_origin);";

/// Notes the token that browsers obey, if it is one of these.
constexpr void note_token(const Response& r, Notes& n, std::initializer_list<std::string_view> tokens) {
    const parse::ReferrerPolicy& policy = r.referrer();
    for (const std::string_view token : tokens)
        if (policy.token == token) n.add(policy.tokens[policy.tokens.size() - 1].text, policy.offset);
}

/// True if text of the type may be in one encoding or another; that of these is always UTF-8. HTML, section 9.2.5;
/// WebVTT, section 4.1.
constexpr bool has_encodings(std::string_view type) {
    const std::string_view essence = essence_of(type);
    return detail::istarts_with(essence, "text/") && !detail::iequals(essence, "text/event-stream") &&
           !detail::iequals(essence, "text/vtt");
}

}  // namespace content

inline constexpr Rule content_rules[]{
    {.id = "nosniff-missing",
     .severity = Severity::medium,
     .header = "X-Content-Type-Options",
     .message = "Browsers may take the response for something else than its Content-Type says, such as a script.",
     .fix = content::nosniff_fix,
     .references = {"OWASP Secure Headers: X-Content-Type-Options", "ASVS 5.0: 3.4.4", "CWE-430", "Fetch, section 3.6"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has_body() && !r.has(Header::x_content_type_options)) n.add();
         },
     .observatory = {"x-content-type-options-not-implemented"}},
    {.id = "nosniff-invalid",
     .severity = Severity::medium,
     .needs = Header::x_content_type_options,
     .header = "X-Content-Type-Options",
     .message = "Browsers ignore the header because its value is not nosniff.",
     .fix = content::nosniff_fix,
     .references = {"ASVS 5.0: 3.4.4", "CWE-430", "Fetch, section 3.6"},
     .check =
         [](const Response& r, Notes& n) {
             const std::string_view value = r.value(Header::x_content_type_options);
             if (r.has(Header::x_content_type_options) && !parse::x_content_type_options(value).nosniff) n.add(value);
         },
     .observatory = {"x-content-type-options-header-invalid"}},
    {.id = "nosniff-repeated",
     .severity = Severity::info,
     .needs = Header::x_content_type_options,
     .header = "X-Content-Type-Options",
     .message = "The header is there several times; browsers read the first value.",
     .fix = content::nosniff_fix,
     .references = {"Fetch, section 3.6"},
     .check =
         [](const Response& r, Notes& n) {
             const std::string_view value = r.value(Header::x_content_type_options);
             if (parse::x_content_type_options(value).is_repeated) n.add(value);
         }},
    {.id = "content-type-missing",
     .severity = Severity::low,
     .header = "Content-Type",
     .message = "Browsers have to guess what the response is.",
     .fix = "headers.set(sh::CustomHeader{\"Content-Type\", \"text/html; charset=utf-8\"});  // or what it is",
     .references = {"ASVS 5.0: 4.1.1", "CWE-430"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.context().status != 0 && r.has_body() && r.content_type().text.empty())
                 n.add(r.value(Header::content_type));
         }},
    {.id = "content-type-without-charset",
     .severity = Severity::info,
     .header = "Content-Type",
     .message = "Browsers have to guess the encoding of the text.",
     .fix = "headers.set(sh::CustomHeader{\"Content-Type\", \"text/html; charset=utf-8\"});  // with the type that it has",
     .references = {"ASVS 5.0: 4.1.1", "CWE-173"},
     .check =
         [](const Response& r, Notes& n) {
             const detail::Part& type = r.content_type();
             if (r.has_body() && content::has_encodings(type.text) && !r.has_charset()) n.add(type.text, type.offset);
         }},
    {.id = "referrer-policy-missing",
     .severity = Severity::low,
     .header = "Referrer-Policy",
     .message =
         "Other sites learn from which address their visitors come; how much of it, what its query holds too, depends on the browser.",
     .fix = content::referrer_fix,
     .references = {"OWASP Secure Headers: Referrer-Policy", "ASVS 5.0: 3.4.5", "CWE-200"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.is_page() && !r.has(Header::referrer_policy)) n.add();
         },
     .observatory = {"referrer-policy-not-implemented"}},
    {.id = "referrer-policy-unsafe",
     .severity = Severity::medium,
     .needs = Header::referrer_policy,
     .header = "Referrer-Policy",
     .message = "Other servers learn the whole address of the page, with what its query holds.",
     .fix = content::referrer_fix,
     .references = {"OWASP Secure Headers: Referrer-Policy", "ASVS 5.0: 3.4.5", "CWE-200", "Referrer Policy, section 3"},
     .check =
         [](const Response& r, Notes& n) {
             content::note_token(r, n, {"unsafe-url", "no-referrer-when-downgrade"});
         },
     .observatory = {"referrer-policy-unsafe"}},
    {.id = "referrer-policy-weak",
     .severity = Severity::low,
     .needs = Header::referrer_policy,
     .header = "Referrer-Policy",
     .message = "The site's origin goes out over plain HTTP, too.",
     .fix = content::referrer_fix,
     .references = {"ASVS 5.0: 3.4.5", "CWE-200", "Referrer Policy, section 3"},
     .check =
         [](const Response& r, Notes& n) {
             content::note_token(r, n, {"origin", "origin-when-cross-origin"});
         },
     .observatory = {"referrer-policy-unsafe"}},
    {.id = "referrer-policy-invalid",
     .severity = Severity::low,
     .needs = Header::referrer_policy,
     .header = "Referrer-Policy",
     .message = "Browsers know none of these policies and ignore the header.",
     .fix = content::referrer_fix,
     .references = {"ASVS 5.0: 3.4.5", "Referrer Policy, section 8.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::referrer_policy) && r.referrer().token.empty()) n.add(r.value(Header::referrer_policy));
         },
     .observatory = {"referrer-policy-header-invalid"}},
    {.id = "referrer-policy-unknown-token",
     .severity = Severity::info,
     .needs = Header::referrer_policy,
     .header = "Referrer-Policy",
     .message = "Browsers skip this policy, which they do not know.",
     .fix = content::referrer_fix,
     .references = {"Referrer Policy, section 8.1"},
     .check =
         [](const Response& r, Notes& n) {
             const parse::ReferrerPolicy& policy = r.referrer();
             for (const parse::Problem& problem : policy.problems)
                 if (!policy.token.empty() && problem.kind == parse::Problem::unknown)
                     n.add(problem.text, problem.offset);
         }},
};

}  // namespace secure_headers::audit_rules
