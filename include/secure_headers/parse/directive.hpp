// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/parts.hpp>

#include <string_view>

// Directives as Strict-Transport-Security and Expect-CT have them. RFC 6797, section 6.1; RFC 9163, section 2.1.
namespace secure_headers::parse::directive_detail {

/// Reads a directive that says all by its name.
constexpr void read_flag(auto& result, const detail::Pair& pair, bool& flag) {
    if (pair.has_value) result.problems.push_back({"the directive takes no value", pair.value.offset, pair.value.text});
    if (flag) result.problems.push_back({"the directive is there twice", pair.name.offset, pair.name.text});
    flag = true;
}

/// Reads a directive that no browser knows.
constexpr void read_unknown(auto& result, const detail::Pair& pair) {
    const std::string_view value = pair.value.text;
    if (pair.has_value && !detail::is_token(value) && !detail::is_quoted_string(value))
        result.problems.push_back({"a value is a token or a quoted string", pair.value.offset, value});
    result.unknown.push_back(pair.name);
}

}  // namespace secure_headers::parse::directive_detail
