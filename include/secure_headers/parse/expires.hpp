// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/cookie_date.hpp>
#include <secure_headers/detail/http_date.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/expires.hpp>

#include <chrono>
#include <cstddef>
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

namespace expires_detail {

/// True if the text is as long as the pattern, has a letter for each `a`, a digit for each `0`, and else the same.
constexpr bool fits(std::string_view text, std::string_view pattern) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool fit = pattern[i] == 'a'   ? detail::is_alpha(text[i])
                         : pattern[i] == '0' ? detail::is_digit(text[i])
                                             : text[i] == pattern[i];
        if (!fit) return false;
    }
    return true;
}

/// The length of the name of a day at the beginning, in full or of three letters; zero if there is none.
constexpr std::size_t day_name(std::string_view text) {
    for (const std::string_view day :
         detail::Literals{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}) {
        if (text.starts_with(day)) return day.size();
        if (text.starts_with(day.substr(0, 3))) return 3;
    }
    return 0;
}

/// IMF-fixdate, or one of its forerunners of RFC 850 and of C's asctime. RFC 9110, section 5.6.7.
constexpr bool is_http_date(std::string_view text) {
    const std::size_t day = day_name(text);
    const std::string_view rest = text.substr(day);
    if (day == 3)
        return fits(rest, ", 00 aaa 0000 00:00:00 GMT") || fits(rest, " aaa 00 00:00:00 0000") ||
               fits(rest, " aaa  0 00:00:00 0000");
    return day != 0 && fits(rest, ", 00-aaa-00 00:00:00 GMT");
}

}  // namespace expires_detail

/// Reads a field's value as caches do; the text must outlive the result.
constexpr Expires expires(std::string_view value) {
    Expires result;
    result.is_zero = value == "0";
    if (expires_detail::is_http_date(value)) result.time = detail::CookieDate::parse(value);
    if (!result.time && !result.is_zero) result.problems.push_back({"this is no date in GMT", 0, value});
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::Expires> to_policy(const Expires& parsed) {
    if (parsed.is_zero) return secure_headers::Expires::already;
    if (!parsed.time || *parsed.time >= detail::year_10000) return std::nullopt;
    return secure_headers::Expires{std::chrono::sys_seconds{std::chrono::seconds{*parsed.time}}};
}

}  // namespace secure_headers::parse
