// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

/// An origin as browsers write it, `scheme://host[:port]` in lower case: a literal is checked while compiling. RFC
/// 6454, section 6.2.
class Origin {
public:
    static const Origin null;  ///< What sandboxed pages and local files are, whoever's they be.

    /// Refuses what is no origin.
    template <std::size_t Size>
    consteval Origin(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    Origin(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr Origin(runtime origin) : text_{origin.text} { check(origin.text); }

    constexpr std::string_view text() const { return text_; }
    bool operator==(const Origin&) const = default;

private:
    struct Word {};
    constexpr Origin(Word, std::string_view word) : text_{detail::Text::literal(word)} {}

    static constexpr bool has_default_port(std::string_view origin) {
        return (origin.starts_with("https:") && origin.ends_with(":443")) ||
               (origin.starts_with("http:") && origin.ends_with(":80"));
    }
    static constexpr void check_host(std::string_view host) {
        if (!host.starts_with('[')) {
            detail::check_host_and_port("origin", host, detail::host_char_of_browsers);
            if (!detail::is_host_of_origin(host.substr(0, host.find(':'))))
                detail::refuse("origin: an IPv4 address is written as browsers do, as in https://192.0.2.1");
            return;
        }
        const std::size_t end = host.find(']');
        if (end == std::string_view::npos || !detail::is_serialized_ipv6(host.substr(1, end - 1)))
            detail::refuse("origin: an IPv6 address is written as browsers do, as in https://[2001:db8::1]");
        const std::string_view port = host.substr(end + 1);
        if (port.empty()) return;
        if (port.front() != ':') detail::refuse("origin: behind an address in brackets comes a port, or nothing");
        detail::check_port("origin", port.substr(1));
    }
    static constexpr void check(std::string_view origin) {
        if (origin == "null")
            detail::refuse("origin: null is many origins; write Origin::null if all of them are meant");
        check_host(detail::behind_scheme("origin", origin));
        for (const char c : origin) {
            if (c == '*') detail::refuse("origin: takes no wildcard");
            if (detail::is_upper(c)) detail::refuse("origin: is compared as it stands; write it in lower case");
        }
        const std::string_view port = origin.substr(origin.rfind(':') + 1);
        if (port.starts_with('0') && !port.ends_with(']')) detail::refuse("origin: a port begins with a digit above 0");
        if (has_default_port(origin)) detail::refuse("origin: browsers leave the default port out; do so too");
    }

    detail::Text text_;
};
inline constexpr Origin Origin::null{Word{}, "null"sv};

}  // namespace secure_headers
