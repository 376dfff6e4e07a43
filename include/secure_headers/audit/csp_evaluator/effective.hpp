// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/csp_evaluator/finding.hpp>
#include <secure_headers/audit/csp_evaluator/policy.hpp>
#include <secure_headers/audit/csp_evaluator/words.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers::detail::csp_evaluator {

using Findings = List<CspEvaluatorFinding>;

inline constexpr std::string_view script_directives[]{"script-src", "script-src-attr", "script-src-elem"};

/// Makes of a policy what a browser of one level sees, and notes what it ignores.
class EffectivePolicy {
public:
    constexpr EffectivePolicy(const Policy& parsed, CspVersion version, Findings& findings)
        : parsed_{parsed}, effective_{parsed}, version_{version}, findings_{findings} {
        for (const std::string_view name : script_directives) normalise(effective_.effective_name(name));
        if (version_ >= CspVersion::csp3) return;
        for (const std::string_view name :
             Literals{"report-to", "worker-src", "manifest-src", "trusted-types", "require-trusted-types-for",
                      "script-src-attr", "script-src-elem", "style-src-attr", "style-src-elem"})
            effective_.remove(name);
    }

    constexpr Policy take() && { return std::move(effective_); }

private:
    constexpr void normalise(std::string_view name) {
        const Directive* const original = parsed_.find(name);
        if (original == nullptr) return;
        Directive& seen = *const_cast<Directive*>(effective_.find(name));
        if (seen.has_nonce() || seen.has_hash()) apply_nonces(*original, seen);
        if (original->has("'strict-dynamic'")) apply_strict_dynamic(*original, seen);
    }

    constexpr void apply_nonces(const Directive& original, Directive& seen) {
        if (version_ == CspVersion::csp1)
            return keep(seen, [](std::string_view value) {
                return !value.starts_with("'nonce-") && !value.starts_with("'sha");
            });
        if (!original.has("'unsafe-inline'")) return;
        keep(seen, [](std::string_view value) { return value != "'unsafe-inline'"; });
        note(seen, "'unsafe-inline'");
    }

    constexpr void apply_strict_dynamic(const Directive& original, Directive& seen) {
        if (version_ < CspVersion::csp3)
            return keep(seen, [](std::string_view value) { return value != "'strict-dynamic'"; });
        const auto survives = [](std::string_view value) {
            return value.starts_with('\'') && value != "'self'" && value != "'unsafe-inline'";
        };
        keep(seen, survives);
        for (const std::string_view value : original.values)
            if (!survives(value)) note(seen, value);
    }

    static constexpr void keep(Directive& directive, auto survives) {
        List<std::string_view> kept;
        for (const std::string_view value : directive.values)
            if (survives(value)) kept.push_back(value);
        directive.values = std::move(kept);
    }

    constexpr void note(const Directive& directive, std::string_view value) {
        findings_.push_back({CspEvaluatorType::ignored, CspEvaluatorSeverity::none, directive.name, value});
    }

    const Policy& parsed_;
    Policy effective_;
    CspVersion version_;
    Findings& findings_;
};

}  // namespace secure_headers::detail::csp_evaluator
