// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers {

/// The name of a server's product, without its version: a literal is checked while compiling. RFC 9110, section 10.1.5.
class ServerProduct {
public:
    template <std::size_t Size>
    consteval ServerProduct(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    ServerProduct(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr ServerProduct(runtime product) : text_{product.text} { check(product.text); }

    constexpr operator std::string_view() const { return text_; }

    /// True if a product's name has a version, as in nginx/1 and nginx-1.18.
    static constexpr bool has_version(std::string_view product) {
        for (std::size_t i = 1; i + 1 < product.size(); ++i)
            if (product[i] == '.' && detail::is_digit(product[i - 1]) && detail::is_digit(product[i + 1])) return true;
        return detail::contains(product, '/');
    }

private:
    static constexpr void check(std::string_view product) {
        if (product.empty()) detail::refuse("Server: must not be empty; remove(\"Server\") takes it out");
        if (has_version(product)) detail::refuse("Server: a version helps attackers choose; leave it out");
        if (!detail::is_token(product))
            detail::refuse("Server: takes one product name, of letters, digits and !#$%&'*+-.^_`|~");
    }

    detail::Text text_;
};

/// Names the server without its version. RFC 9110, section 10.2.4.
class Server {
public:
    static constexpr std::string_view name = "Server"sv;

    /// Sends the product, which has no version.
    constexpr explicit Server(ServerProduct product) : product_{std::move(product)} {}

    constexpr void write_to(FieldWriter& out) const { out.append(product_); }

private:
    ServerProduct product_;
};

}  // namespace secure_headers
