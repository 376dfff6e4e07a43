// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/cookie_date.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/expires.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// Until when Expires says a stored response is fresh; what is no date has passed. RFC 9111, section 5.3.
struct Expires {
    detail::Optional<std::int64_t> time{};  ///< Seconds since 1970.
    bool is_zero = false;                   ///< `0`, which says that it has passed.
    detail::List<Problem> problems{};
};

/// Reads a field's value as caches do; the text must outlive the result.
constexpr Expires expires(std::string_view value) {
    Expires result;
    result.is_zero = value == "0";
    if (value.ends_with(" GMT")) result.time = detail::CookieDate::parse(value);
    if (!result.time && !result.is_zero) result.problems.push_back({"this is no date in GMT", 0, value});
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::Expires> to_policy(const Expires& parsed) {
    if (parsed.is_zero) return secure_headers::Expires::already;
    constexpr std::int64_t year_10000 = 253402300800;
    if (!parsed.time || *parsed.time >= year_10000) return std::nullopt;
    return secure_headers::Expires{std::chrono::sys_seconds{std::chrono::seconds{*parsed.time}}};
}

}  // namespace secure_headers::parse
