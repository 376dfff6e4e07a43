// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <type_traits>

namespace secure_headers::detail {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr unsigned hex_value(char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10); }

/// VCHAR: a visible character of ASCII. RFC 5234, B.1.
constexpr bool is_visible(char c) { return c > ' ' && c < '\x7f'; }

/// CTL: what no field value holds, but for tabs. RFC 5234, B.1.
constexpr bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

constexpr bool contains(std::string_view text, char c) { return text.find(c) != std::string_view::npos; }

/// Compares with a literal of known size, which takes no call where operator== takes two.
template <std::size_t Size>
constexpr bool equals(std::string_view text, const char (&literal)[Size]) {
    return text.size() == Size - 1 && std::char_traits<char>::compare(text.data(), literal, Size - 1) == 0;
}
template <std::size_t Size>
constexpr bool begins_with(std::string_view text, const char (&literal)[Size]) {
    return text.size() >= Size - 1 && std::char_traits<char>::compare(text.data(), literal, Size - 1) == 0;
}

/// Some literals to go through, whose sizes are known: a list of plain literals is measured anew each time.
using Literals = std::initializer_list<std::string_view>;

/// True if `all_are(eight bytes)` for all bytes of a text of at least eight, the last of which it may see twice. Not
/// for constant expressions.
template <class AllAre>
bool all_bytes(std::string_view text, AllAre all_are) {
    std::uint64_t bytes = 0;
    for (std::size_t at = 0; at + 8 < text.size(); at += 8) {
        std::memcpy(&bytes, text.data() + at, 8);
        if (!all_are(bytes)) return false;
    }
    std::memcpy(&bytes, text.data() + text.size() - 8, 8);
    return all_are(bytes);
}
inline constexpr std::uint64_t each_byte = 0x0101010101010101;

constexpr bool is_ascii(std::string_view text) {
    if (!std::is_constant_evaluated() && text.size() >= 8)
        return all_bytes(text, [](std::uint64_t bytes) { return (bytes & each_byte * 0x80) == 0; });
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

/// Eight bytes with ASCII letters in lower case: of bytes below 0x80 those from 'A' on get their high bit by one sum,
/// those behind 'Z' by the other.
constexpr std::uint64_t to_lower_each(std::uint64_t bytes) {
    const std::uint64_t low_bits = bytes & each_byte * 0x7F;
    const std::uint64_t from_a = low_bits + each_byte * (0x80 - 'A'), behind_z = low_bits + each_byte * (0x7F - 'Z');
    const std::uint64_t upper = (from_a ^ behind_z) & ~bytes & each_byte * 0x80;
    return bytes | upper >> 2U;
}

/// Eight bytes, of which the high bit is set of those that are below `least` or above 0x7e, if all before them have it
/// not: adding 1 gives 0x7f its high bit, and taking `least` away one that is below that.
constexpr std::uint64_t outside_each(std::uint64_t bytes, unsigned char least) {
    return bytes | (bytes + each_byte) | (bytes - each_byte * least);
}

/// True if all is visible ASCII or a space.
constexpr bool is_visible_or_space(std::string_view text) {
    if (!std::is_constant_evaluated() && text.size() >= 8)
        return all_bytes(text, [](std::uint64_t bytes) { return (outside_each(bytes, ' ') & each_byte * 0x80) == 0; });
    for (const char c : text)
        if (c < ' ' || c > '~') return false;
    return true;
}

/// True if all is visible ASCII but capital letters, or a space. Of bytes below 0x80, adding 0x3f gives one that is 'A'
/// or behind its high bit, and adding 0x25 one that is behind 'Z'.
constexpr bool is_lower_case(std::string_view text) {
    if (!std::is_constant_evaluated() && text.size() >= 8)
        return all_bytes(text, [](std::uint64_t bytes) {
            const std::uint64_t capital = (bytes + each_byte * (0x80 - 'A')) & ~(bytes + each_byte * (0x7F - 'Z'));
            return ((outside_each(bytes, ' ') | capital) & each_byte * 0x80) == 0;
        });
    for (const char c : text)
        if (c < ' ' || c > '~' || is_upper(c)) return false;
    return true;
}

/// How many visible characters the text starts with. The first of eight bytes that gets its high bit is none; those
/// behind it may get theirs from it.
constexpr std::size_t visible_size(std::string_view text) {
    std::size_t size = 0;
    if (!std::is_constant_evaluated() && std::endian::native == std::endian::little) {
        for (std::uint64_t bytes = 0; size + 8 <= text.size(); size += 8) {
            std::memcpy(&bytes, text.data() + size, 8);
            const std::uint64_t found = outside_each(bytes, '!') & each_byte * 0x80;
            if (found != 0) return size + static_cast<std::size_t>(std::countr_zero(found)) / 8;
        }
    }
    while (size < text.size() && is_visible(text[size])) ++size;
    return size;
}

/// How many characters two texts have in common at their begin.
constexpr std::size_t common_size(std::string_view a, std::string_view b) {
    const std::size_t end = a.size() < b.size() ? a.size() : b.size();
    std::size_t size = 0;
    if (!std::is_constant_evaluated())
        while (size + 8 <= end && std::memcmp(a.data() + size, b.data() + size, 8) == 0) size += 8;
    while (size < end && a[size] == b[size]) ++size;
    return size;
}

/// How many characters there are before the first one, which is not visible, that `ends(rest)` is true of.
template <class Ends>
constexpr std::size_t word_size(std::string_view text, Ends ends) {
    std::size_t size = visible_size(text);
    while (size < text.size() && !ends(text.substr(size))) size += 1 + visible_size(text.substr(size + 1));
    return size;
}

/// A set of characters, as a table: asking it is cheap while compiling, too.
class CharSet {
public:
    consteval explicit CharSet(const char* members) {
        for (; *members != '\0'; ++members) has_[static_cast<unsigned char>(*members)] = true;
    }

    constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }

    /// True if `text` has members alone.
    constexpr bool holds(std::string_view text) const {
        for (const char c : text)
            if (!has(c)) return false;
        return true;
    }

    /// Where the first member from `begin` on stands, or npos: the standard's find_first_of looks through its set anew
    /// for each character.
    constexpr std::size_t find_in(std::string_view text, std::size_t begin = 0) const {
        while (begin < text.size() && !has(text[begin])) ++begin;
        return begin < text.size() ? begin : std::string_view::npos;
    }

    friend consteval CharSet operator+(CharSet a, CharSet b) {
        for (int i = 0; i < 256; ++i) a.has_[i] = a.has_[i] || b.has_[i];
        return a;
    }

private:
    bool has_[256]{};
};

