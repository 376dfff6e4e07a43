// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/optional.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::csp::detail {

inline constexpr std::size_t longest_directive_name = 32;

/// How many letters to put in, take out or exchange to make one name of the other, of which `a` is at most `longest`
/// bytes and `b` in lower case. Levenshtein's distance.
template <std::size_t longest = longest_directive_name>
constexpr std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::size_t row[longest + 1]{};
    for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
    for (std::size_t j = 0; j < b.size(); ++j) {
        std::size_t diagonal = row[0];
        row[0] = j + 1;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const std::size_t exchanged = diagonal + (secure_headers::detail::to_lower(a[i]) == b[j] ? 0 : 1);
            const std::size_t least = row[i] < row[i + 1] ? row[i] : row[i + 1];
            diagonal = row[i + 1];
            row[i + 1] = exchanged < least + 1 ? exchanged : least + 1;
        }
    }
    return row[a.size()];
}

/// The directive that a misspelt name most likely means, if at least two thirds of the name are right.
constexpr secure_headers::detail::Optional<Directive> nearest_directive(std::string_view misspelt) {
    secure_headers::detail::Optional<Directive> nearest;
    if (misspelt.size() > longest_directive_name) return nearest;
    std::size_t least = longest_directive_name;
    for (std::size_t i = 0; i < sizeof directive_names / sizeof directive_names[0]; ++i) {
        const std::size_t distance = edit_distance(misspelt, directive_names[i]);
        if (distance >= least || distance * 3 > directive_names[i].size()) continue;
        least = distance;
        nearest = static_cast<Directive>(i);
    }
    return nearest;
}

}  // namespace secure_headers::csp::detail
