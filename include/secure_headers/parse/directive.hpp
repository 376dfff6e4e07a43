// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/parse/problem.hpp>

#include <cstdint>
#include <string_view>

// Directives as Strict-Transport-Security, Public-Key-Pins and Expect-CT have them. RFC 6797, section 6.1; RFC 7469,
// section 2.1; RFC 9163, section 2.1.
namespace secure_headers::parse::directive_detail {

/// Reads a directive that says all by its name.
constexpr void read_flag(auto& result, const detail::Pair& pair, bool& flag) {
    if (pair.has_value) result.problems.push_back({"the directive takes no value", pair.value.offset, pair.value.text});
    if (flag)
        result.problems.push_back({"the directive is there twice", pair.name.offset, pair.name.text, Problem::repeated});
    flag = true;
}

/// Reads a number of seconds that stands without quotes.
constexpr void read_max_age(auto& result, const detail::Pair& pair) {
    const std::int64_t seconds = detail::read_seconds(pair.value.text);
    if (result.max_age)
        result.problems.push_back({"the directive is there twice", pair.name.offset, pair.name.text, Problem::repeated});
    else if (seconds < 0)
        result.problems.push_back({"max-age takes a whole number of seconds", pair.value.offset, pair.value.text});
    result.max_age = seconds < 0 ? 0 : seconds;
}

constexpr void read_report_uri(auto& result, const detail::Pair& pair) {
    const std::string_view quoted = pair.value.text;
    if (!detail::is_quoted_string(quoted) || quoted.size() == 2)
        return result.problems.push_back({"report-uri takes a quoted URI", pair.value.offset, quoted});
    if (!result.report_uri.text.empty())
        result.problems.push_back({"the directive is there twice", pair.name.offset, pair.name.text, Problem::repeated});
    result.report_uri = {quoted.substr(1, quoted.size() - 2), pair.value.offset + 1};
}

/// Reads a directive that no browser knows.
constexpr void read_unknown(auto& result, const detail::Pair& pair) {
    const std::string_view value = pair.value.text;
    if (pair.has_value && !detail::is_token(value) && !detail::is_quoted_string(value))
        result.problems.push_back({"a value is a token or a quoted string", pair.value.offset, value});
    result.unknown.push_back(pair.name);
}

/// Reads the directives between separators by `read_own(result, pair)`, which is false for a name that the header does
/// not have.
constexpr void read_directives(auto& result, std::string_view value, char separator, auto read_own) {
    detail::Parts parts{value, separator};
    for (detail::Part part; parts.next(part);) {
        const detail::Pair pair = detail::split_pair(part);
        if (part.text.empty()) continue;
        if (!detail::is_token(pair.name.text))
            result.problems.push_back({"a directive's name is a token", part.offset, part.text});
        else if (!read_own(result, pair))
            read_unknown(result, pair);
    }
}

/// True if a policy object takes it.
constexpr bool is_report_uri(std::string_view uri) {
    return uri.starts_with("https://") && uri.size() > 8 && !detail::contains("/?#:@", uri[8]) &&
           detail::uri_char.holds(uri) && detail::is_uri_reference(uri);
}

}  // namespace secure_headers::parse::directive_detail
