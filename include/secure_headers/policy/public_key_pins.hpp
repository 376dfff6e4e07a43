// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/report_uri.hpp>
#include <secure_headers/detail/seconds.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace detail {

/// True for the base64 of 32 bytes, which leave two bits of the last digit over, which are zero.
constexpr bool is_pin(std::string_view text) {
    return text.size() == 44 && text[43] == '=' && contains("AEIMQUYcgkosw048", text[42]) &&
           base64_digits.holds(text.substr(0, 43));
}

/// The SHA-256 of a public key in base64: a literal is checked while compiling. RFC 7469, section 2.4.
class Pin {
public:
    template <std::size_t Size>
    consteval Pin(const char (&literal)[Size]) : text_{Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    Pin(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr Pin(runtime pin) : text_{pin.text} { check(pin.text); }

    constexpr std::string_view text() const { return text_; }
    bool operator==(const Pin&) const = default;

private:
    static constexpr void check(std::string_view pin) {
        if (!is_pin(pin)) refuse("Public-Key-Pins: a pin is the base64 of 32 bytes, 44 characters");
    }

    Text text_;
};

/// Pins as the header lists them; refuses the same twice.
class Pins {
public:
    constexpr Pins() = default;
    constexpr Pins(std::initializer_list<Pin> pins) {
        for (const Pin& pin : pins) {
            for (const Pin* before = pins.begin(); before != &pin; ++before)
                if (*before == pin) refuse("Public-Key-Pins: has the same pin twice");
            append(pin.text());
        }
    }

    /// Puts a pin in that has been checked.
    constexpr void append(std::string_view pin) {
        listed_.append("pin-sha256=\"").append(pin).append("\"; ");
        ++size_;
    }

    constexpr std::size_t size() const { return size_; }
    constexpr std::string_view listed() const { return listed_; }

private:
    Text listed_{};
    std::size_t size_ = 0;
};

}  // namespace detail

/// Made browsers of before 2019 accept these keys alone, which could lock a site out. RFC 7469, section 2.1.
class [[deprecated("Public-Key-Pins: browsers dropped it since it locks sites out; leave it out")]] PublicKeyPins {
public:
    static constexpr std::string_view name = "Public-Key-Pins"sv;

    struct options {
        detail::Pins pins{};  ///< Of the key in use, and of one kept in reserve.
        detail::Seconds max_age = std::chrono::days{60};
        bool include_subdomains = false;
        detail::ReportUri<name> report_uri{};
    };

    /// Makes browsers forget the pins.
    constexpr PublicKeyPins() : options_{.max_age = std::chrono::seconds{0}} {}

    /// Refuses fewer than two pins, the same twice, and a time that is not positive.
    constexpr explicit PublicKeyPins(options chosen) : options_{std::move(chosen)} {
        if (options_.pins.size() < 2)
            detail::refuse("Public-Key-Pins: needs two pins, one of them of a key in reserve");
        if (options_.max_age.count() <= 0)
            detail::refuse("Public-Key-Pins: max_age must be positive; to forget write PublicKeyPins{}");
    }

    constexpr void write_to(FieldWriter & out) const {
        out.append(options_.pins.listed())
            .append("max-age=")
            .append_number(static_cast<std::uint64_t>(options_.max_age.count()));
        if (options_.include_subdomains) out.append("; includeSubDomains");
        const std::string_view uri = options_.report_uri.text();
        if (!uri.empty()) out.append("; report-uri=\"").append(uri).append("\"");
        out.make_https_only();
    }

private:
    options options_{};
};

}  // namespace secure_headers
