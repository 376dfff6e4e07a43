// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/cookie/value.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

namespace detail {

/// What a name's prefix promises. RFC 6265bis, section 4.1.3; layered cookies add the two with Http.
struct CookiePrefix {
    std::string_view text{};
    bool host = false;       ///< No Domain, and Path=/.
    bool http_only = false;  ///< Needs HttpOnly; all need Secure.
};
inline constexpr CookiePrefix cookie_prefixes[] = {{"__Host-Http-"sv, true, true},
                                                   {"__Http-"sv, false, true},
                                                   {"__Host-"sv, true, false},
                                                   {"__Secure-"sv, false, false}};

/// The prefix of a name as browsers see it, in any letter case; one without text if it has none.
constexpr CookiePrefix find_cookie_prefix(std::string_view name) {
    if (!name.starts_with("__")) return {};
    for (const CookiePrefix& prefix : cookie_prefixes)
        if (istarts_with(name, prefix.text)) return prefix;
    return {};
}

/// What a prefix looks at.
struct CookieScope {
    bool secure = false;
    bool http_only = false;
    bool has_domain = false;
    bool root_path = false;
};

constexpr bool keeps_prefix(std::string_view name, const CookieScope& scope) {
    const CookiePrefix prefix = find_cookie_prefix(name);
    if (prefix.text.empty()) return true;
    return scope.secure && (!prefix.http_only || scope.http_only) &&
           (!prefix.host || (!scope.has_domain && scope.root_path));
}

constexpr void check_cookie_prefix(std::string_view name, const CookieScope& scope) {
    const CookiePrefix prefix = find_cookie_prefix(name);
    if (prefix.text.empty()) return;
    if (!scope.secure) refuse("Set-Cookie: the prefixes __Secure-, __Host-, __Http- and __Host-Http- need Secure");
    if (prefix.http_only && !scope.http_only) refuse("Set-Cookie: the prefixes __Http- and __Host-Http- need HttpOnly");
    if (prefix.host && scope.has_domain) refuse("Set-Cookie: the prefixes __Host- and __Host-Http- take no Domain");
    if (prefix.host && !scope.root_path) refuse("Set-Cookie: the prefixes __Host- and __Host-Http- need Path=/");
}

}  // namespace detail

/// Looks at a cookie's name: a literal is checked while compiling. RFC 6265bis, section 4.1.1.
class CookieName {
public:
    template <std::size_t Size>
    consteval CookieName(const char (&literal)[Size]) : text_{detail::Text::literal(literal)}, is_literal_{true} {
        check(text_);
    }
    template <detail::Unchecked Outside>
    CookieName(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr CookieName(runtime name) : text_{name.text} { check(text_); }

    constexpr operator std::string_view() const { return text_; }

    /// Whether the text outlives all.
    constexpr bool is_literal() const { return is_literal_; }

private:
    static constexpr void check(std::string_view name) {
        if (name.empty()) detail::refuse("Set-Cookie: a cookie needs a name");
        if (!detail::is_token(name))
            detail::refuse("Set-Cookie: a name takes letters, digits and !#$%&'*+-.^_`|~ only");
        if (name.size() > detail::cookie_pair_limit)
            detail::refuse("Set-Cookie: name and value exceed 4096 bytes, and browsers would drop the cookie");
        const detail::CookiePrefix prefix = detail::find_cookie_prefix(name);
        if (!name.starts_with(prefix.text))
            detail::refuse("Set-Cookie: a prefix is written __Secure-, __Host-, __Http- or __Host-Http-, in this case");
    }

    std::string_view text_;
    bool is_literal_ = false;
};

}  // namespace secure_headers
