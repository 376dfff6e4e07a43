// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace secure_headers::detail {

/// Hashes texts of strangers so that they cannot choose ones that collide: by SipHash-1-3, whose key is where the
/// system put the object. While compiling there is no stranger, and FNV-1a costs the compiler less.
class HashKey {
public:
    constexpr HashKey() {
        if (std::is_constant_evaluated()) return;
        key_[0] = reinterpret_cast<std::uintptr_t>(this);
        key_[1] = key_[0] * 0x9E3779B97F4A7C15U ^ reinterpret_cast<std::uintptr_t>(&anchor);
    }

    constexpr std::uint64_t hash(std::string_view text, bool fold_case = false) const {
        return std::is_constant_evaluated() ? fnv(text, fold_case) : sip(text, fold_case);
    }

    /// SipHash-1-3 by its inventors, Aumasson and Bernstein.
    constexpr std::uint64_t sip(std::string_view text, bool fold_case) const {
        State state{key_[0] ^ 0x736f6d6570736575U, key_[1] ^ 0x646f72616e646f6dU, key_[0] ^ 0x6c7967656e657261U,
                    key_[1] ^ 0x7465646279746573U};
        std::size_t at = 0;
        for (; at + 8 <= text.size(); at += 8) state.absorb(word_of(text.substr(at, 8), fold_case));
        const std::uint64_t word = word_of(text.substr(at), fold_case);
        state.absorb(word | std::uint64_t{text.size() & 0xFFU} << 56U);
        state.c ^= 0xFF;
        for (int rounds = 0; rounds < 3; ++rounds) state.mix();
        return state.a ^ state.b ^ state.c ^ state.d;
    }

    /// For tests, which need one whose hashes are known.
    constexpr HashKey(std::uint64_t first, std::uint64_t second) : key_{first, second} {}

private:
    struct State {
        std::uint64_t a, b, c, d;

        constexpr void mix() {
            a += b, b = std::rotl(b, 13) ^ a, a = std::rotl(a, 32);
            c += d, d = std::rotl(d, 16) ^ c;
            a += d, d = std::rotl(d, 21) ^ a;
            c += b, b = std::rotl(b, 17) ^ c, c = std::rotl(c, 32);
        }
        constexpr void absorb(std::uint64_t word) {
            d ^= word;
            mix();
            a ^= word;
        }
    };

    /// Up to eight bytes, the first one lowest.
    static constexpr std::uint64_t word_of(std::string_view bytes, bool fold_case) {
        std::uint64_t word = 0;
        if (!std::is_constant_evaluated() && std::endian::native == std::endian::little && bytes.size() == 8)
            std::memcpy(&word, bytes.data(), 8);
        else
            for (std::size_t i = 0; i < bytes.size(); ++i)
                word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << i * 8;
        return fold_case ? to_lower_each(word) : word;
    }

    static constexpr std::uint64_t fnv(std::string_view text, bool fold_case) {
        std::uint64_t sum = 14695981039346656037U;
        for (const char c : text)
            sum = (sum ^ static_cast<unsigned char>(fold_case ? to_lower(c) : c)) * 1099511628211U;
        return sum ^ sum >> 32U;
    }

    static constexpr char anchor = 0;

    std::uint64_t key_[2]{};
};

}  // namespace secure_headers::detail
