// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/invalid_header.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// A point in time as `Sun, 06 Nov 1994 08:49:37 GMT`.
using HttpDate = std::array<char, 29>;

struct CivilDate {
    std::int64_t year;
    std::int64_t month;  ///< 1 to 12.
    std::int64_t day;    ///< 1 to 31.
};

/// The date so many days after 1 March 0000, in eras of 400 years: the leap day is the last of a year that begins in
/// March. (<chrono> has it, at some 10 ms of compilation for each who includes this.)
constexpr CivilDate civil_date(std::int64_t days) {
    const std::int64_t era = days / 146097, of_era = days % 146097;
    const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t from_march = (5 * of_year + 2) / 153;
    const std::int64_t month = from_march < 10 ? from_march + 3 : from_march - 9;
    return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, of_year - (153 * from_march + 2) / 5 + 1};
}

inline constexpr std::int64_t year_1601 = -11644473600, year_10000 = 253402300800;

constexpr bool is_http_date(std::chrono::sys_seconds time) {
    return time.time_since_epoch().count() >= year_1601 && time.time_since_epoch().count() < year_10000;
}

/// Writes IMF-fixdate; refuses what the years 1601 to 9999 do not hold. RFC 9110, section 5.6.7.
constexpr HttpDate http_date(std::string_view field, std::chrono::sys_seconds time) {
    const std::int64_t since_1970 = time.time_since_epoch().count();
    if (!is_http_date(time)) refuse(field, "a date lies in the years 1601 to 9999");
    constexpr std::int64_t epoch_days = 719468, day = 86400;
    const std::int64_t since_march = since_1970 + epoch_days * day, seconds = since_march % day;
    const CivilDate date = civil_date(since_march / day);
    constexpr std::string_view days = "WedThuFriSatSunMonTue"sv, months = "JanFebMarAprMayJunJulAugSepOctNovDec"sv;
    HttpDate text{};
    std::size_t at = 0;
    const auto put = [&](std::string_view part) {
        for (const char c : part) text[at++] = c;
    };
    const auto put_two = [&](std::int64_t number, std::string_view after) {
        text[at++] = static_cast<char>('0' + number / 10);
        text[at++] = static_cast<char>('0' + number % 10);
        put(after);
    };
    put(days.substr(static_cast<std::size_t>(since_march / day % 7) * 3, 3));
    put(", ");
    put_two(date.day, " ");
    put(months.substr(static_cast<std::size_t>(date.month - 1) * 3, 3));
    put(" ");
    put_two(date.year / 100, "");
    put_two(date.year % 100, " ");
    put_two(seconds / 3600, ":");
    put_two(seconds / 60 % 60, ":");
    put_two(seconds % 60, " GMT");
    return text;
}

}  // namespace secure_headers::detail
