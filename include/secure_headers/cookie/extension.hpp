// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

/// An attribute that has no option of its own, such as `Priority=High`: a literal is checked while compiling. RFC
/// 6265bis, section 4.1.1.
class CookieExtension {
public:
    template <std::size_t Size>
    consteval CookieExtension(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    CookieExtension(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr CookieExtension(runtime extension) : text_{extension.text} { check(extension.text); }

    constexpr std::string_view text() const { return text_; }
    constexpr std::string_view name() const { return text().substr(0, text().find('=')); }

private:
    static constexpr bool has_edge_blank(std::string_view text) { return text.starts_with(' ') || text.ends_with(' '); }
    static constexpr void check(std::string_view extension) {
        const std::size_t equals = extension.find('=');
        const std::string_view name = extension.substr(0, equals);
        const std::string_view value = equals == std::string_view::npos ? "" : extension.substr(equals + 1);
        if (name.empty()) detail::refuse("Set-Cookie: an extension attribute needs a name");
        if (!detail::is_av_octets(extension))
            detail::refuse("Set-Cookie: an extension attribute takes ASCII without ; and control characters");
        if (has_edge_blank(name) || has_edge_blank(value))
            detail::refuse("Set-Cookie: an extension attribute has a blank at an edge, which browsers strip");
        if (value.size() > detail::cookie_attribute_limit)
            detail::refuse("Set-Cookie: an extension attribute exceeds 1024 bytes, and browsers would ignore it");
        for (const std::string_view known :
             detail::Literals{"Expires", "Max-Age", "Domain", "Path", "Secure", "HttpOnly", "SameSite", "Partitioned"})
            if (detail::iequals(name, known))
                detail::refuse("Set-Cookie: an extension attribute has the name of an option; use the option");
    }

    detail::Text text_;
};

}  // namespace secure_headers
