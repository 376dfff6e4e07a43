// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/x_xss_protection.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What X-XSS-Protection says, such as `1; mode=block`. Not standardised.
struct XXSSProtection {
    bool is_understood = false;
    bool enabled = false;                   ///< Switches the filter on that browsers took out for its holes.
    detail::List<detail::Part> settings{};  ///< What follows the number, such as `mode=block`.
    detail::List<Problem> problems{};
};

/// Reads a field's value; the text must outlive the result.
constexpr XXSSProtection x_xss_protection(std::string_view value) {
    XXSSProtection result;
    detail::Parts parts{value, ';'};
    detail::Part part;
    parts.next(part);
    result.is_understood = part.text == "0" || part.text == "1";
    result.enabled = part.text == "1";
    if (!result.is_understood) result.problems.push_back({"this begins with 0 or 1", part.offset, part.text});
    while (parts.next(part))
        if (!part.text.empty()) result.settings.push_back(part);
    return result;
}

/// The policy object that says the same: only `0` has one.
constexpr std::optional<secure_headers::XXSSProtection> to_policy(const XXSSProtection& parsed) {
    if (!parsed.is_understood || parsed.enabled || !parsed.settings.empty()) return std::nullopt;
    return secure_headers::XXSSProtection::disabled;
}

}  // namespace secure_headers::parse
