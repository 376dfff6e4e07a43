// SPDX-License-Identifier: MIT
// CSP Evaluator's checks for strict policies: nonces or hashes, 'strict-dynamic', Trusted Types.
#pragma once

#include <secure_headers/audit/csp_evaluator/effective.hpp>
#include <secure_headers/audit/csp_evaluator/finding.hpp>
#include <secure_headers/audit/csp_evaluator/policy.hpp>

#include <string_view>

namespace secure_headers::detail::csp_evaluator {

constexpr void check_strict_dynamic(const Policy& policy, Findings& out) {
    const Directive* const scripts = policy.effective("script-src");
    if (scripts == nullptr || scripts->has("'strict-dynamic'")) return;
    if (scripts->any([](std::string_view value) { return !value.starts_with('\''); }))
        out.push_back({CspEvaluatorType::strict_dynamic, CspEvaluatorSeverity::strict_csp, scripts->name, {}});
}

constexpr void check_strict_dynamic_not_standalone(const Policy& policy, Findings& out) {
    const Directive* const scripts = policy.effective("script-src");
    if (scripts == nullptr || !scripts->has("'strict-dynamic'") || scripts->has_nonce() || scripts->has_hash()) return;
    out.push_back({CspEvaluatorType::strict_dynamic_not_standalone, CspEvaluatorSeverity::info, scripts->name, {}});
}

constexpr void check_unsafe_inline_fallback(const Policy& policy, Findings& out) {
    const Directive* const scripts = policy.effective("script-src");
    if (scripts == nullptr || scripts->has("'unsafe-inline'") || !(scripts->has_nonce() || scripts->has_hash())) return;
    out.push_back({CspEvaluatorType::unsafe_inline_fallback, CspEvaluatorSeverity::strict_csp, scripts->name, {}});
}

constexpr void check_allowlist_fallback(const Policy& policy, Findings& out) {
    const Directive* const scripts = policy.effective("script-src");
    if (scripts == nullptr || !scripts->has("'strict-dynamic'")) return;
    const auto is_fallback = [](std::string_view value) {
        return value == "http:" || value == "https:" || value == "*" || contains(value, '.');
    };
    if (!scripts->any(is_fallback))
        out.push_back({CspEvaluatorType::allowlist_fallback, CspEvaluatorSeverity::strict_csp, scripts->name, {}});
}

constexpr void check_requires_trusted_types_for_scripts(const Policy& policy, Findings& out) {
    const Directive* const required = policy.find("require-trusted-types-for");
    if (required != nullptr && required->has("'script'")) return;
    out.push_back(
        {CspEvaluatorType::require_trusted_types_for_scripts, CspEvaluatorSeverity::info, "require-trusted-types-for", {}});
}

}  // namespace secure_headers::detail::csp_evaluator
