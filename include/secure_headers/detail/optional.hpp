// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

namespace secure_headers::detail {

/// Another unit of the same quantity, such as hours for seconds; numbers are not, lest they narrow unseen.
template <class Unit, class T>
concept UnitOf = std::convertible_to<Unit, T> && !std::convertible_to<Unit, double>;

/// A member of an options struct that may be left out: each std::optional<T> would cost a consumer some 5 ms of compilation.
template <class T>
class Optional {
public:
    constexpr Optional() = default;
    constexpr Optional(T value) : value_{value}, has_value_{true} {}

    /// Takes other units of time, which a braced member would otherwise not convert.
    template <UnitOf<T> Unit>
    constexpr Optional(Unit value) : Optional{static_cast<T>(value)} {}

    constexpr bool has_value() const { return has_value_; }
    constexpr explicit operator bool() const { return has_value_; }
    constexpr const T& operator*() const { return value_; }
    constexpr const T* operator->() const { return &value_; }
    constexpr T value_or(T other) const { return has_value_ ? value_ : other; }

private:
    T value_{};
    bool has_value_ = false;
};

}  // namespace secure_headers::detail
