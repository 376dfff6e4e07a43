// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

// Fractional parts of the cube roots of the first 80 primes, 64 bits of each; SHA-256 takes the upper 32 bits of the
// first 64. FIPS 180-4, sections 4.2.2 and 4.2.3.
inline constexpr std::array<std::uint64_t, 80> sha2_constants{
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
    0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
    0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
    0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
    0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
    0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

/// What SHA-256 and the 64-bit members of its family differ in. FIPS 180-4, sections 4.1.2 and 4.1.3.
template <class Word>
struct Sha2Traits;

template <>
struct Sha2Traits<std::uint32_t> {
    static constexpr std::size_t rounds = 64;
    static constexpr int big0[]{2, 13, 22}, big1[]{6, 11, 25}, small0[]{7, 18, 3}, small1[]{17, 19, 10};
};

template <>
struct Sha2Traits<std::uint64_t> {
    static constexpr std::size_t rounds = 80;
    static constexpr int big0[]{28, 34, 39}, big1[]{14, 18, 41}, small0[]{1, 8, 7}, small1[]{19, 61, 6};
};

/// Computes one of the SHA-2 hashes, block by block. FIPS 180-4, section 6.
template <class Word>
class Sha2 {
    using Traits = Sha2Traits<Word>;
    static constexpr std::size_t word_size = sizeof(Word);
    static constexpr std::size_t block_size = 16 * word_size;

public:
    constexpr explicit Sha2(const std::array<Word, 8>& initial) : state_{initial} {}

    template <std::size_t Size>
    constexpr std::array<unsigned char, Size> digest(std::string_view message) {
        std::size_t at = 0;
        for (; message.size() - at >= block_size; at += block_size) add_block(message.substr(at, block_size));
        add_padding(message.substr(at), message.size());
        std::array<unsigned char, Size> bytes{};
        for (std::size_t i = 0; i < Size; ++i)
            bytes[i] = static_cast<unsigned char>(state_[i / word_size] >> (8 * (word_size - 1 - i % word_size)));
        return bytes;
    }

private:
    static constexpr Word rotated(Word x, const int (&by)[3]) {
        return std::rotr(x, by[0]) ^ std::rotr(x, by[1]) ^ std::rotr(x, by[2]);
    }
    static constexpr Word shifted(Word x, const int (&by)[3]) {
        return std::rotr(x, by[0]) ^ std::rotr(x, by[1]) ^ (x >> by[2]);
    }
    static constexpr Word constant(std::size_t round) {
        return static_cast<Word>(sha2_constants[round] >> (64 - 8 * word_size));
    }

    constexpr void add_block(std::string_view block) {
        std::array<Word, Traits::rounds> w{};
        for (std::size_t i = 0; i < block_size; ++i)
            w[i / word_size] = static_cast<Word>(w[i / word_size] << 8U | static_cast<unsigned char>(block[i]));
        for (std::size_t i = 16; i < Traits::rounds; ++i)
            w[i] = shifted(w[i - 2], Traits::small1) + w[i - 7] + shifted(w[i - 15], Traits::small0) + w[i - 16];
        auto [a, b, c, d, e, f, g, h] = state_;
        for (std::size_t i = 0; i < Traits::rounds; ++i) {
            const Word t1 = h + rotated(e, Traits::big1) + ((e & f) ^ (~e & g)) + constant(i) + w[i];
            const Word t2 = rotated(a, Traits::big0) + ((a & b) ^ (a & c) ^ (b & c));
            h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
        }
        const std::array<Word, 8> sums{a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < 8; ++i) state_[i] += sums[i];
    }

    /// A one bit, zeros, and the length in bits at the end of the last block. FIPS 180-4, section 5.1.
    constexpr void add_padding(std::string_view rest, std::size_t length) {
        std::array<char, 2 * block_size> tail{};
        for (std::size_t i = 0; i < rest.size(); ++i) tail[i] = rest[i];
        tail[rest.size()] = '\x80';
        const std::size_t size = rest.size() + 1 + 2 * word_size <= block_size ? block_size : 2 * block_size;
        std::uint64_t bits = std::uint64_t{length} * 8;
        for (std::size_t i = size; bits != 0; bits >>= 8U) tail[--i] = static_cast<char>(bits & 0xffU);
        for (std::size_t at = 0; at < size; at += block_size) add_block({tail.data() + at, block_size});
    }

    std::array<Word, 8> state_;
};

// Templates, so that only who hashes pays for compiling it.
template <std::convertible_to<std::string_view> Message>
constexpr std::array<unsigned char, 32> sha256(const Message& message) {
    return Sha2<std::uint32_t>{
        {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}}
        .digest<32>(message);
}
template <std::convertible_to<std::string_view> Message>
constexpr std::array<unsigned char, 48> sha384(const Message& message) {
    return Sha2<std::uint64_t>{{0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
                                0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4}}
        .digest<48>(message);
}
template <std::convertible_to<std::string_view> Message>
constexpr std::array<unsigned char, 64> sha512(const Message& message) {
    return Sha2<std::uint64_t>{{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179}}
        .digest<64>(message);
}

}  // namespace secure_headers::detail
