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
        if (directive.known == Name::unknown)
            out.push_back({CspEvaluatorType::unknown_directive, CspEvaluatorSeverity::syntax, directive.name, {}});
}

constexpr void check_missing_semicolon(const Policy& policy, Findings& out) {
    if (!policy.kinds.has(Kind::directive_name)) return;
    for (const Directive& directive : policy.directives)
        for (const Value& value : directive.values)
            if (value.kinds.has(Kind::directive_name))
                out.push_back({CspEvaluatorType::missing_semicolon, CspEvaluatorSeverity::syntax, directive.name, value});
}

/// True for a keyword, nonce or hash that lacks its quotes, and for what is quoted and is none of them.
constexpr bool is_invalid_keyword(Name directive, const Value& value) {
    if (!value.kinds.has(Kind::quoted)) return value.kinds.has(Kind::bare);
    if (directive == Name::require_trusted_types_for) return value.text != "'script'";
    if (directive == Name::trusted_types) return value.text != "'allow-duplicates'" && !value.kinds.has(Kind::none);
    return value.kinds.without(Kinds{Kind::quoted, Kind::any_nonce, Kind::dot}).empty();
}

constexpr void check_invalid_keyword(const Policy& policy, Findings& out) {
    for (const Directive& directive : policy.directives)
        for (const Value& value : directive.values)
            if (is_invalid_keyword(directive.known, value))
                out.push_back({CspEvaluatorType::invalid_keyword, CspEvaluatorSeverity::syntax, directive.name, value});
}

}  // namespace secure_headers::detail::csp_evaluator
