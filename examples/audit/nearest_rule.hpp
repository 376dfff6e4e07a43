// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/rules.hpp>
#include <secure_headers/csp/nearest_directive.hpp>

#include <cstddef>
#include <string_view>

namespace audit_command {

/// The id that a misspelt one most likely means, if at least two thirds of it are right; else nothing.
inline std::string_view nearest_rule(std::string_view misspelt) {
    constexpr std::size_t longest = 64;
    std::string_view nearest;
    std::size_t least = longest;
    if (misspelt.size() > longest) return nearest;
    for (const secure_headers::audit_rules::Rules& rules : secure_headers::audit_rules::all_rules)
        for (const secure_headers::audit_rules::Rule& rule : rules) {
            const std::size_t distance = secure_headers::csp::detail::edit_distance<longest>(misspelt, rule.id);
            if (distance >= least || distance * 3 > rule.id.size()) continue;
            least = distance;
            nearest = rule.id;
        }
    return nearest;
}

}  // namespace audit_command
