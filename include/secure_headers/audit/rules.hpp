// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/grade.hpp>
#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/caching.hpp>
#include <secure_headers/audit/rules/content.hpp>
#include <secure_headers/audit/rules/content_security_policy.hpp>
#include <secure_headers/audit/rules/cookies.hpp>
#include <secure_headers/audit/rules/cors.hpp>
#include <secure_headers/audit/rules/cross_origin.hpp>
#include <secure_headers/audit/rules/csp_nonce.hpp>
#include <secure_headers/audit/rules/csp_syntax.hpp>
#include <secure_headers/audit/rules/disclosure.hpp>
#include <secure_headers/audit/rules/framing.hpp>
#include <secure_headers/audit/rules/obsolete.hpp>
#include <secure_headers/audit/rules/permissions.hpp>
#include <secure_headers/audit/rules/reporting.hpp>
#include <secure_headers/audit/rules/transport.hpp>
#include <secure_headers/audit/severity.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/enum_set.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::audit_rules {

/// All rules, by header.
inline constexpr Rules all_rules[]{
    transport_rules, csp_rules_list,     csp_syntax_rules,  csp_nonce_rules, framing_rules,
    content_rules,   cross_origin_rules, permissions_rules, reporting_rules, caching_rules,
    cors_rules,      cookie_rules,       disclosure_rules,  obsolete_rules,
};

inline constexpr std::size_t rule_count = [] {
    std::size_t count = 0;
    for (const Rules& rules : all_rules) count += rules.size();
    return count;
}();

/// A rule, with what a response must have for it and what it costs, in few bytes, since all are gone through.
struct RuleEntry {
    /// What rules ask for, or what a response has of that.
    struct Needs {
        detail::EnumSet<Header> headers{};
        detail::EnumSet<csp::ProblemKind> problems{};
        csp::detail::Traits sources{};
    };

    const Rule* rule = nullptr;
    Needs needs{};
    Cost cost{};

    constexpr RuleEntry() = default;
    consteval explicit RuleEntry(const Rule& of)
        : rule{&of}, needs{.problems = of.problems, .sources = of.sources}, cost{audit_rules::cost_of(of)} {
        if (of.needs != Header::other) needs.headers = of.needs;
    }

    constexpr bool may_be_broken_where(const Needs& has) const {
        return has.headers.has_all(needs.headers) && (needs.problems.empty() || has.problems.has_any(needs.problems)) &&
               (needs.sources.empty() || has.sources.has_any(needs.sources));
    }
};

/// All rules, the worst first, else in their order.
class WorstFirst {
public:
    consteval WorstFirst() {
        for (const Severity severity :
             {Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info})
            for (const Rules& rules : all_rules)
                for (const Rule& rule : rules)
                    if (rule.severity == severity) rules_[size_++] = RuleEntry{rule};
    }

    constexpr const RuleEntry* begin() const { return rules_; }
    constexpr const RuleEntry* end() const { return rules_ + size_; }

private:
    RuleEntry rules_[rule_count]{};
    std::size_t size_ = 0;
};
inline constexpr WorstFirst worst_first{};

/// The rule of that id, or null.
constexpr const Rule* find_rule(std::string_view id) {
    for (const Rules& rules : all_rules)
        for (const Rule& rule : rules)
            if (rule.id == id) return &rule;
    return nullptr;
}

}  // namespace secure_headers::audit_rules
