// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/base64.hpp>
#include <secure_headers/detail/lifetimebound.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/random.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>

namespace secure_headers {

/// A number used once, in one response's Content-Security-Policy and its scripts. CSP3, section 7.1.
class [[nodiscard]] Nonce {
public:
    static constexpr std::size_t byte_count = 18;  ///< 144 bits, which base64 writes without padding.

    /// Takes random bytes from the operating system, each time anew; refuses when it has none to give.
    static Nonce generate() { return generate(detail::system_random); }

    /// Takes random bytes from `bool fill(unsigned char* bytes, std::size_t count)`; refuses when it returns false.
    template <class Fill>
    static Nonce generate(Fill&& fill) {
        constexpr bool says_whether = requires(unsigned char* bytes) {
            { fill(bytes, byte_count) } -> std::same_as<bool>;
        };
        static_assert(says_whether,
                      "secure_headers: a random generator says by a bool whether it filled the bytes, since others mean "
                      "failure by -1, as in [](auto* bytes, auto size) { return RAND_bytes(bytes, int(size)) == 1; }");
        std::array<unsigned char, byte_count> bytes{};
        if constexpr (says_whether)
            if (!fill(bytes.data(), byte_count)) detail::refuse("nonce: the random generator failed");
        return Nonce{bytes};
    }

    /// The 24 characters that stand in the header.
    std::string_view value() const SECURE_HEADERS_LIFETIMEBOUND {
        return {attribute_.data() + value_begin, value_size};
    }

    /// `nonce="..."`, for a script or style element.
    std::string_view attribute() const SECURE_HEADERS_LIFETIMEBOUND { return {attribute_.data(), attribute_.size()}; }

    bool operator==(const Nonce&) const = default;

private:
    static constexpr std::string_view opening = "nonce=\""sv;
    static constexpr std::size_t value_begin = opening.size();
    static constexpr std::size_t value_size = byte_count / 3 * 4;
    static_assert(byte_count % 3 == 0 && value_size == nonce_placeholder.size());

    explicit Nonce(const std::array<unsigned char, byte_count>& bytes) {
        char* out = attribute_.data();
        for (const char c : opening) *out++ = c;
        out = detail::write_base64(out, bytes.data(), byte_count);
        *out = '"';
    }

    std::array<char, value_begin + value_size + 1> attribute_{};
};

}  // namespace secure_headers
