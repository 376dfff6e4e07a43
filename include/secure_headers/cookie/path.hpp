// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers {

/// The path under which requests carry the cookie: a literal is checked while compiling. RFC 6265bis, section 4.1.2.4.
class CookiePath {
public:
    static const CookiePath default_path;  ///< Leaves Path out: browsers take the folder of the request's URL.

    /// All of the site.
    constexpr CookiePath() : text_{detail::Text::literal("/")} {}
    template <std::size_t Size>
    consteval CookiePath(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    CookiePath(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr CookiePath(runtime path) : text_{path.text} { check(path.text); }

    constexpr std::string_view text() const { return text_; }

private:
    constexpr explicit CookiePath(detail::Text text) : text_{std::move(text)} {}
    static constexpr void check(std::string_view path) {
        if (!path.starts_with('/')) detail::refuse("Set-Cookie: Path begins with /, else browsers take another");
        if (!detail::is_av_octets(path))
            detail::refuse("Set-Cookie: Path takes ASCII without ; and control characters");
        if (path.ends_with(' ')) detail::refuse("Set-Cookie: Path must not end with a blank, which browsers strip");
        if (path.size() > detail::cookie_attribute_limit)
            detail::refuse("Set-Cookie: Path exceeds 1024 bytes, and browsers would ignore it");
    }

    detail::Text text_;
};
inline constexpr CookiePath CookiePath::default_path{detail::Text{}};

}  // namespace secure_headers
