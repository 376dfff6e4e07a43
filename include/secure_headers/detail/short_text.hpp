// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace secure_headers::detail {

/// Text that is kept in place while it fits, and a constant of the program may hold; else on the heap.
template <std::size_t Room>
class ShortText {
public:
    constexpr void append(std::string_view text) {
        if (long_.empty() && size_ + text.size() <= Room) {
            for (const char c : text) short_[size_++] = c;
            return;
        }
        if (std::is_constant_evaluated())
            refuse("Set-Cookie: a constexpr cookie has room for 352 bytes of attributes; make a longer one const");
        if (long_.empty()) long_.append(view());
        long_.append(text);
        size_ = long_.size();
    }

    constexpr std::size_t size() const { return size_; }
    constexpr std::string_view view() const { return long_.empty() ? std::string_view{begin(), size_} : long_.view(); }

    friend constexpr bool operator==(const ShortText& a, const ShortText& b) { return a.view() == b.view(); }

private:
    /// Not a `char*`, of which std::string_view would have each includer's compiler ask whether it is an iterator.
    constexpr const char* begin() const { return short_; }

    char short_[Room]{};
    std::size_t size_ = 0;
    Text long_{};
};

}  // namespace secure_headers::detail
