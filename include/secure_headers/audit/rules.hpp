// SPDX-License-Identifier: MIT
#pragma once

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
    for (const Rules& rules : all_rules) count += rules.size;
    return count;
}();

/// All rules, the worst first, else in their order.
class WorstFirst {
public:
    consteval WorstFirst() {
        for (const Severity severity :
             {Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info})
            for (const Rules& rules : all_rules)
                for (const Rule& rule : rules)
                    if (rule.severity == severity) rules_[size_++] = &rule;
    }

    constexpr const Rule* const* begin() const { return rules_; }
    constexpr const Rule* const* end() const { return rules_ + size_; }

private:
    const Rule* rules_[rule_count]{};
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
