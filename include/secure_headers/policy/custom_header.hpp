// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers {

/// A field's value: a literal is checked while compiling. RFC 9110, section 5.5.
class HeaderValue {
public:
    template <std::size_t Size>
    consteval HeaderValue(const char (&literal)[Size]) : text_{detail::Text::literal({literal, Size - 1})} {
        check({literal, Size - 1});
    }
    constexpr HeaderValue(runtime value) : text_{value.text} { check(value.text); }

    constexpr operator std::string_view() const { return text_; }

private:
    static constexpr void check(std::string_view value) {
        if (value.empty()) detail::refuse("header value: must not be empty");
        if (!detail::is_field_value(value))
            detail::refuse("header value: takes visible ASCII and inner spaces only, no CR, LF or NUL");
    }

    detail::Text text_;
};

/// Sends a header that has no policy of its own here.
class CustomHeader {
public:
    constexpr CustomHeader(HeaderName header, HeaderValue value) : name{std::move(header)}, value_{std::move(value)} {}

    HeaderName name;

    constexpr void write_to(FieldWriter& out) const { out.append(value_); }

private:
    HeaderValue value_;
};

}  // namespace secure_headers
