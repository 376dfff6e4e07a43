// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace secure_headers::audit_rules {

/// A line of C++ that mends something, put together while compiling.
class FixText {
public:
    constexpr FixText& append(std::string_view text) {
        for (const char c : text) text_[size_++] = c;
        return *this;
    }
    /// Appends a name from the wire as C++ has it.
    constexpr FixText& append_identifier(std::string_view name) {
        for (const char c : name) text_[size_++] = c == '-' ? '_' : c;
        return *this;
    }

    constexpr std::string_view view() const { return {text_, size_}; }

private:
    char text_[128]{};
    std::size_t size_ = 0;
};

}  // namespace secure_headers::audit_rules
