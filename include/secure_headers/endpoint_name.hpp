// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

/// The name of an endpoint that reports go to: a literal is checked while compiling. Reporting API, section 3.1.
class EndpointName {
public:
    template <std::size_t Size>
    consteval EndpointName(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    EndpointName(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr EndpointName(runtime name) : text_{name.text} { check(name.text); }

    /// What the constructors do not refuse.
    static constexpr bool is_valid(std::string_view text) { return detail::sf::is_key(text); }

    constexpr operator std::string_view() const { return text_; }
    bool operator==(const EndpointName&) const = default;

private:
    static constexpr void check(std::string_view name) {
        if (!is_valid(name)) detail::refuse("report-to: an endpoint's name takes a-z 0-9 _ - . *, a letter or * first");
    }

    detail::Text text_;
};

}  // namespace secure_headers
