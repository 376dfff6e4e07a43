// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/base64.hpp>
#include <secure_headers/invalid_header.hpp>

#include <concepts>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace secure_headers {

namespace detail {

/// cookie-octet: what a value is made of. RFC 6265bis, section 4.1.1.
inline constexpr CharSet cookie_octet = alphanumeric + CharSet{"!#$%&'()*+-./:<=>?@[]^_`{|}~"};

/// unreserved: what percent-encoding leaves as it is. RFC 3986, section 2.3.
inline constexpr CharSet unreserved = alphanumeric + CharSet{"-._~"};

constexpr char* copy_text(char* out, std::string_view text) {
    if (std::is_constant_evaluated()) {
        for (const char c : text) *out++ = c;
        return out;
    }
    if (!text.empty()) std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

constexpr std::size_t percent_encoded_size(std::string_view text) {
    std::size_t size = text.size();
    for (const char c : text) size += unreserved.has(c) ? 0 : 2;
    return size;
}

constexpr char* write_percent_encoded(char* out, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        if (unreserved.has(c)) {
            *out++ = c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        *out++ = '%';
        *out++ = digits[byte >> 4U];
        *out++ = digits[byte & 15U];
    }
    return out;
}

constexpr char* write_base64url(char* out, std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view part = bytes.substr(at, 3);
        unsigned char group[3]{};
        for (std::size_t i = 0; i < part.size(); ++i) group[i] = static_cast<unsigned char>(part[i]);
        out = write_base64(out, group, part.size(), Base64::url);
    }
    return out;
}

}  // namespace detail

/// Looks at a cookie's value, which delivery checks and writes: text as it is, or bytes in an encoding that was asked
/// for by name. RFC 6265bis, section 4.1.1.
class CookieValue {
public:
    enum class Encoding : unsigned char { none, base64url, percent };

    template <std::convertible_to<std::string_view> Text>
    constexpr CookieValue(const Text& text) : text_{text}, size_{text_.size()} {}
    constexpr CookieValue(runtime value) : CookieValue{value.text} {}
    constexpr CookieValue(std::string_view bytes, Encoding encoding)
        : text_{bytes}, size_{size_of(bytes, encoding)}, encoding_{encoding} {}

    /// How many bytes `write_to` writes.
    constexpr std::size_t size() const { return size_; }

    /// Refuses what is not in the grammar, which no encoded value is.
    constexpr void check() const {
        if (encoding_ != Encoding::none) return;
        std::string_view inner = text_;
        if (inner.starts_with('"') || inner.ends_with('"')) {
            if (inner.size() < 2 || inner.front() != '"' || inner.back() != '"')
                detail::refuse("Set-Cookie: a value has quotes at both ends or at neither");
            inner = inner.substr(1, inner.size() - 2);
        }
        if (!detail::cookie_octet.holds(inner))
            detail::refuse("Set-Cookie: a value is visible ASCII without quotes , ; or backslash; else use base64url");
    }

    constexpr char* write_to(char* out) const {
        if (encoding_ == Encoding::base64url) return detail::write_base64url(out, text_);
        if (encoding_ == Encoding::percent) return detail::write_percent_encoded(out, text_);
        return detail::copy_text(out, text_);
    }

private:
    static constexpr std::size_t size_of(std::string_view bytes, Encoding encoding) {
        if (encoding == Encoding::base64url) return detail::base64_size(bytes.size(), detail::Base64::url);
        return encoding == Encoding::percent ? detail::percent_encoded_size(bytes) : bytes.size();
    }

    std::string_view text_;
    std::size_t size_;
    Encoding encoding_ = Encoding::none;
};

/// Gives bytes as a value in base64url without padding, of which a reader gets them back. RFC 4648, section 5.
constexpr CookieValue base64url(std::string_view bytes) { return {bytes, CookieValue::Encoding::base64url}; }

/// The same for a contiguous range of bytes of another type, such as std::array<std::byte, 32>.
template <class Bytes>
requires(!std::convertible_to<const Bytes&, std::string_view> && requires(const Bytes& bytes) {
    { bytes.size() } -> std::convertible_to<std::size_t>;
    requires sizeof(*bytes.data()) == 1;
}) CookieValue base64url(const Bytes& bytes) {
    return base64url(std::string_view{reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

/// Gives text as a value with all but letters, digits and -._~ percent-encoded. RFC 3986, section 2.1.
constexpr CookieValue percent_encoded(std::string_view text) { return {text, CookieValue::Encoding::percent}; }

}  // namespace secure_headers
