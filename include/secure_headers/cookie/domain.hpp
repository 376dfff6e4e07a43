// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/ipv4.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>

namespace secure_headers {

namespace detail {

/// The labels of a host name, and not an address. RFC 1034, section 3.5; RFC 1123, section 2.1.
constexpr void check_domain_label(std::string_view label) {
    if (label.empty()) refuse("Set-Cookie: Domain has an empty label; write it without dots at its ends");
    if (label.size() > 63) refuse("Set-Cookie: Domain has a label of more than 63 bytes");
    if (label.front() == '-' || label.back() == '-')
        refuse("Set-Cookie: Domain has a label that begins or ends with -");
    for (const char c : label)
        if (!is_alpha(c) && !is_digit(c) && c != '-')
            refuse("Set-Cookie: Domain takes letters, digits, - and . only, no scheme, no port");
}

}  // namespace detail

/// A domain whose hosts all get the cookie, or none, which keeps it on the host that sets it: a literal is checked
/// while compiling. RFC 6265bis, section 4.1.2.3.
class CookieDomain {
public:
    constexpr CookieDomain() = default;  ///< This host only.
    template <std::size_t Size>
    consteval CookieDomain(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    CookieDomain(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr CookieDomain(runtime domain) : text_{domain.text} { check(domain.text); }

    /// Refuses also what `is_public_suffix` is true for, such as co.uk, whose cookies browsers drop; it is asked in
    /// small letters.
    template <std::predicate<std::string_view> IsPublicSuffix>
    constexpr CookieDomain(runtime domain, IsPublicSuffix&& is_public_suffix) : CookieDomain{domain} {
        detail::Text lower;
        lower.append_each(domain.text, detail::to_lower);
        if (is_public_suffix(lower.view()))
            detail::refuse("Set-Cookie: Domain is a public suffix, whose cookies browsers drop");
    }

    constexpr std::string_view text() const { return text_; }

private:
    static constexpr void check(std::string_view domain) {
        if (domain.empty()) detail::refuse("Set-Cookie: Domain must not be empty; leave it out for this host only");
        if (domain.size() > 253) detail::refuse("Set-Cookie: Domain has more than 253 bytes");
        std::size_t begin = 0, labels = 0;
        for (std::size_t end = 0; begin <= domain.size(); begin = end + 1, ++labels) {
            end = domain.find('.', begin);
            if (end == std::string_view::npos) end = domain.size();
            detail::check_domain_label(domain.substr(begin, end - begin));
        }
        if (detail::ends_in_number(domain))
            detail::refuse("Set-Cookie: Domain takes no IP address; leave it out for this host only");
        if (labels < 2) detail::refuse("Set-Cookie: Domain has a single label; leave it out for this host only");
    }

    detail::Text text_{};
};

}  // namespace secure_headers
