// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/source.hpp>
#include <secure_headers/detail/base64.hpp>
#include <secure_headers/detail/sha2.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>

namespace secure_headers::csp {

/// The hash of inline code, as a source; made while compiling or when run. CSP3, section 2.3.1.
struct Hash {
    std::array<char, 97> storage{};
    std::size_t size = 0;

    constexpr std::string_view text() const { return {storage.data(), size}; }
    constexpr operator Source() const { return Source{secure_headers::detail::Text{text()}}; }
    bool operator==(const Hash&) const = default;
};

namespace detail {

template <std::size_t Size>
constexpr Hash hash_source(std::string_view prefix, const std::array<unsigned char, Size>& digest) {
    Hash hash;
    char* out = hash.storage.data();
    for (const char c : prefix) *out++ = c;
    out = secure_headers::detail::write_base64(out, digest.data(), Size);
    *out++ = '\'';
    hash.size = static_cast<std::size_t>(out - hash.storage.data());
    return hash;
}

}  // namespace detail

/// Allows the inline script, style or, with `unsafe_hashes`, event handler of exactly this code. FIPS 180-4.
template <std::convertible_to<std::string_view> Code>
constexpr Hash sha256(const Code& code) {
    return detail::hash_source("'sha256-", secure_headers::detail::sha256(code));
}
template <std::convertible_to<std::string_view> Code>
constexpr Hash sha384(const Code& code) {
    return detail::hash_source("'sha384-", secure_headers::detail::sha384(code));
}
template <std::convertible_to<std::string_view> Code>
constexpr Hash sha512(const Code& code) {
    return detail::hash_source("'sha512-", secure_headers::detail::sha512(code));
}

}  // namespace secure_headers::csp
