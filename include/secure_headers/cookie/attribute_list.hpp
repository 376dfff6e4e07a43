// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// Browsers ignore an attribute whose value is longer. RFC 6265bis, section 5.6.
inline constexpr std::size_t cookie_attribute_limit = 1024;

/// Browsers keep no cookie for longer: 400 days, in seconds. RFC 6265bis, section 5.5.
inline constexpr std::int64_t cookie_age_limit = 34560000;

/// av-octet: what an attribute is made of. RFC 6265bis, section 4.1.1.
constexpr bool is_av_octets(std::string_view text) {
    for (const char c : text)
        if (c < ' ' || c > '~' || c == ';') return false;
    return true;
}

/// Where `c` is, or the end. (g++ 12 takes string_view::find for no constant where the text lies in a temporary.)
constexpr std::size_t place_of(char c, std::string_view text) {
    std::size_t place = 0;
    while (place < text.size() && text[place] != c) ++place;
    return place;
}

/// The name of the cookie that a Set-Cookie sets, as browsers read it; empty if it has none. RFC 6265bis, section 5.6.
constexpr std::string_view cookie_name(std::string_view set_cookie) {
    const std::string_view pair = set_cookie.substr(0, place_of(';', set_cookie));
    const std::size_t equals = place_of('=', pair);
    return equals == pair.size() ? std::string_view{} : trimmed(pair.substr(0, equals));
}

/// Reads `; name=value; ...` one by one, as browsers do. RFC 6265bis, section 5.6.
class CookieAttributes {
public:
    constexpr explicit CookieAttributes(std::string_view attributes) : rest_{attributes} {}

    /// Moves to the next attribute; false after the last.
    constexpr bool next() {
        if (rest_.empty()) return false;
        rest_.remove_prefix(1);
        const std::size_t size = place_of(';', rest_);
        text_ = trimmed(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return true;
    }

    constexpr std::string_view text() const { return text_; }
    constexpr std::string_view name() const { return trimmed(text_.substr(0, place_of('=', text_))); }
    constexpr std::string_view value() const {
        const std::size_t equals = place_of('=', text_);
        return equals == text_.size() ? std::string_view{} : trimmed(text_.substr(equals + 1));
    }

private:
    std::string_view rest_;
    std::string_view text_{};
};

}  // namespace secure_headers::detail
