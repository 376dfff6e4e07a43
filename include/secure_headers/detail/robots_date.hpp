// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/cookie_date.hpp>
#include <secure_headers/detail/http_date.hpp>
#include <secure_headers/detail/optional.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// The name of a day of the week, in full or of three letters.
constexpr bool is_day_name(std::string_view text) {
    for (const std::string_view day :
         Literals{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
        if (iequals(text, day) || iequals(text, day.substr(0, 3))) return true;
    return false;
}

/// Reads a date in the forms that crawlers are told: RFC 822, section 5, RFC 850, section 2.1.4, and ISO 8601. A time
/// has its zone, and a date without a time is its midnight in GMT.
class RobotsDate {
public:
    /// Seconds since 1970, or nothing.
    static constexpr Optional<std::int64_t> parse(std::string_view text) {
        RobotsDate date{text};
        if (!date.read()) return {};
        const std::int64_t seconds = days_from_civil(date.year_, date.month_, date.day_) * 86400 + date.seconds_;
        if (seconds < year_1601 || seconds >= year_10000) return {};
        return seconds;
    }

private:
    constexpr explicit RobotsDate(std::string_view text) : rest_{text} {}

    constexpr bool read() {
        if (rest_.size() > 4 && rest_[4] == '-') return read_iso();
        if (const std::size_t end = (std::min)(rest_.find_first_of(", "), rest_.size());
            is_day_name(rest_.substr(0, end))) {
            rest_.remove_prefix(end);
            take(',');
            take(' ');
        }
        const char separator = contains(rest_.substr(0, 3), '-') ? '-' : ' ';
        if (!read_number(day_, 1, 2) || !take(separator) || !read_month() || !take(separator)) return false;
        const std::size_t before = rest_.size();
        if (!read_number(year_, 2, 4) || before - rest_.size() == 3) return false;
        if (before - rest_.size() == 2) year_ += year_ < 70 ? 2000 : 1900;
        return take(' ') && read_time() && take(' ') && read_zone() && is_date();
    }

    constexpr bool read_iso() {
        if (!read_number(year_, 4, 4) || !take('-') || !read_number(month_, 2, 2) || !take('-') ||
            !read_number(day_, 2, 2))
            return false;
        if (rest_.empty()) return is_date();
        if (!take('T') && !take(' ')) return false;
        return read_time() && read_zone() && is_date();
    }

    constexpr bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    constexpr bool read_number(std::int64_t& number, std::size_t least, std::size_t most) {
        std::size_t count = 0;
        number = 0;
        for (; count < rest_.size() && count < most && is_digit(rest_[count]); ++count)
            number = number * 10 + (rest_[count] - '0');
        rest_.remove_prefix(count);
        return count >= least;
    }

    constexpr bool read_month() {
        month_ = month_of(rest_);
        if (month_ != 0) rest_.remove_prefix(3);
        return month_ != 0;
    }

    /// Hours and minutes, and perhaps seconds.
    constexpr bool read_time() {
        std::int64_t hour = 0, minute = 0, second = 0;
        if (!read_number(hour, 2, 2) || !take(':') || !read_number(minute, 2, 2)) return false;
        if (take(':') && !read_number(second, 2, 2)) return false;
        seconds_ = hour * 3600 + minute * 60 + second;
        return hour < 24 && minute < 60 && second < 60;
    }

    /// A name of RFC 822, or hours and minutes before or behind GMT, as the last thing.
    constexpr bool read_zone() {
        struct Zone {
            std::string_view name;
            std::int64_t hours;
        };
        for (const Zone& zone :
             {Zone{"GMT", 0}, Zone{"UTC", 0}, Zone{"UT", 0}, Zone{"Z", 0}, Zone{"EST", -5}, Zone{"EDT", -4},
              Zone{"CST", -6}, Zone{"CDT", -5}, Zone{"MST", -7}, Zone{"MDT", -6}, Zone{"PST", -8}, Zone{"PDT", -7}})
            if (iequals(rest_, zone.name)) return seconds_ -= zone.hours * 3600, true;
        const bool behind = rest_.starts_with('-');
        std::int64_t hours = 0, minutes = 0;
        if ((!take('+') && !take('-')) || !read_number(hours, 2, 2)) return false;
        take(':');
        if (!read_number(minutes, 2, 2) || !rest_.empty() || hours > 23 || minutes > 59) return false;
        seconds_ -= (behind ? -1 : 1) * (hours * 3600 + minutes * 60);
        return true;
    }

    constexpr bool is_date() const { return year_ > 0 && is_civil_date(year_, month_, day_); }

    std::string_view rest_;
    std::int64_t year_ = 0, month_ = 0, day_ = 0, seconds_ = 0;
};

}  // namespace secure_headers::detail
