// SPDX-License-Identifier: MIT
// CSP Evaluator's checks for slips of the pen.
#pragma once

#include <secure_headers/audit/csp_evaluator/effective.hpp>
#include <secure_headers/audit/csp_evaluator/finding.hpp>
#include <secure_headers/audit/csp_evaluator/policy.hpp>
#include <secure_headers/audit/csp_evaluator/words.hpp>

#include <string_view>

namespace secure_headers::detail::csp_evaluator {

constexpr void check_unknown_directive(const Policy& policy, Findings& out) {
    for (const Directive& directive : policy.directives)
        if (!is_directive(directive.name))
            out.push_back({CspEvaluatorType::unknown_directive, CspEvaluatorSeverity::syntax, directive.name, {}});
}

constexpr void check_missing_semicolon(const Policy& policy, Findings& out) {
    for (const Directive& directive : policy.directives)
        for (const std::string_view value : directive.values)
            if (is_directive(value))
                out.push_back({CspEvaluatorType::missing_semicolon, CspEvaluatorSeverity::syntax, directive.name, value});
}

/// True for a keyword, nonce or hash that lacks its quotes, and for what is quoted and is none of them.
constexpr bool is_invalid_keyword(std::string_view directive, std::string_view value) {
    for (const std::string_view prefix : Literals{"nonce-", "sha256-", "sha384-", "sha512-"})
        if (value.starts_with(prefix)) return true;
    if (!value.starts_with('\'')) return is_bare_keyword(value);
    if (directive == "require-trusted-types-for") return value != "'script'";
    if (directive == "trusted-types") return value != "'allow-duplicates'" && value != "'none'";
    return !is_keyword(value) && !is_strict_hash(value) && !is_strict_nonce(value);
}

constexpr void check_invalid_keyword(const Policy& policy, Findings& out) {
    for (const Directive& directive : policy.directives)
        for (const std::string_view value : directive.values)
            if (is_invalid_keyword(directive.name, value))
                out.push_back({CspEvaluatorType::invalid_keyword, CspEvaluatorSeverity::syntax, directive.name, value});
}

}  // namespace secure_headers::detail::csp_evaluator
