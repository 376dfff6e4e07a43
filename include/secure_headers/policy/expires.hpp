// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/http_date.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/optional_time.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>

#include <string_view>

namespace secure_headers {

/// Says until when a stored response is fresh, to caches that do not know Cache-Control. RFC 9111, section 5.3.
class Expires {
public:
    static constexpr std::string_view name = "Expires"sv;
    static const Expires already;  ///< `0`, which all take for a time that has passed.

    /// Refuses a time outside of the years 1601 to 9999.
    template <class Duration>
    constexpr explicit Expires(std::chrono::time_point<std::chrono::system_clock, Duration> time) {
        const detail::HttpDate date = detail::http_date(name, *detail::OptionalTime{time});
        value_.append({date.data(), date.size()});
    }

    constexpr void write_to(FieldWriter& out) const { out.append(value_); }

private:
    constexpr Expires() : value_{detail::Text::literal("0")} {}
    detail::Text value_{};
};
inline constexpr Expires Expires::already{};

}  // namespace secure_headers
