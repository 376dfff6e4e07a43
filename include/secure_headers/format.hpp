// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/cookie.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/header_view.hpp>
#include <secure_headers/headers.hpp>
#include <secure_headers/nonce.hpp>

#include <fmt/format.h>
#include <concepts>
#include <string>
#include <string_view>

/// Prints a policy as its header line, without the line's end.
template <secure_headers::HeaderPolicy Policy>
struct fmt::formatter<Policy> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const Policy& policy, Context& context) const {
        secure_headers::FieldWriter value;
        policy.write_to(value);
        fmt::memory_buffer line;
        fmt::format_to(fmt::appender(line), "{}: {}", std::string_view{policy.name}, value.value());
        return formatter<std::string_view>::format({line.data(), line.size()}, context);
    }
};

/// Prints a set as HTTP/1.1 sends it over HTTPS, each line with its end.
template <>
struct fmt::formatter<secure_headers::SecureHeaders> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const secure_headers::SecureHeaders& headers, Context& context) const {
        fmt::memory_buffer block;
        for (const secure_headers::HeaderField& field : headers)
            if (field.mode != secure_headers::Mode::remove)
                fmt::format_to(fmt::appender(block), "{}: {}\r\n", field.name, field.value);
        return formatter<std::string_view>::format({block.data(), block.size()}, context);
    }
};

/// Prints a baked or frozen set as HTTP/1.1 sends it over HTTPS, each line with its end.
template <std::convertible_to<secure_headers::HeaderView> Frozen>
struct fmt::formatter<Frozen> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const Frozen& headers, Context& context) const {
        return formatter<std::string_view>::format(static_cast<secure_headers::HeaderView>(headers).block(), context);
    }
};

/// Prints a cookie's name, if it has one of its own, and its attributes, with expires_in counted from now.
template <>
struct fmt::formatter<secure_headers::SecureCookie> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const secure_headers::SecureCookie& cookie, Context& context) const {
        const std::string text = std::string{cookie.name()} + cookie.attributes();
        return formatter<std::string_view>::format(text, context);
    }
};

/// Prints what findings and parsers keep of a text.
template <>
struct fmt::formatter<secure_headers::detail::Text> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const secure_headers::detail::Text& text, Context& context) const {
        return formatter<std::string_view>::format(text.view(), context);
    }
};

/// Prints a nonce's value.
template <>
struct fmt::formatter<secure_headers::Nonce> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const secure_headers::Nonce& nonce, Context& context) const {
        return formatter<std::string_view>::format(nonce.value(), context);
    }
};
