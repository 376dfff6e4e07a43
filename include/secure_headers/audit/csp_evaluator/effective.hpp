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

inline constexpr Name script_directives[]{Name::script_src, Name::script_src_attr, Name::script_src_elem};

/// Makes of a policy what a browser of one level sees, and notes what it ignores.
class EffectivePolicy {
public:
    constexpr EffectivePolicy(const Policy& parsed, CspVersion version, Findings& findings)
        : parsed_{parsed}, effective_{parsed.directives, parsed.names, parsed.kinds, {}}, version_{version}, findings_{findings} {
        if (parsed_.kinds.has_any({Kind::nonce, Kind::hash, Kind::strict_dynamic})) normalise_scripts();
        if (version_ >= CspVersion::csp3) return;
        for (const Name name : {Name::report_to, Name::worker_src, Name::manifest_src, Name::trusted_types,
                                Name::require_trusted_types_for, Name::script_src_attr, Name::script_src_elem,
                                Name::style_src_attr, Name::style_src_elem})
            effective_.remove(name);
    }

    constexpr Policy take() && { return std::move(effective_); }

private:
    /// Leaves the others out, in a list of the policy's own. Before those who call it, else clang knows no body of it
    /// in constant expressions.
    constexpr void keep(Directive& directive, auto survives) {
        List<Value>& own = effective_.own_values;
        const std::size_t begin = own.size();
        const Values before = directive.values;
        directive.kinds = {};
        for (const Value& value : before) {
            if (!survives(value)) continue;
            own.push_back(value);
            directive.kinds.add(value.kinds);
        }
        directive.values = {own.begin() + begin, own.size() - begin};
    }

    /// The directive is normalised once for each that it governs, so that what it ignores is noted as often.
    constexpr void normalise_scripts() {
        std::size_t size = 0;
        for (const Name name : script_directives)
            if (const Directive* const directive = parsed_.effective(name)) size += directive->values.size;
        effective_.own_values.reserve(2 * size);  // since `keep` may be called twice for each
        for (const Name name : script_directives)
            if (const Directive* const original = parsed_.effective(name))
                normalise(*original, const_cast<Directive&>(*effective_.find(original->known)));
    }

    constexpr void normalise(const Directive& original, Directive& seen) {
        if (seen.has_nonce() || seen.has_hash()) apply_nonces(original, seen);
        if (original.has(Kind::strict_dynamic)) apply_strict_dynamic(original, seen);
    }

    constexpr void apply_nonces(const Directive& original, Directive& seen) {
        if (version_ == CspVersion::csp1)
            return keep(seen, [](const Value& value) {
                return !value.text.starts_with("'nonce-") && !value.text.starts_with("'sha");
            });
        if (!original.has(Kind::unsafe_inline)) return;
        keep(seen, [](const Value& value) { return !value.kinds.has(Kind::unsafe_inline); });
        note(seen, "'unsafe-inline'");
    }

    constexpr void apply_strict_dynamic(const Directive& original, Directive& seen) {
        if (version_ < CspVersion::csp3)
            return keep(seen, [](const Value& value) { return !value.kinds.has(Kind::strict_dynamic); });
        const auto survives = [](const Value& value) {
            return value.kinds.has(Kind::quoted) && !value.kinds.has_any({Kind::self, Kind::unsafe_inline});
        };
        keep(seen, survives);
        for (const Value& value : original.values)
            if (!survives(value)) note(seen, value);
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
