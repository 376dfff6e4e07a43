// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/csp_evaluator/effective.hpp>
#include <secure_headers/audit/csp_evaluator/finding.hpp>
#include <secure_headers/audit/csp_evaluator/parser_checks.hpp>
#include <secure_headers/audit/csp_evaluator/policy.hpp>
#include <secure_headers/audit/csp_evaluator/security_checks.hpp>
#include <secure_headers/audit/csp_evaluator/strict_checks.hpp>

#include <string_view>
#include <utility>

namespace secure_headers {

/// Picks among CSP Evaluator's lists of checks.
enum class CspEvaluatorChecks : unsigned char {
    standard,             ///< Its default: what the policy lets through.
    strict,               ///< What keeps the policy from being a strict one.
    strict_and_standard,  ///< Both, as on csp-evaluator.withgoogle.com: strict ones on the policy as written.
};

namespace detail::csp_evaluator {

constexpr void run_strict(const Policy& policy, Findings& out) {
    check_strict_dynamic(policy, out);
    check_strict_dynamic_not_standalone(policy, out);
    check_unsafe_inline_fallback(policy, out);
    check_allowlist_fallback(policy, out);
    check_requires_trusted_types_for_scripts(policy, out);
}

constexpr void run_standard(const Policy& policy, Findings& out) {
    check_script_unsafe_inline(policy, out);
    check_script_unsafe_eval(policy, out);
    check_plain_url_schemes(policy, out);
    check_wildcards(policy, out);
    check_missing_directives(policy, out);
    check_script_allowlist_bypass(policy, out);
    check_flash_object_allowlist_bypass(policy, out);
    check_ip_source(policy, out);
    check_nonce_length(policy, out);
    check_src_http(policy, out);
    check_deprecated_directive(policy, out);
    check_unknown_directive(policy, out);
    check_missing_semicolon(policy, out);
    check_invalid_keyword(policy, out);
}

}  // namespace detail::csp_evaluator

/// Judges a policy as Google's CSP Evaluator 1.1.8 does: same findings, same order, its quirks included. Where the
/// original ends with a TypeError, at a source that is no URL (`a:b`), the other findings are still given.
constexpr CspEvaluatorReport csp_evaluator(std::string_view policy, CspVersion version = CspVersion::csp3,
                                           CspEvaluatorChecks checks = CspEvaluatorChecks::standard) {
    using namespace detail::csp_evaluator;
    Parser parser{policy};
    const Policy& parsed = parser.policy();
    Findings findings;
    const Policy effective = EffectivePolicy{parsed, version, findings}.take();
    if (checks == CspEvaluatorChecks::strict) run_strict(effective, findings);
    if (checks == CspEvaluatorChecks::strict_and_standard) run_strict(parsed, findings);
    if (checks != CspEvaluatorChecks::strict) run_standard(effective, findings);
    return {std::move(parser).text(), std::move(findings)};
}

}  // namespace secure_headers
