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

#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
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

/// Some rules, as a bit for the place of each.
class RuleSet {
public:
    constexpr void add(std::size_t place) { words_[place / 64] |= std::uint64_t{1} << place % 64; }
    constexpr void add(const RuleSet& others) {
        for (std::size_t i = 0; i < std::size(words_); ++i) words_[i] |= others.words_[i];
    }
    constexpr void keep(const RuleSet& those) {
        for (std::size_t i = 0; i < std::size(words_); ++i) words_[i] &= those.words_[i];
    }

    /// Calls `visit(place)` for each, in their order.
    template <class Visit>
    constexpr void for_each(Visit visit) const {
        for (std::size_t i = 0; i < std::size(words_); ++i)
            for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1)
                visit(i * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
    }

private:
    std::uint64_t words_[(rule_count + 63) / 64]{};
};

/// The rules that ask for one of some things each, by the thing, and those that ask for none.
template <class Things, std::size_t count>
class RulesByNeed {
public:
    consteval void add(std::size_t place, Things needs) {
        if (needs.empty()) without_.add(place);
        needs.for_each([&](auto thing) { with_[static_cast<std::size_t>(thing)].add(place); });
    }

    /// Those that do not ask for what is not there.
    constexpr RuleSet where(Things there) const {
        RuleSet rules = without_;
        there.for_each([&](auto thing) { rules.add(with_[static_cast<std::size_t>(thing)]); });
        return rules;
    }

private:
    RuleSet without_{};
    RuleSet with_[count]{};
};

/// All rules, the worst first, else in their order.
class WorstFirst {
public:
    consteval WorstFirst() {
        std::size_t place = 0;
        for (const Severity severity :
             {Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info})
            for (const Rules& rules : all_rules)
                for (const Rule& rule : rules)
                    if (rule.severity == severity) add(rule, place++);
    }

    /// Calls `visit(rule, cost)` for those that a response may break.
    template <class Visit>
    constexpr void for_each(const Response& response, Visit visit) const {
        RuleSet set = by_header_.where(response.headers());
        set.keep(by_problem_.where(response.csp_problems()));
        set.keep(by_source_.where(response.csp_sources()));
        set.for_each([&](std::size_t place) { visit(*rules_[place], costs_[place]); });
    }

private:
    consteval void add(const Rule& rule, std::size_t place) {
        rules_[place] = &rule;
        costs_[place] = cost_of(rule);
        by_header_.add(place, rule.needs == Header::other ? detail::EnumSet<Header>{} : rule.needs);
        by_problem_.add(place, rule.problems);
        by_source_.add(place, rule.sources);
    }

    const Rule* rules_[rule_count]{};
    Cost costs_[rule_count]{};
    RulesByNeed<detail::EnumSet<Header>, header_count> by_header_{};
    RulesByNeed<detail::EnumSet<csp::ProblemKind>, static_cast<std::size_t>(csp::ProblemKind::missing_semicolon) + 1>
        by_problem_{};
    RulesByNeed<csp::detail::Traits, static_cast<std::size_t>(csp::detail::Trait::unknown) + 1> by_source_{};
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
