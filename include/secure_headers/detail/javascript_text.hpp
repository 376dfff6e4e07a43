// SPDX-License-Identifier: MIT
// What JavaScript's strings do, for UTF-8: auditors are written in it, and their verdicts hang on it.
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace secure_headers::detail::javascript {

/// The bytes of the white space or line terminator that `text` starts with, 0 if there is none. ECMA-262, section 12.2.
constexpr std::size_t space_size(std::string_view text) {
    if (text.empty()) return 0;
    const char c = text[0];
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (static_cast<unsigned char>(c) < 0x80) return 0;
    if (text.starts_with("\xC2\xA0")) return 2;
    if (text.starts_with("\xE2\x80") && text.size() > 2) {
        const auto last = static_cast<unsigned char>(text[2]);
        return (last >= 0x80 && last <= 0x8A) || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0;
    }
    for (const std::string_view space : Literals{"\xE1\x9A\x80", "\xE2\x81\x9F", "\xE3\x80\x80", "\xEF\xBB\xBF"})
        if (text.starts_with(space)) return 3;
    return 0;
}

constexpr std::string_view trim(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);  // most white space is that
    while (text.ends_with(' ')) text.remove_suffix(1);
    if (text.empty() || (is_visible(text.front()) && is_visible(text.back()))) return text;
    while (const std::size_t size = space_size(text)) text.remove_prefix(size);
    const auto ends_with_space = [&text](std::size_t size) {
        return text.size() >= size && space_size(text.substr(text.size() - size)) == size;
    };
    for (;;) {
        if (text.empty() || is_visible(text.back())) return text;
        if (ends_with_space(1))
            text.remove_suffix(1);
        else if (ends_with_space(2))
            text.remove_suffix(2);
        else if (ends_with_space(3))
            text.remove_suffix(3);
        else
            return text;
    }
}

/// The next word behind and before white space of any kind.
constexpr std::string_view next_word_of_any(std::string_view& rest) {
    std::string_view word = rest;
    while (!word.empty() && !is_visible(word.front())) {
        const std::size_t size = word.front() == ' ' ? 1 : space_size(word);
        if (size == 0) break;
        word.remove_prefix(size);
    }
    const std::size_t size =
        word_size(word, [](std::string_view text) { return text.front() == ' ' || space_size(text) != 0; });
    rest = {word.data() + size, word.size() - size};
    return {word.data(), size};
}

/// Takes the next run of what is no white space off `rest`; empty at the end. Most words are visible, between spaces.
constexpr std::string_view next_word(std::string_view& rest) {
    std::size_t begin = 0;
    while (begin < rest.size() && rest[begin] == ' ') ++begin;
    const std::size_t end = begin + visible_size({rest.data() + begin, rest.size() - begin});
    if (end < rest.size() && rest[end] != ' ') return next_word_of_any(rest);
    const std::string_view word{rest.data() + begin, end - begin};
    rest = {rest.data() + end, rest.size() - end};
    return word;
}

/// Takes what precedes the next `separator` off `rest`, as split() does; call it until `rest` has no data.
constexpr std::string_view next_part(std::string_view& rest, char separator) {
    const std::size_t end = rest.find(separator);
    const std::string_view part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{}
                                         : std::string_view{rest.data() + end + 1, rest.size() - end - 1};
    return part;
}

/// The UTF-16 code units of a byte: a sequence of four bytes is a surrogate pair.
constexpr std::size_t units(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xF0 ? 2 : (byte & 0xC0U) == 0x80 ? 0 : 1;
}

constexpr std::size_t length(std::string_view text) {
    std::size_t size = 0;
    for (const char c : text) size += units(c);
    return size;
}

/// As slice(0, count).
constexpr std::string_view first(std::string_view text, std::size_t count) {
    if (text.size() <= count) return text;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((seen += units(text[i])) > count) return text.substr(0, i);
    return text;
}

/// The lower case of a code point below U+0800: Latin-1, Latin Extended-A, Greek and Cyrillic.
constexpr std::uint32_t lower(std::uint32_t c) {
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB && c != 0x3A2)) return c + 0x20;
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    const bool even_is_upper = (c >= 0x100 && c <= 0x137 && c != 0x130 && c != 0x131) || (c >= 0x14A && c <= 0x177);
    const bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (even_is_upper) return c | 1U;
    return odd_is_upper && c % 2 == 1 ? c + 1 : c == 0x178 ? 0xFF : c;
}

/// Appends `text` in lower case.
constexpr void append_lower(Text& out, std::string_view text) {
    const auto ascii_size = [](std::string_view rest) {
        std::size_t size = 0;
        while (size < rest.size() && static_cast<unsigned char>(rest[size]) < 0x80) ++size;
        return size;
    };
    if (is_ascii(text)) return static_cast<void>(out.append_lower(text));
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (const std::size_t size = ascii_size(text.substr(i)); size != 0) {
            out.append_lower(text.substr(i, size));
            i += size - 1;
            continue;
        }
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
        if (byte >= 0xC3 && byte <= 0xDF && (next & 0xC0U) == 0x80) {
            ++i;
            const std::uint32_t code = lower((byte & 0x1FU) << 6U | (next & 0x3FU));
            const char bytes[]{static_cast<char>(0xC0U | code >> 6U), static_cast<char>(0x80U | (code & 0x3FU))};
            out.append(code == 0x130 ? std::string_view{"i\xCC\x87"} : std::string_view{bytes, 2});
        } else if (text.substr(i).starts_with("\xE2\x84\xAA")) {  // the sign for Kelvin
            out.append("k");
            i += 2;
        } else {
            out.append(text.substr(i, 1));
        }
    }
}

constexpr Text to_lower_case(std::string_view text) {
    Text folded;
    append_lower(folded, text);
    return folded;
}

}  // namespace secure_headers::detail::javascript
