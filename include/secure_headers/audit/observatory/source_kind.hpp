// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/enum_set.hpp>

#include <cstdint>
#include <string_view>

namespace secure_headers::detail::observatory {

/// What the Observatory tells apart among sources.
enum class SourceKind : unsigned char {
    none,
    self,
    unsafe_inline,
    unsafe_eval,
    strict_dynamic,
    nonce_or_hash,
    data,
    broad_insecure,  ///< All of a scheme that is not encrypted.
    broad_secure,    ///< All of https, or all.
    insecure,        ///< Others that begin with http: or ftp:
    secure,          ///< Others that begin with https: or *
    other,
};
using SourceKinds = EnumSet<SourceKind, std::uint32_t>;

constexpr SourceKind kind_of_quoted(std::string_view source) {
    using enum SourceKind;
    if (equals(source, "'self'")) return self;
    if (equals(source, "'none'")) return none;
    if (equals(source, "'unsafe-inline'")) return unsafe_inline;
    if (equals(source, "'unsafe-eval'")) return unsafe_eval;
    if (equals(source, "'strict-dynamic'")) return strict_dynamic;
    const bool is_hash =
        begins_with(source, "'sha256-") || begins_with(source, "'sha384-") || begins_with(source, "'sha512-");
    return is_hash || begins_with(source, "'nonce-") ? nonce_or_hash : other;
}

/// The kind of a source in lower case.
constexpr SourceKind kind_of(std::string_view source) {
    using enum SourceKind;
    switch (source.front()) {
        case '\'':
            return kind_of_quoted(source);
        case '*':
            return source.size() == 1 ? broad_secure : secure;
        case 'd':
            return equals(source, "data:") ? data : other;
        case 'f':
            return equals(source, "ftp:") ? broad_insecure : begins_with(source, "ftp:") ? insecure : other;
        case 'h': {
            const bool is_secure = begins_with(source, "https:");
            if (!is_secure && !begins_with(source, "http:")) return other;
            const std::string_view rest = source.substr(source.find(':') + 1);
            if (rest.empty() || equals(rest, "//*") || equals(rest, "//*.*"))
                return is_secure ? broad_secure : broad_insecure;
            return is_secure ? secure : insecure;
        }
        default:
            return other;
    }
}

inline constexpr SourceKinds broad_kinds{SourceKind::broad_insecure, SourceKind::broad_secure};
inline constexpr SourceKinds insecure_kinds{SourceKind::broad_insecure, SourceKind::insecure};

}  // namespace secure_headers::detail::observatory
