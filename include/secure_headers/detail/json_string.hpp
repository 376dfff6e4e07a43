// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// What a string of JSON stands for. All of it takes strings as JsonReader gives them: less their quotes, with escapes
// that are whole. RFC 8259, section 7.
namespace secure_headers::detail {

/// Goes through what a string stands for, in UTF-8: what is not escaped at a stretch, and each escape by itself. Half
/// of a surrogate pair becomes U+FFFD.
class JsonPieces {
public:
    constexpr explicit JsonPieces(std::string_view written) : rest_{written} {}

    /// False after the last piece; one that was escaped is there until the next.
    constexpr bool next(std::string_view& piece) {
        if (rest_.empty()) return false;
        if (rest_.front() != '\\')
            piece = plain();
        else if (rest_[1] == 'u')
            piece = utf8(code());
        else
            piece = sign();
        return true;
    }

private:
    constexpr std::string_view plain() {
        const std::string_view run = rest_.substr(0, rest_.find('\\'));
        rest_.remove_prefix(run.size());
        return run;
    }

    constexpr std::string_view sign() {
        constexpr std::string_view signs = "bfnrt", controls = "\b\f\n\r\t";
        const std::size_t place = signs.find(rest_[1]);
        bytes_[0] = place == std::string_view::npos ? rest_[1] : controls[place];
        rest_.remove_prefix(2);
        return {bytes_, 1};
    }

    /// Takes one escape of four hexadecimal digits.
    constexpr std::uint32_t code_unit() {
        std::uint32_t unit = 0;
        for (const char c : rest_.substr(2, 4)) unit = unit << 4U | hex_value(c);
        rest_.remove_prefix(6);
        return unit;
    }

    constexpr std::uint32_t code() {
        const std::uint32_t high = code_unit();
        if (high < 0xD800 || high > 0xDFFF) return high;
        if (high > 0xDBFF || !rest_.starts_with("\\u")) return 0xFFFD;
        const std::string_view behind = rest_;
        const std::uint32_t low = code_unit();
        if (low >= 0xDC00 && low <= 0xDFFF) return 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00);
        rest_ = behind;
        return 0xFFFD;
    }

    constexpr std::string_view utf8(std::uint32_t code) {
        constexpr std::uint32_t leads[]{0, 0xC0, 0xE0, 0xF0};
        const std::size_t more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        for (std::size_t i = more; i > 0; --i, code >>= 6U) bytes_[i] = static_cast<char>(0x80 | (code & 0x3F));
        bytes_[0] = static_cast<char>(leads[more] | code);
        return {bytes_, more + 1};
    }

    std::string_view rest_;
    char bytes_[4]{};
};

/// True if a string stands for `text`.
constexpr bool says(std::string_view written, std::string_view text) {
    JsonPieces pieces{written};
    for (std::string_view piece; pieces.next(piece); text.remove_prefix(piece.size()))
        if (!text.starts_with(piece)) return false;
    return text.empty();
}

/// What a string stands for: a view of it if nothing in it is escaped, else a text of its own.
constexpr Text unescaped(std::string_view written) {
    if (!contains(written, '\\')) return Text::literal(written);
    Text text;
    JsonPieces pieces{written};
    for (std::string_view piece; pieces.next(piece);) text.append(piece);
    return text;
}

}  // namespace secure_headers::detail
