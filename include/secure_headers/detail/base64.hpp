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
    for (std::size_t at = 0; at < size; at += 3) {
        const std::size_t count = size - at < 3 ? size - at : 3;
        unsigned group = static_cast<unsigned>(bytes[at]) << 16U;
        if (count > 1) group |= static_cast<unsigned>(bytes[at + 1]) << 8U;
        if (count > 2) group |= bytes[at + 2];
        for (std::size_t digit = 0; digit < 4; ++digit, group <<= 6U) {
            if (digit <= count)
                *out++ = digits[group >> 18U & 63U];
            else if (alphabet == Base64::standard)
                *out++ = '=';
        }
    }
    return out;
}

}  // namespace secure_headers::detail
