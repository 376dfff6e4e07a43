// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::audit_rules {

/// A character of a name from the wire as C++ has it.
constexpr char in_identifier(char c) { return c == '-' ? '_' : detail::to_lower(c); }

/// A line of C++ that mends something, put together while compiling.
class FixText {
public:
    constexpr FixText& append(std::string_view text) {
        for (const char c : text) text_[size_++] = c;
        return *this;
    }
    /// Appends a name from the wire as C++ has it.
    constexpr FixText& append_identifier(std::string_view name) {
        for (const char c : name) text_[size_++] = in_identifier(c);
        return *this;
    }

    constexpr std::string_view view() const { return {text_, size_}; }

private:
    char text_[128]{};
    std::size_t size_ = 0;
};

/// Takes out a header of that name, with what is to be said of that; empty if C++ would need escapes for the name.
constexpr detail::Text removal_of(std::string_view name, std::string_view remark = {}) {
    detail::Text fix;
    if (!detail::is_token(name)) return fix;
    fix.append("headers.remove(\"").append(name).append("\");").append(remark);
    return fix;
}

}  // namespace secure_headers::audit_rules
