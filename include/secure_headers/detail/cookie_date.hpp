// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/optional.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// The days from 1 January 1970 to a date. (<chrono> has it, and costs its includers more.)
constexpr std::int64_t days_from_civil(std::int64_t year, std::int64_t month, std::int64_t day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = year / 400, of_era = year % 400;
    const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/// The month, from 1, whose English name begins with the first three letters of the text; 0 if none does.
constexpr int month_of(std::string_view text) {
    constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (std::size_t i = 0; i < 12; ++i)
        if (istarts_with(text, months.substr(i * 3, 3))) return static_cast<int>(i) + 1;
    return 0;
}

/// True if the year has such a day.
constexpr bool is_civil_date(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (month < 1 || month > 12) return false;
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    constexpr int lengths[]{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return day >= 1 && day <= lengths[month - 1] + (leap && month == 2 ? 1 : 0);
}

/// Reads a date as browsers read the one of a cookie, in whatever order its parts stand. RFC 6265bis, section 5.1.1.
class CookieDate {
public:
    /// Seconds since 1970, or nothing.
    static constexpr Optional<std::int64_t> parse(std::string_view text) {
        CookieDate date;
        for (std::size_t at = 0; at < text.size();) {
            while (at < text.size() && is_delimiter(text[at])) ++at;
            std::size_t end = at;
            while (end < text.size() && !is_delimiter(text[end])) ++end;
            if (end > at) date.read(text.substr(at, end - at));
            at = end;
        }
        return date.seconds();
    }

private:
    static constexpr bool is_delimiter(char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0x09 || (byte >= 0x20 && byte <= 0x2f) || (byte >= 0x3b && byte <= 0x40) ||
               (byte >= 0x5b && byte <= 0x60) || (byte >= 0x7b && byte <= 0x7e);
    }

    /// The `least` to `most` digits at the beginning, with no digit after them; less than zero if there are no so many.
    static constexpr int digits(std::string_view& text, std::size_t least, std::size_t most) {
        std::size_t count = 0;
        int number = 0;
        for (; count < text.size() && is_digit(text[count]); ++count) {
            if (count == most) return -1;
            number = number * 10 + (text[count] - '0');
        }
        text.remove_prefix(count);
        return count < least ? -1 : number;
    }

    constexpr void read(std::string_view token) {
        if (!has_time_ && read_time(token)) return;
        std::string_view rest = token;
        if (day_ < 0 && (day_ = digits(rest, 1, 2)) >= 0) return;
        if (month_ < 0 && read_month(token)) return;
        rest = token;
        if (year_ < 0) year_ = digits(rest, 2, 4);
    }

    constexpr bool read_time(std::string_view text) {
        int parts[3]{};
        for (int& part : parts) {
            if (&part != parts) {
                if (!text.starts_with(':')) return false;
                text.remove_prefix(1);
            }
            part = digits(text, 1, 2);
            if (part < 0) return false;
        }
        hour_ = parts[0], minute_ = parts[1], second_ = parts[2];
        return has_time_ = true;
    }

    constexpr bool read_month(std::string_view text) {
        const int month = month_of(text);
        if (month != 0) month_ = month;
        return month != 0;
    }

    constexpr Optional<std::int64_t> seconds() const {
        const int year = year_ >= 70 && year_ <= 99 ? year_ + 1900 : year_ >= 0 && year_ <= 69 ? year_ + 2000 : year_;
        if (!has_time_ || year < 1601 || !is_civil_date(year, month_, day_)) return {};
        if (hour_ > 23 || minute_ > 59 || second_ > 59) return {};
        return days_from_civil(year, month_, day_) * 86400 + std::int64_t{hour_} * 3600 + std::int64_t{minute_} * 60 +
               second_;
    }

    bool has_time_ = false;
    int hour_ = 0, minute_ = 0, second_ = 0, day_ = -1, month_ = -1, year_ = -1;
};

}  // namespace secure_headers::detail
