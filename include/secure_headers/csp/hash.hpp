// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/source.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/base64.hpp>
#include <secure_headers/detail/sha2.hpp>
#include <secure_headers/detail/text.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <utility>

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

/// Code with each CR LF and each CR alone as LF. Infra, section 4.6.
constexpr secure_headers::detail::Text with_normal_newlines(std::string_view code) {
    secure_headers::detail::Text normal;
    for (std::size_t end = code.find('\r'); end != std::string_view::npos; end = code.find('\r')) {
        normal.append(code.substr(0, end)).append("\n");
        code.remove_prefix(end + (code.substr(end, 2) == "\r\n" ? 2 : 1));
    }
    return std::move(normal.append(code));
}

/// What `hash` makes of code as it is once HTML is read. HTML, section 13.2.3.5.
template <class Hashing>
constexpr auto hash_of_inline(std::string_view code, Hashing hash) {
    return contains(code, '\r') ? hash(with_normal_newlines(code).view()) : hash(code);
}

}  // namespace detail

/// Allows the inline script, style or, with `unsafe_hashes`, event handler of exactly this code, as browsers hash it: CR
/// LF and CR count as LF, which HTML makes of them. A file is hashed byte by byte; give its hash as text. FIPS 180-4.
template <std::convertible_to<std::string_view> Code>
constexpr Hash sha256(const Code& code) {
    return detail::hash_of_inline(code, [](auto normal) {  // generic, so that it is compiled where it is used
        return detail::hash_source("'sha256-", secure_headers::detail::sha256(normal));
    });
}
template <std::convertible_to<std::string_view> Code>
constexpr Hash sha384(const Code& code) {
    return detail::hash_of_inline(code, [](auto normal) {
        return detail::hash_source("'sha384-", secure_headers::detail::sha384(normal));
    });
}
template <std::convertible_to<std::string_view> Code>
constexpr Hash sha512(const Code& code) {
    return detail::hash_of_inline(code, [](auto normal) {
        return detail::hash_source("'sha512-", secure_headers::detail::sha512(normal));
    });
}

}  // namespace secure_headers::csp
