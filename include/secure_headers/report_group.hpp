// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

/// The name of a group of the legacy Report-To header: a literal is checked while compiling.
class ReportGroup {
public:
    template <std::size_t Size>
    consteval ReportGroup(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    ReportGroup(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr ReportGroup(runtime name) : text_{name.text} { check(name.text); }

    constexpr operator std::string_view() const { return text_; }
    bool operator==(const ReportGroup&) const = default;

private:
    static constexpr void check(std::string_view name) {
        if (!detail::is_token(name))
            detail::refuse("Report-To: a group's name takes letters, digits and !#$%&'*+-.^_`|~ only");
    }

    detail::Text text_;
};

}  // namespace secure_headers
