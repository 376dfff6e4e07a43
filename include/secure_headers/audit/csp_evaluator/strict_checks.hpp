// SPDX-License-Identifier: MIT
// CSP Evaluator's checks for strict policies: nonces or hashes, 'strict-dynamic', Trusted Types.
#pragma once

#include <secure_headers/audit/csp_evaluator/effective.hpp>
#include <secure_headers/audit/csp_evaluator/finding.hpp>
#include <secure_headers/audit/csp_evaluator/policy.hpp>
#include <secure_headers/audit/csp_evaluator/words.hpp>

#include <string_view>

namespace secure_headers::detail::csp_evaluator {

constexpr void check_strict_dynamic(const Policy& policy, Findings& out) {
    const Directive* const scripts = policy.effective(Name::script_src);
    if (scripts == nullptr || scripts->has(Kind::strict_dynamic)) return;
    for (const Value& value : scripts->values) {
        if (value.kinds.has(Kind::quoted)) continue;
        return out.push_back({CspEvaluatorType::strict_dynamic, CspEvaluatorSeverity::strict_csp, scripts->name, {}});
    }
}

constexpr void check_strict_dynamic_not_standalone(const Policy& policy, Findings& out) {
    const Directive* const scripts = policy.effective(Name::script_src);
    if (scripts == nullptr || !scripts->has(Kind::strict_dynamic) || scripts->has_nonce() || scripts->has_hash())
        return;
    out.push_back({CspEvaluatorType::strict_dynamic_not_standalone, CspEvaluatorSeverity::info, scripts->name, {}});
}

constexpr void check_unsafe_inline_fallback(const Policy& policy, Findings& out) {
    const Directive* const scripts = policy.effective(Name::script_src);
    if (scripts == nullptr || scripts->has(Kind::unsafe_inline) || !(scripts->has_nonce() || scripts->has_hash()))
        return;
    out.push_back({CspEvaluatorType::unsafe_inline_fallback, CspEvaluatorSeverity::strict_csp, scripts->name, {}});
}

constexpr void check_allowlist_fallback(const Policy& policy, Findings& out) {
    const Directive* const scripts = policy.effective(Name::script_src);
    if (scripts == nullptr || !scripts->has(Kind::strict_dynamic)) return;
    for (const Value& value : scripts->values)
        if (value.kinds.has(Kind::dot) || value.text == "http:" || value.text == "https:" || value.text == "*") return;
    out.push_back({CspEvaluatorType::allowlist_fallback, CspEvaluatorSeverity::strict_csp, scripts->name, {}});
}

constexpr void check_requires_trusted_types_for_scripts(const Policy& policy, Findings& out) {
    const Directive* const required = policy.find(Name::require_trusted_types_for);
    if (required != nullptr && required->has("'script'")) return;
    out.push_back(
        {CspEvaluatorType::require_trusted_types_for_scripts, CspEvaluatorSeverity::info, "require-trusted-types-for", {}});
}

}  // namespace secure_headers::detail::csp_evaluator
