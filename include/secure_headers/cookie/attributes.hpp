// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/optional.hpp>

#include <concepts>

namespace secure_headers {

/// Says which requests from other sites carry the cookie. RFC 6265bis, section 5.6.7.
enum class SameSite : unsigned char {
    strict,  ///< None.
    lax,     ///< Those that navigate to this site by a safe method, such as GET.
    none,    ///< All, which needs Secure.
};

/// Says over what the cookie travels. RFC 6265bis, section 4.1.2.5.
enum class Secure : unsigned char {
    over_https_only,
    also_over_plain_http,  ///< Leaves Secure out: whoever is on the way can read and replace the cookie.
};

/// Says whether scripts see the cookie. RFC 6265bis, section 4.1.2.6.
enum class HttpOnly : unsigned char {
    hidden_from_scripts,
    readable_by_scripts,  ///< Leaves HttpOnly out: injected script can steal the cookie.
};

/// A point in time, to the second; none where none is given.
class CookieTime {
public:
    constexpr CookieTime() = default;
    template <class Duration>
    constexpr CookieTime(std::chrono::time_point<std::chrono::system_clock, Duration> time)
        : time_{to_seconds(time.time_since_epoch())}, has_value_{true} {}

    constexpr bool has_value() const { return has_value_; }
    constexpr explicit operator bool() const { return has_value_; }
    constexpr std::chrono::sys_seconds operator*() const { return time_; }

    bool operator==(const CookieTime&) const = default;

private:
    template <class Duration>
    static constexpr std::chrono::seconds to_seconds(Duration time) {
        if constexpr (std::convertible_to<Duration, std::chrono::seconds>)
            return detail::saturated<std::chrono::seconds>(time);
        else
            return std::chrono::floor<std::chrono::seconds>(time);
    }

    std::chrono::sys_seconds time_{};
    bool has_value_ = false;
};

}  // namespace secure_headers
