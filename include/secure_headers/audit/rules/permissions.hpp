// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/cross_origin.hpp>
#include <secure_headers/audit/rules/fix_text.hpp>
#include <secure_headers/csp/read_source.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/feature_policy.hpp>
#include <secure_headers/parse/permissions_policy.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/structured.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

// Which features the page and its frames may use. Permissions Policy, sections 4 and 5.
namespace secure_headers::audit_rules {

namespace permissions {

inline constexpr std::string_view name = "Permissions-Policy";
inline constexpr std::string_view fix =
    "headers.set(sh::PermissionsPolicy{}.deny(sh::Feature::camera).deny(sh::Feature::microphone));";

inline constexpr std::string_view syntax_fix =
    "headers.set(sh::PermissionsPolicy{}.deny(sh::Feature::camera).deny(sh::Feature::microphone));  // and others, so written";

/// A feature that watches or charges the user, or takes hold of a device, and how to deny it.
struct Powerful {
    std::string_view feature{};
    FixText fix{};

    consteval Powerful(const char* of) : feature{of} {
        fix.append("headers.set(permissions.remove(sh::Feature::").append_identifier(feature);
        fix.append(").deny(sh::Feature::").append_identifier(feature).append("));");
    }
};
inline constexpr Powerful powerful_features[]{
    "bluetooth", "camera",  "display-capture",  "geolocation", "hid", "idle-detection",    "local-fonts", "microphone",
    "midi",      "payment", "screen-wake-lock", "serial",      "usb", "window-management",
};
/// How to deny such a feature; empty for others.
constexpr std::string_view fix_of(std::string_view feature) {
    for (const Powerful& powerful : powerful_features)
        if (feature == powerful.feature) return powerful.fix.view();
    return {};
}

/// Written as the Feature-Policy header had it: `camera 'none'; microphone 'self'`.
constexpr bool is_old_syntax(const Response& r) {
    const std::string_view value = r.value(Header::permissions_policy);
    return r.permissions().is_ignored && (detail::contains(value, '\'') || !detail::contains(value, '='));
}

/// The C++ of those whom a feature is allowed to, or nothing if the policy's functions refuse one of them.
constexpr detail::Text allowed_code(const parse::FeaturePolicyDirective& feature) {
    if (feature.any) return detail::Text::literal("sh::Allow::any");
    const bool self_alone = feature.self && feature.allowed.size() <= 1;
    if (self_alone) return detail::Text::literal("sh::Allow::self");
    detail::Text code{"{"};
    for (const detail::Part& one : feature.allowed) {
        const bool self = detail::iequals(one.text, "'self'");
        if (!self && !csp::detail::is_host_source(one.text)) return {};
        code.append(&one == feature.allowed.begin() ? "" : ", ");
        if (self)
            code.append("sh::Allow::self");
        else
            code.append("\"").append(one.text).append("\"");
    }
    return std::move(code.append("}"));
}

/// The C++ that sets what Feature-Policy's syntax says, less features that browsers no longer know; empty if it is not
/// all understood, is longer than all features would need, or nothing is left.
constexpr detail::Text translated(std::string_view value, std::string_view behind) {
    constexpr std::size_t longest = 8192;
    if (value.size() > longest) return {};
    const parse::FeaturePolicy old = parse::feature_policy(value);
    for (const parse::Problem& problem : old.problems) {
        const bool is_ignored = problem.message == parse::feature_policy_detail::repeated_feature;
        if (!is_ignored && (problem.kind != parse::Problem::unknown || !detail::sf::is_key(problem.text))) return {};
    }
    detail::Text code{"headers.set(sh::PermissionsPolicy{}"};
    const std::size_t begin = code.size();
    for (const parse::FeaturePolicyDirective& feature : old.features) {
        if (!feature.is_known) continue;
        code.append(feature.denies_all() ? ".deny(" : ".allow(");
        code.append("sh::Feature::").append_each(feature.feature.text, in_identifier);
        if (!feature.denies_all()) {
            const detail::Text allowed = allowed_code(feature);
            if (allowed.empty()) return {};
            code.append(", ").append(allowed);
        }
        code.append(")");
    }
    if (code.size() == begin) return {};
    return std::move(code.append(behind));
}

/// Notes features that are there again.
constexpr void note_repeated(const Response& r, Notes& n) {
    if (r.permissions().is_ignored) return;
    for (const parse::Problem& problem : r.permissions().problems)
        if (problem.message == parse::structured_detail::repeated_key) n.add(problem.text, problem.offset);
}

/// Notes what is wrong in this way.
constexpr void note_problems(const Response& r, Notes& n, parse::Problem::Kind kind) {
    if (r.permissions().is_ignored) return;
    for (const parse::Problem& problem : r.permissions().problems)
        if (problem.kind == kind) n.add(problem.text, problem.offset);
}

}  // namespace permissions

inline constexpr Rule permissions_rules[]{
    {.id = "permissions-policy-missing",
     .severity = Severity::low,
     .header = permissions::name,
     .message = "Scripts of the page, injected ones too, may ask for camera, microphone, location and the like.",
     .fix = permissions::fix,
     .references = {"OWASP Secure Headers: Permissions-Policy", "CWE-693", "Permissions Policy, section 5"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.is_page() && r.value(Header::permissions_policy).empty()) n.add();
         }},
    {.id = "permissions-policy-old-syntax",
     .severity = Severity::medium,
     .needs = Header::permissions_policy,
     .header = permissions::name,
     .message = "This is the syntax of Feature-Policy; browsers ignore the whole header.",
     .fix = permissions::syntax_fix,
     .references = {"OWASP Secure Headers: Permissions-Policy", "CWE-693", "Permissions Policy, section 5.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (!permissions::is_old_syntax(r)) return;
             const parse::Problem& problem = r.permissions().problems[0];
             n.add_mended(problem.text, problem.offset, {},
                          permissions::translated(r.value(Header::permissions_policy), ");"));
         }},
    {.id = "permissions-policy-invalid",
     .severity = Severity::medium,
     .needs = Header::permissions_policy,
     .header = permissions::name,
     .message = "Browsers ignore the whole header because it is not well formed from here on.",
     .fix = permissions::syntax_fix,
     .references = {"CWE-693", "Permissions Policy, section 5.2", "RFC 9651, section 4.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.permissions().is_ignored && !permissions::is_old_syntax(r))
                 n.add(r.permissions().problems[0].text, r.permissions().problems[0].offset);
         }},
    {.id = "permissions-policy-allowlist",
     .severity = Severity::medium,
     .needs = Header::permissions_policy,
     .header = permissions::name,
     .message =
         "Browsers may not take this as it is meant: an allowlist is *, self, or origins in quotes, and () for nobody; report-to names an endpoint in quotes.",
     .fix = permissions::syntax_fix,
     .references = {"CWE-693", "Permissions Policy, section 5.2"},
     .check = [](const Response& r, Notes& n) { permissions::note_problems(r, n, parse::Problem::other); }},
    {.id = "permissions-policy-unknown-feature",
     .severity = Severity::info,
     .needs = Header::permissions_policy,
     .header = permissions::name,
     .message = "Browsers skip this feature, which they do not know.",
     .fix = "Leave it out, or write the name of a feature that browsers know.",
     .references = {"https://github.com/w3c/webappsec-permissions-policy/blob/main/features.md"},
     .check = [](const Response& r, Notes& n) { permissions::note_problems(r, n, parse::Problem::unknown); }},
    {.id = "permissions-policy-repeated",
     .severity = Severity::low,
     .needs = Header::permissions_policy,
     .header = permissions::name,
     .message = "The feature is there before, in this field or another one; browsers obey the last.",
     .fix = "Write each feature once.",
     .references = {"CWE-693", "Permissions Policy, section 5.2", "RFC 9651, section 4.2.2"},
     .check = [](const Response& r, Notes& n) { permissions::note_repeated(r, n); }},
    {.id = "permissions-policy-any",
     .severity = Severity::low,
     .needs = Header::permissions_policy,
     .header = permissions::name,
     .message = "Frames of any site may ask for this feature in the page's name.",
     .fix = permissions::powerful_features[1].fix.view(),
     .references = {"CWE-693", "Permissions Policy, section 4.3"},
     .check =
         [](const Response& r, Notes& n) {
             for (const parse::AllowedFeature& feature : r.permissions().features) {
                 const std::string_view own_fix = permissions::fix_of(feature.feature);
                 if (feature.any && !own_fix.empty()) n.add(feature.feature, feature.offset, {}, own_fix);
             }
         }},
    {.id = "permissions-policy-cancels-isolation",
     .severity = Severity::low,
     .needs = Header::permissions_policy,
     .header = permissions::name,
     .message = "cross-origin-isolated=() takes back what COOP and COEP ask for.",
     .fix = "headers.set(permissions.remove(sh::Feature::cross_origin_isolated));",
     .references = {"HTML, section 7.1.4"},
     .check =
         [](const Response& r, Notes& n) {
             const parse::AllowedFeature* const feature = r.permissions().find("cross-origin-isolated");
             if (cross_origin::is_isolated(r) && feature != nullptr && feature->denies_all())
                 n.add(feature->feature, feature->offset);
         }},
};

}  // namespace secure_headers::audit_rules
