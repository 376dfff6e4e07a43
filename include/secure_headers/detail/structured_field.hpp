// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/base64.hpp>
#include <secure_headers/detail/decimal.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// Writes the parts of structured fields to any `out` with `append(std::string_view)`; refuses what section 4.1 of
// RFC 9651 does not let be written, in the name of `field`.
namespace secure_headers::detail::sf {

inline constexpr CharSet key_char = lower_case + decimal_digits + CharSet{"_-.*"};
constexpr bool is_key(std::string_view text) {
    return !text.empty() && (is_lower(text.front()) || text.front() == '*') && key_char.holds(text);
}

inline constexpr CharSet token_char = tchar + CharSet{":/"};
constexpr bool is_token(std::string_view text) {
    return !text.empty() && (is_alpha(text.front()) || text.front() == '*') && token_char.holds(text);
}

constexpr bool is_string(std::string_view text) {
    for (const char c : text)
        if (c < ' ' || c > '~') return false;
    return true;
}

/// Section 4.1.1.3.
constexpr void key(auto& out, std::string_view field, std::string_view text) {
    if (!is_key(text)) refuse(field, "a key takes a-z 0-9 _ - . *, a letter or * first");
    out.append(text);
}

/// Section 4.1.7.
constexpr void token(auto& out, std::string_view field, std::string_view text) {
    if (!is_token(text))
        refuse(field, "a token takes letters, digits and !#$%&'*+-.^_`|~:/ and begins with a letter or *");
    out.append(text);
}

/// Section 4.1.6.
constexpr void string(auto& out, std::string_view field, std::string_view text) {
    if (!is_string(text)) refuse(field, "a string takes printable ASCII only");
    out.append("\"");
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' || text[i] == '\\') out.append("\\");
        out.append(text.substr(i, 1));
    }
    out.append("\"");
}

/// Section 4.1.4.
constexpr void integer(auto& out, std::string_view field, std::int64_t number) {
    constexpr std::int64_t limit = 999'999'999'999'999;
    if (number < -limit || number > limit) refuse(field, "an integer has at most 15 digits");
    if (number < 0) out.append("-");
    out.append(Decimal{static_cast<std::uint64_t>(number < 0 ? -number : number)}.text());
}

/// Rounds to three digits, half to even. Section 4.1.5.
constexpr void decimal(auto& out, std::string_view field, double number) {
    const double magnitude = number < 0 ? -number : number;
    if (!(magnitude < 1e12)) refuse(field, "a decimal has at most 12 digits before its point");
    const double scaled = magnitude * 1000;
    auto thousandths = static_cast<std::uint64_t>(scaled);
    const double rest = scaled - static_cast<double>(thousandths);
    if (rest > 0.5 || (rest == 0.5 && thousandths % 2 == 1)) ++thousandths;
    if (thousandths >= 1'000'000'000'000'000) refuse(field, "a decimal has at most 12 digits before its point");
    if (number < 0 && thousandths != 0) out.append("-");
    out.append(Decimal{thousandths / 1000}.text());
    out.append(".");
    std::uint64_t fraction = thousandths % 1000;
    std::size_t count = 3;
    for (; count > 1 && fraction % 10 == 0; fraction /= 10) --count;
    out.append(Decimal{fraction, count}.text());
}

/// Section 4.1.9.
constexpr void boolean(auto& out, bool value) { out.append(value ? "?1" : "?0"); }

/// Seconds since 1970. Section 4.1.10.
constexpr void date(auto& out, std::string_view field, std::int64_t seconds) {
    out.append("@");
    integer(out, field, seconds);
}

/// Section 4.1.8.
constexpr void bytes(auto& out, const unsigned char* content, std::size_t size) {
    out.append(":");
    for (std::size_t at = 0; at < size; at += 3) {
        char group[4]{};
        write_base64(group, content + at, size - at < 3 ? size - at : 3);
        out.append(std::string_view{static_cast<const char*>(group), sizeof group});
    }
    out.append(":");
}

/// The length of the UTF-8 sequence that `text` begins with, or zero if there is none. RFC 3629, section 4.
constexpr std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto continues = [&](std::size_t i) { return byte(i) >= 0x80 && byte(i) <= 0xbf; };
    const unsigned lead = byte(0), second = byte(1);
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead <= 0xdf) return continues(1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        const unsigned low = lead == 0xe0 ? 0xa0U : 0x80U, high = lead == 0xed ? 0x9fU : 0xbfU;
        return second >= low && second <= high && continues(2) ? 3 : 0;
    }
    if (lead < 0xf0 || lead > 0xf4) return 0;
    const unsigned low = lead == 0xf0 ? 0x90U : 0x80U, high = lead == 0xf4 ? 0x8fU : 0xbfU;
    return second >= low && second <= high && continues(2) && continues(3) ? 4 : 0;
}

/// Takes UTF-8. Section 4.1.11.
constexpr void display_string(auto& out, std::string_view field, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); i += utf8_length(text.substr(i)))
        if (utf8_length(text.substr(i)) == 0) refuse(field, "a display string takes UTF-8 only");
    out.append("%\"");
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool plain = byte >= 0x20 && byte < 0x7f && byte != '%' && byte != '"';
        const char escaped[]{'%', "0123456789abcdef"[byte >> 4U], "0123456789abcdef"[byte & 15U]};
        out.append(plain ? text.substr(i, 1) : std::string_view{escaped, sizeof escaped});
    }
    out.append("\"");
}

/// Begins a parameter; its value follows after `=`, and a true boolean is left out. Section 4.1.1.2.
constexpr void parameter(auto& out, std::string_view field, std::string_view name) {
    out.append(";");
    key(out, field, name);
}

/// Names the endpoint that a member's reports go to. Reporting API, section 3.4.
constexpr void write_report_to(auto& out, std::string_view field, std::string_view endpoint) {
    parameter(out, field, "report-to");
    out.append("=");
    string(out, field, endpoint);
    out.uses_endpoint(endpoint);
}

}  // namespace secure_headers::detail::sf
