// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/directive.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/strict_transport_security.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What Strict-Transport-Security says; browsers ignore a field that has a problem. RFC 6797, section 6.1.
struct StrictTransportSecurity {
    detail::Optional<std::int64_t> max_age{};  ///< Seconds.
    std::size_t max_age_offset = 0;
    bool max_age_is_quoted = false;  ///< Or has blanks around its `=`, which not all readers take.
    bool include_subdomains = false;
    bool preload = false;
    std::size_t preload_offset = 0;
    detail::List<detail::Part> unknown{};  ///< Names of directives that browsers ignore.
    detail::List<Problem> problems{};

    constexpr bool is_valid() const { return problems.empty(); }
};

namespace hsts_detail {

/// The seconds of a quoted string, in which a backslash may stand before any digit. RFC 9110, section 5.6.4.
constexpr std::int64_t read_quoted_seconds(std::string_view quoted) {
    std::int64_t seconds = -1;
    for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
        if (quoted[i] == '\\') ++i;
        if (!detail::is_digit(quoted[i])) return -1;
        seconds = (std::min)((std::max)(seconds, std::int64_t{0}) * 10 + (quoted[i] - '0'),
                             std::int64_t{detail::most_seconds});
    }
    return seconds;
}

constexpr void read_max_age(StrictTransportSecurity& result, const detail::Pair& pair) {
    const std::string_view value = pair.value.text;
    const bool is_quoted = detail::is_quoted_string(value);
    result.max_age_is_quoted = is_quoted || pair.value.offset != pair.name.offset + pair.name.text.size() + 1;
    const std::int64_t seconds = is_quoted ? read_quoted_seconds(value) : detail::read_seconds(value);
    if (result.max_age)
        result.problems.push_back({"max-age is there twice", pair.name.offset, pair.name.text, Problem::repeated});
    else if (seconds < 0)
        result.problems.push_back({"max-age takes a whole number of seconds", pair.value.offset, pair.value.text});
    result.max_age = seconds < 0 ? 0 : seconds;
    result.max_age_offset = pair.name.offset;
}

constexpr bool read_own(StrictTransportSecurity& result, const detail::Pair& pair) {
    const std::string_view name = pair.name.text;
    if (detail::iequals(name, "max-age")) {
        read_max_age(result, pair);
    } else if (detail::iequals(name, "includeSubDomains")) {
        directive_detail::read_flag(result, pair, result.include_subdomains);
    } else if (detail::iequals(name, "preload") && !pair.has_value) {  // with a value it is one that browsers do not know
        result.preload_offset = pair.name.offset;
        directive_detail::read_flag(result, pair, result.preload);
    } else {
        return false;
    }
    return true;
}

}  // namespace hsts_detail

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr StrictTransportSecurity strict_transport_security(std::string_view value) {
    StrictTransportSecurity result;
    directive_detail::read_directives(result, value, ';', hsts_detail::read_own);
    if (const detail::Part* repeated = detail::first_repeated(result.unknown); repeated != nullptr)
        result.problems.push_back({"the directive is there twice", repeated->offset, repeated->text, Problem::repeated});
    if (!result.max_age) result.problems.push_back({"max-age is missing", value.size(), {}});
    return result;
}

/// The policy object that writes the same, if it can.
constexpr std::optional<secure_headers::StrictTransportSecurity> to_policy(const StrictTransportSecurity& parsed) {
    if (!parsed.is_valid() || !parsed.unknown.empty() || *parsed.max_age == detail::most_seconds) return std::nullopt;
    const std::chrono::seconds max_age{*parsed.max_age};
    if (max_age.count() == 0 && !parsed.preload)
        return parsed.include_subdomains ? secure_headers::StrictTransportSecurity::disable_with_subdomains()
                                         : secure_headers::StrictTransportSecurity::disable();
    if (parsed.preload && (!parsed.include_subdomains || max_age < std::chrono::days{365})) return std::nullopt;
    return secure_headers::StrictTransportSecurity{
        {.max_age = max_age, .include_subdomains = parsed.include_subdomains, .preload = parsed.preload}};
}

}  // namespace secure_headers::parse
