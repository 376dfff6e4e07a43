// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// VCHAR: a visible character of ASCII. RFC 5234, B.1.
constexpr bool is_visible(char c) { return c > ' ' && c < '\x7f'; }

constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

constexpr bool contains(std::string_view text, char c) { return text.find(c) != std::string_view::npos; }

/// A set of ASCII characters, as bits: asking it is cheap while compiling, too.
class CharSet {
public:
    consteval explicit CharSet(std::string_view members) {
        for (const char c : members) (c < 64 ? low_ : high_) |= std::uint64_t{1} << (static_cast<unsigned>(c) & 63U);
    }

    constexpr bool has(char c) const {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 128 && ((byte < 64 ? low_ : high_) >> (byte & 63U) & 1U) != 0;
    }

    /// True if `text` has members alone.
    constexpr bool holds(std::string_view text) const {
        for (const char c : text)
            if (!has(c)) return false;
        return true;
    }

    friend consteval CharSet operator+(CharSet a, CharSet b) {
        a.low_ |= b.low_;
        a.high_ |= b.high_;
        return a;
    }

private:
    std::uint64_t low_ = 0;
    std::uint64_t high_ = 0;
};

inline constexpr CharSet decimal_digits{"0123456789"};
inline constexpr CharSet lower_case{"abcdefghijklmnopqrstuvwxyz"};
inline constexpr CharSet letters = lower_case + CharSet{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"};
inline constexpr CharSet alphanumeric = letters + decimal_digits;

/// tchar, what a token is made of. RFC 9110, section 5.6.2.
inline constexpr CharSet tchar = alphanumeric + CharSet{"!#$%&'*+-.^_`|~"};
constexpr bool is_token(std::string_view text) { return !text.empty() && tchar.holds(text); }

/// unreserved, sub-delims, gen-delims and the % of escapes. RFC 3986, section 2.
inline constexpr CharSet uri_char = alphanumeric + CharSet{"-._~:/?#[]@!$&'()*+,;=%"};

/// Compares without regard to the case of ASCII letters.
constexpr bool iequals(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i] && to_lower(a[i]) != to_lower(b[i])) return false;
    return true;
}

constexpr bool istarts_with(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && iequals(text.substr(0, prefix.size()), prefix);
}

/// Takes spaces and tabs from both ends. RFC 9110, section 5.6.3.
constexpr std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// What we let into a field value: visible ASCII and inner spaces. RFC 9110, section 5.5, less HTAB and obs-text.
constexpr bool is_field_value(std::string_view text) {
    for (const char c : text)
        if (c < ' ' || c > '~') return false;
    return !text.empty() && text.front() != ' ' && text.back() != ' ';
}

}  // namespace secure_headers::detail
