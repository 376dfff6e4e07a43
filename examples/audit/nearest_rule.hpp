// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/rules.hpp>
#include <secure_headers/detail/ascii.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace audit_command {

/// How many letters to put in, take out or exchange to make one id of the other. Levenshtein's distance.
inline std::size_t distance_of(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(a.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
    for (const char c : b) {
        std::size_t diagonal = row[0]++;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const std::size_t exchanged = diagonal + (secure_headers::detail::to_lower(a[i]) == c ? 0 : 1);
            diagonal = row[i + 1];
            row[i + 1] = std::min({exchanged, row[i] + 1, row[i + 1] + 1});
        }
    }
    return row.back();
}

/// The id that a misspelt one most likely means, if at least two thirds of it are right; else nothing.
inline std::string_view nearest_rule(std::string_view misspelt) {
    constexpr std::size_t longest = 64;
    std::string_view nearest;
    std::size_t least = longest;
    if (misspelt.size() > longest) return nearest;
    for (const secure_headers::audit_rules::Rules& rules : secure_headers::audit_rules::all_rules)
        for (const secure_headers::audit_rules::Rule& rule : rules) {
            const std::size_t distance = distance_of(misspelt, rule.id);
            if (distance >= least || distance * 3 > rule.id.size()) continue;
            least = distance;
            nearest = rule.id;
        }
    return nearest;
}

}  // namespace audit_command
