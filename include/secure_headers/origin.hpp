// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

/// An origin as browsers write it, `scheme://host[:port]` in lower case: a literal is checked while compiling. RFC
/// 6454, section 6.2.
class Origin {
public:
    template <std::size_t Size>
    consteval Origin(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    constexpr Origin(runtime origin) : text_{origin.text} { check(origin.text); }

    constexpr std::string_view text() const { return text_; }
    bool operator==(const Origin&) const = default;

private:
    static constexpr bool has_default_port(std::string_view origin) {
        return (origin.starts_with("https:") && origin.ends_with(":443")) ||
               (origin.starts_with("http:") && origin.ends_with(":80"));
    }
    static constexpr void check(std::string_view origin) {
        detail::check_origin("origin", origin);
        for (const char c : origin) {
            if (c == '*') detail::refuse("origin: takes no wildcard");
            if (detail::is_upper(c)) detail::refuse("origin: is compared as it stands; write it in lower case");
        }
        const std::string_view port = origin.substr(origin.rfind(':') + 1);
        if (port.starts_with('0')) detail::refuse("origin: a port begins with a digit above 0");
        if (has_default_port(origin)) detail::refuse("origin: browsers leave the default port out; do so too");
    }

    detail::Text text_;
};

}  // namespace secure_headers
