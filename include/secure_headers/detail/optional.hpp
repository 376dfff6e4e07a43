// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <utility>

namespace secure_headers::detail {

/// Another unit of the same quantity, such as hours for seconds; numbers are not, lest they narrow unseen.
template <class Unit, class T>
concept UnitOf = std::convertible_to<Unit, T> && !std::convertible_to<Unit, double>;

/// A time in a smaller unit; one that this cannot count is as long as can be.
template <class T, class Unit>
constexpr T saturated(Unit time) {
    const auto most = (T::max)().count() / T{Unit{1}}.count();
    if (std::cmp_greater(time.count(), most)) return (T::max)();
    if (std::cmp_less(time.count(), -most)) return (T::min)();
    return T{time};
}

/// A member of an options struct that may be left out: each std::optional<T> would cost a consumer some 5 ms of compilation.
template <class T>
class Optional {
public:
    constexpr Optional() = default;
    constexpr Optional(T value) : value_{value}, has_value_{true} {}

    /// Takes other units of time, which a braced member would otherwise not convert; what T cannot count is its limit.
    template <UnitOf<T> Unit>
    constexpr Optional(Unit value) : Optional{converted(value)} {}

    constexpr bool has_value() const { return has_value_; }
    constexpr explicit operator bool() const { return has_value_; }
    constexpr const T& operator*() const { return value_; }
    constexpr const T* operator->() const { return &value_; }
    constexpr T value_or(T other) const { return has_value_ ? value_ : other; }

private:
    template <class Unit>
    static constexpr T converted(Unit value) {
        if constexpr (requires { value.time_since_epoch(); })
            return T{saturated<typename T::duration>(value.time_since_epoch())};
        else
            return saturated<T>(value);
    }

    T value_{};
    bool has_value_ = false;
};

}  // namespace secure_headers::detail
