// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// The byte of an escape that `text` starts with, over 255 if it does not.
constexpr std::uint32_t escaped_byte(std::string_view text) {
    if (text.size() < 3 || text[0] != '%' || !is_hex(text[1]) || !is_hex(text[2])) return 256;
    return hex_value(text[1]) << 4U | hex_value(text[2]);
}

/// Takes one escaped character off `text`; false unless its bytes are UTF-8. ECMA-262, section 19.2.6.5.
constexpr bool decode_escape(Text& out, std::string_view& text) {
    std::uint32_t lead = escaped_byte(text);
    if (lead > 255 || (lead > 0x7F && lead < 0xC2) || lead > 0xF4) return false;
    const int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    std::uint32_t code = more == 0 ? lead : lead & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0;; ++i) {
        const char byte = static_cast<char>(lead);
        out.append({&byte, 1});
        text.remove_prefix(3);
        if (i == more) break;
        lead = escaped_byte(text);
        if ((lead & ~0x3FU) != 0x80) return false;
        code = code << 6U | (lead & 0x3FU);
    }
    const bool overlong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
    return !overlong && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

/// Appends what decodeURIComponent makes of `text`; false where that throws.
constexpr bool percent_decode(Text& out, std::string_view text) {
    while (!text.empty()) {
        const std::size_t plain = text.find('%') < text.size() ? text.find('%') : text.size();
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (!text.empty() && !decode_escape(out, text)) return false;
    }
    return true;
}

}  // namespace secure_headers::detail
