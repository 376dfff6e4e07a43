// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/optional.hpp>

#include <concepts>

namespace secure_headers::detail {

/// A point in time in any unit of the system's clock, to the second; none where none is given.
class OptionalTime {
public:
    constexpr OptionalTime() = default;
    constexpr OptionalTime(std::chrono::sys_seconds time) : time_{time}, has_value_{true} {}
    template <class Duration>
    constexpr OptionalTime(std::chrono::time_point<std::chrono::system_clock, Duration> time)
        : time_{to_seconds(time.time_since_epoch())}, has_value_{true} {}

    static OptionalTime now() {
        const auto time = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::sys_seconds{std::chrono::duration_cast<std::chrono::seconds>(time)};
    }

    constexpr bool has_value() const { return has_value_; }
    constexpr explicit operator bool() const { return has_value_; }
    constexpr std::chrono::sys_seconds operator*() const { return time_; }

    bool operator==(const OptionalTime&) const = default;

private:
    template <class Duration>
    static constexpr std::chrono::seconds to_seconds(Duration time) {
        if constexpr (std::convertible_to<Duration, std::chrono::seconds>)
            return saturated<std::chrono::seconds>(time);
        else
            return std::chrono::floor<std::chrono::seconds>(time);
    }

    std::chrono::sys_seconds time_{};
    bool has_value_ = false;
};

}  // namespace secure_headers::detail
