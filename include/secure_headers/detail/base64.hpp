// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace secure_headers::detail {

/// Alphabets of RFC 4648: section 4 with padding, section 5 without.
enum class Base64 : unsigned char { standard, url };

constexpr std::size_t base64_size(std::size_t bytes, Base64 alphabet = Base64::standard) {
    return alphabet == Base64::standard ? (bytes + 2) / 3 * 4 : (bytes * 4 + 2) / 3;
}

/// Writes `base64_size` characters and returns their end.
constexpr char* write_base64(char* out, const unsigned char* bytes, std::size_t size, Base64 alphabet = Base64::standard) {
    const char* const digits = alphabet == Base64::standard
                                   ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                                   : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::size_t at = 0;
    for (; size - at >= 3; at += 3) {
        const unsigned group =
            static_cast<unsigned>(bytes[at]) << 16U | static_cast<unsigned>(bytes[at + 1]) << 8U | bytes[at + 2];
        *out++ = digits[group >> 18U];
        *out++ = digits[group >> 12U & 63U];
        *out++ = digits[group >> 6U & 63U];
        *out++ = digits[group & 63U];
    }
    if (at == size) return out;
    const bool two = size - at == 2;
    const unsigned rest = static_cast<unsigned>(bytes[at]) << 8U | (two ? bytes[at + 1] : 0U);
    *out++ = digits[rest >> 10U];
    *out++ = digits[rest >> 4U & 63U];
    if (two) *out++ = digits[rest << 2U & 63U];
    for (std::size_t pad = size; alphabet == Base64::standard && pad % 3 != 0; ++pad) *out++ = '=';
    return out;
}

}  // namespace secure_headers::detail
