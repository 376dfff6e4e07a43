// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/cookie.hpp>
#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/report.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/cross_origin.hpp>
#include <secure_headers/audit/rules/csp_weakness.hpp>
#include <secure_headers/audit/severity.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/list.hpp>

#include <string_view>

// Our own score: 100 less what each rule that does not hold costs, and what goes beyond them.
namespace secure_headers::audit_rules {

/// What a rule costs that does not hold, at one place or many.
constexpr int cost_of(Severity severity) {
    constexpr int costs[]{0, 0, 3, 10, 25, 50};
    return costs[static_cast<unsigned>(severity)];
}

/// Merits count if no less than this is left without them.
inline constexpr int least_for_merits = 90;

/// Something beyond the expected.
struct MeritRule {
    Merit merit{};
    bool (*earns)(const Response&) = nullptr;
};

namespace merits {

/// True if one of the enforced policies has it.
template <class Has>
constexpr bool any_policy(const Response& r, Has has) {
    for (const csp::ParsedPolicy& policy : r.csp())
        if (has(policy)) return true;
    return false;
}

constexpr bool scripts_by_nonce_or_hash(const csp::ParsedPolicy& policy) {
    const csp::ParsedDirective* const list = csp::effective_directive(policy, csp::Directive::script_src_elem);
    if (list == nullptr || csp_rules::needs_base(policy)) return false;
    if (csp_rules::has_nonce_or_hash(*list) && csp_rules::is_dynamic(*list)) return true;
    using Trait = csp::detail::Trait;
    if (list->traits.has_any({Trait::self, Trait::host, Trait::scheme})) return false;
    return csp_rules::has_nonce_or_hash(*list) || list->allows_nothing();
}

constexpr bool starts_from_none(const csp::ParsedPolicy& policy) {
    const csp::ParsedDirective* const list = policy.find(csp::Directive::default_src);
    return list != nullptr && list->allows_nothing();
}

constexpr bool is_isolated(const Response& r) {
    const parse::AllowedFeature* const feature = r.permissions().find("cross-origin-isolated");
    return cross_origin::is_isolated(r) && (feature == nullptr || !feature->denies_all());
}

constexpr bool cookies_have_prefix(const Response& r) {
    for (const Cookie& cookie : r.cookies())
        if (cookie.is_dropped() || !cookie.has_prefix("__Host-")) return false;
    return !r.cookies().empty();
}

}  // namespace merits

inline constexpr MeritRule merit_rules[]{
    {{"csp-scripts-by-nonce-or-hash", 10},
     [](const Response& r) { return merits::any_policy(r, merits::scripts_by_nonce_or_hash); }},
    {{"csp-default-src-none", 5}, [](const Response& r) { return merits::any_policy(r, merits::starts_from_none); }},
    {{"csp-trusted-types", 5},
     [](const Response& r) {
         return merits::any_policy(r, [](const auto& p) { return csp::detail::requires_trusted_types(p); });
     }},
    {{"cross-origin-isolated", 5}, merits::is_isolated},
    {{"cookies-host-prefix", 5}, merits::cookies_have_prefix},
};

/// What all that is wrong with a Content-Security-Policy costs at most, and what having none costs: a policy that
/// leaves much open is no worse than none.
inline constexpr int most_for_csp = 30;

constexpr bool is_without_csp(std::string_view id) { return id == "csp-missing" || id == "csp-report-only"; }

/// What rules cost that do not hold.
struct Cost {
    int of_csp = 0;
    int of_others = 0;

    constexpr void add(const Cost& other) {
        of_csp += other.of_csp;
        of_others += other.of_others;
    }

    /// The score without merits.
    constexpr int score() const {
        const int score = 100 - of_others - (of_csp < most_for_csp ? of_csp : most_for_csp);
        return score < 0 ? 0 : score;
    }
};

constexpr Cost cost_of(const Rule& rule) {
    if (is_without_csp(rule.id)) return {.of_csp = most_for_csp};
    if (rule.id.starts_with("csp-")) return {.of_csp = cost_of(rule.severity)};
    return {.of_others = cost_of(rule.severity)};
}

constexpr detail::List<Merit> merits_of(const Response& r) {
    detail::List<Merit> earned;
    for (const MeritRule& rule : merit_rules)
        if (rule.earns(r)) earned.push_back(rule.merit);
    return earned;
}

/// No grade is better than the worst finding allows: medium A, high C, critical F.
constexpr std::string_view grade_of(int score, Severity worst) {
    if (worst == Severity::critical || score < 40) return "F";
    if (score < 60) return "D";
    if (score < 75 || worst == Severity::high) return "C";
    if (score < 90) return "B";
    return score < 100 || worst == Severity::medium ? "A" : "A+";
}

}  // namespace secure_headers::audit_rules
