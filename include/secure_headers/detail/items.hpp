// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <initializer_list>

namespace secure_headers::detail {

/// Any contiguous range of `T`, such as a std::vector.
template <class Range, class T>
concept RangeOf = requires(const Range& range) {
    static_cast<const T*>(range.data());
    range.size();
};

/// What a function takes several of: a list in braces, an array, any contiguous range, or one alone. For parameters
/// only: it looks at what the caller has.
template <class T>
class Items {
public:
    constexpr Items(std::initializer_list<T> list) : Items{list.begin(), list.size()} {}
    constexpr Items(const T& one) : Items{&one, 1} {}
    template <std::size_t Size>
    constexpr Items(const T (&array)[Size]) : Items{array, Size} {}
    template <std::size_t Size>
    Items(const char (&text)[Size]) = delete;  // write the text in braces: {"text"}
    template <RangeOf<T> Range>
    constexpr Items(const Range& range) : Items{range.data(), range.size()} {}

    constexpr const T* begin() const { return items_; }
    constexpr const T* end() const { return items_ + size_; }
    constexpr std::size_t size() const { return size_; }

private:
    constexpr Items(const T* items, std::size_t size) : items_{items}, size_{size} {}

    const T* items_;
    std::size_t size_;
};

}  // namespace secure_headers::detail