inline constexpr CharSet decimal_digits{"0123456789"};
inline constexpr CharSet lower_case{"abcdefghijklmnopqrstuvwxyz"};
inline constexpr CharSet letters = lower_case + CharSet{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"};
inline constexpr CharSet alphanumeric = letters + decimal_digits;

/// The digits of base64, and those of its URL-safe alphabet, too. RFC 4648, sections 4 and 5.
inline constexpr CharSet base64_digits = alphanumeric + CharSet{"+/"};
inline constexpr CharSet any_base64_digits = base64_digits + CharSet{"-_"};

/// tchar, what a token is made of. RFC 9110, section 5.6.2.
inline constexpr CharSet tchar = alphanumeric + CharSet{"!#$%&'*+-.^_`|~"};
constexpr bool is_token(std::string_view text) { return !text.empty() && tchar.holds(text); }

/// unreserved, sub-delims, gen-delims and the % of escapes. RFC 3986, section 2.
inline constexpr CharSet uri_char = alphanumeric + CharSet{"-._~:/?#[]@!$&'()*+,;=%"};

/// Compares texts of one size without regard to the case of ASCII letters.
constexpr bool iequals(const char* a, const char* b, std::size_t size) {
    std::size_t i = 0;
    if (!std::is_constant_evaluated() && size >= 8) {  // most texts that are the same are so written
        while (i + 8 <= size && std::memcmp(a + i, b + i, 8) == 0) i += 8;
        if (i + 8 > size && std::memcmp(a + size - 8, b + size - 8, 8) == 0) return true;
    }
    for (; i < size; ++i)
        if (a[i] != b[i] && to_lower(a[i]) != to_lower(b[i])) return false;
    return true;
}

/// Compares without regard to the case of ASCII letters. Small enough to be inlined: most texts differ in size.
constexpr bool iequals(std::string_view a, std::string_view b) {
    return a.size() == b.size() && iequals(a.data(), b.data(), a.size());
}

constexpr bool istarts_with(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && iequals(text.data(), prefix.data(), prefix.size());
}

/// True if the word stands in the text.
constexpr bool icontains(std::string_view text, std::string_view word) {
    if (word.empty()) return true;
    const char first = to_lower(word.front());
    for (std::size_t i = 0; i + word.size() <= text.size(); ++i)
        if (to_lower(text[i]) == first && iequals(text.data() + i, word.data(), word.size())) return true;
    return false;
}

/// Takes spaces and tabs from both ends. RFC 9110, section 5.6.3.
constexpr std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// What we let into a field value: visible ASCII and inner spaces. RFC 9110, section 5.5, less HTAB and obs-text.
constexpr bool is_field_value(std::string_view text) {
    return !text.empty() && text.front() != ' ' && text.back() != ' ' && is_visible_or_space(text);
}

}  // namespace secure_headers::detail
