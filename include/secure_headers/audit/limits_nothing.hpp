// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/nearest_directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>

// Policies that are there, and keep nothing out. CSP3, section 6.
namespace secure_headers::audit_rules {

/// Whether it says what a page may load, run or do.
constexpr bool is_limit(const csp::ParsedDirective& directive) {
    if (!directive.directive || directive.is(csp::Directive::frame_ancestors)) return false;
    return csp::takes_sources(*directive.directive) || directive.is(csp::Directive::sandbox) ||
           directive.is(csp::Directive::require_trusted_types_for);
}

constexpr bool has_limit(const detail::List<csp::ParsedPolicy>& policies) {
    for (const csp::ParsedPolicy& policy : policies)
        for (const csp::ParsedDirective& directive : policy.directives)
            if (is_limit(directive)) return true;
    return false;
}

/// Whether policies say at most who frames the page, how it loads, and where reports go, and mean to say no more. Of
/// directives that browsers do not know, the first ones are compared with those that may be meant, which takes long.
constexpr bool limits_nothing(const detail::List<csp::ParsedPolicy>& policies) {
    constexpr std::size_t most_compared = 16;
    if (has_limit(policies)) return false;
    std::size_t compared = 0;
    for (const csp::ParsedPolicy& policy : policies) {
        for (const csp::Problem& problem : policy.problems) {
            using Kind = csp::ProblemKind;
            if (problem.kind == Kind::not_ascii) return false;
            const bool is_unknown = problem.kind == Kind::unknown_directive || problem.kind == Kind::malformed_name;
            if (is_unknown && compared++ < most_compared && csp::detail::nearest_directive(problem.text)) return false;
        }
    }
    return true;
}

}  // namespace secure_headers::audit_rules
