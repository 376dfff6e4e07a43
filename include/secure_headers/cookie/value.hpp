// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/base64.hpp>
#include <secure_headers/detail/lifetimebound.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/invalid_header.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace secure_headers {

namespace detail {

/// Browsers drop a cookie whose name and value together are longer. RFC 6265bis, section 5.6.
inline constexpr std::size_t cookie_pair_limit = 4096;

/// cookie-octet: what a value is made of. RFC 6265bis, section 4.1.1.
inline constexpr CharSet cookie_octet = alphanumeric + CharSet{"!#$%&'()*+-./:<=>?@[]^_`{|}~"};

/// Whether one of eight bytes is not in cookie_octet. Of bytes below 0x80, taking 1 away gives one that is 0 its high
/// bit, as is what c is after ^ c.
inline bool has_other_than_cookie_octet(std::uint64_t bytes) {
    constexpr std::uint64_t each = each_byte, high = each * 0x80;
    std::uint64_t found = outside_each(bytes, '!');
    found |= ((bytes ^ (each * '"')) - each) | ((bytes ^ (each * ',')) - each);
    found |= ((bytes ^ (each * ';')) - each) | ((bytes ^ (each * '\\')) - each);
    return (found & high) != 0;
}

#if defined(__GNUC__) && (defined(__SSE2__) || defined(__ARM_NEON))  // Else the check costs more than all the rest.

using CookieOctets [[gnu::vector_size(16)]] = signed char;

/// Not zero where one of 16 bytes is not in cookie_octet: as signed numbers, 1 more than 0x7f is below all.
inline auto other_than_cookie_octets(CookieOctets bytes) {
    using Unsigned [[gnu::vector_size(16)]] = unsigned char;  // which may wrap
    const CookieOctets least = CookieOctets{} + 0x22;
    const auto more = reinterpret_cast<CookieOctets>(reinterpret_cast<Unsigned>(bytes) + 1);
    return (least > more) | (bytes == '"') | (bytes == ',') | (bytes == ';') | (bytes == '\\');
}

inline bool are_cookie_octets(std::string_view text) {
    CookieOctets bytes;
    std::memcpy(&bytes, text.data() + text.size() - sizeof bytes, sizeof bytes);  // the loop may see some of them, too
    auto found = other_than_cookie_octets(bytes);
    for (std::size_t at = 0; at + sizeof bytes < text.size(); at += sizeof bytes) {
        std::memcpy(&bytes, text.data() + at, sizeof bytes);
        found |= other_than_cookie_octets(bytes);
    }
    std::uint64_t halves[2];
    std::memcpy(halves, &found, sizeof halves);
    return (halves[0] | halves[1]) == 0;
}

#endif

/// Whether text is made of cookie_octet alone.
constexpr bool is_cookie_octets(std::string_view text) {
    if (std::is_constant_evaluated() || text.size() < 8) return cookie_octet.holds(text);
#if defined(__GNUC__) && (defined(__SSE2__) || defined(__ARM_NEON))
    if (text.size() >= sizeof(CookieOctets)) return are_cookie_octets(text);
#endif
    return all_bytes(text, [](std::uint64_t bytes) { return !has_other_than_cookie_octet(bytes); });
}

/// unreserved: what percent-encoding leaves as it is. RFC 3986, section 2.3.
inline constexpr CharSet unreserved = alphanumeric + CharSet{"-._~"};

[[gnu::always_inline]] constexpr char* copy_text(char* out, std::string_view text) {
    if (std::is_constant_evaluated()) {
        for (const char c : text) *out++ = c;
        return out;
    }
    if (!text.empty()) std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

constexpr std::size_t percent_encoded_size(std::string_view text) {
    std::size_t size = text.size();
    for (const char c : text) size += unreserved.has(c) ? 0U : 2U;
    return size;
}

constexpr char* write_percent_encoded(char* out, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF"sv;
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

    /// Looks at text, which must live until delivery, and is checked then.
    template <std::convertible_to<std::string_view> Text>
    constexpr CookieValue(const Text& text) : text_{text}, size_{text_.size()} {}
    template <std::convertible_to<std::string_view> Text>
    requires(!std::is_trivially_copyable_v<Text>) constexpr CookieValue(const Text& text SECURE_HEADERS_LIFETIMEBOUND)
        : text_{text}, size_{text_.size()} {}
    CookieValue(std::nullptr_t) = delete;  // which is no text
    constexpr CookieValue(runtime value) : CookieValue{value.text} {}
    constexpr CookieValue(std::string_view bytes, Encoding encoding)
        : text_{bytes}, size_{size_of(bytes, encoding)}, encoding_{encoding} {}

    /// How many bytes `write_to` writes.
    constexpr std::size_t size() const { return size_; }

    /// What it looks at, not encoded.
    constexpr std::string_view source() const { return text_; }

    /// Refuses what is not in the grammar, which no encoded value is, and what is too long beside a name of that size.
    [[gnu::always_inline]] constexpr void check(std::size_t name_size = 0) const {
        if (encoding_ == Encoding::none) return check_text(text_, name_size);
        check_size(name_size + size_);
    }

    [[gnu::always_inline]] constexpr char* write_to(char* out) const {
        if (encoding_ == Encoding::base64url) return detail::write_base64url(out, text_);
        if (encoding_ == Encoding::percent) return detail::write_percent_encoded(out, text_);
        return detail::copy_text(out, text_);
    }

private:
    static constexpr void check_size(std::size_t size) {
        if (size > detail::cookie_pair_limit)
            detail::refuse("Set-Cookie: name and value exceed 4096 bytes, and browsers would drop the cookie");
    }
    // Not inlined: g++ copies text whose greatest length it has learned by `rep movsq`, which takes longer than memcpy.
    [[gnu::noinline]] static constexpr void check_text(std::string_view text, std::size_t name_size) {
        check_size(name_size + text.size());
        if (detail::is_cookie_octets(text)) return;
        const bool opens = text.starts_with('"'), closes = text.ends_with('"');
        if (opens != closes || text == "\"")
            detail::refuse("Set-Cookie: a value has quotes at both ends or at neither");
        if (!opens || !detail::is_cookie_octets(text.substr(1, text.size() - 2)))
            detail::refuse("Set-Cookie: a value is visible ASCII without quotes , ; or backslash; else use base64url");
    }

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
