// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/optional.hpp>

#include <cstdint>

namespace secure_headers::detail {

/// A time in whole seconds, given in any unit that has no parts of one; what they cannot count is as long as can be.
class Seconds {
public:
    constexpr Seconds() = default;
    template <UnitOf<std::chrono::seconds> Unit>
    constexpr Seconds(Unit time) : time_{saturated<std::chrono::seconds>(time)} {}

    constexpr operator std::chrono::seconds() const { return time_; }
    constexpr std::int64_t count() const { return time_.count(); }
    bool operator==(const Seconds&) const = default;

private:
    std::chrono::seconds time_{0};
};

}  // namespace secure_headers::detail
