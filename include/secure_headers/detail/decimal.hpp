// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// A number in decimal, with zeros before it where it has fewer digits than `at_least`, of which there are at most 20.
class Decimal {
public:
    constexpr explicit Decimal(std::uint64_t number, std::size_t at_least = 1) {
        for (; number != 0 || sizeof digits_ - first_ < at_least; number /= 10)
            digits_[--first_] = static_cast<char>('0' + number % 10);
    }

    constexpr std::string_view text() const { return {digits_ + first_, sizeof digits_ - first_}; }

private:
    char digits_[20]{};
    std::size_t first_ = sizeof digits_;
};

}  // namespace secure_headers::detail
