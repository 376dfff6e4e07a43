// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::csp {

/// The name of a directive that is newer than `Directive`: a literal is checked while compiling. CSP3, section 2.3.
class UnlistedDirective {
public:
    template <std::size_t Size>
    consteval UnlistedDirective(const char (&literal)[Size]) : text_{secure_headers::detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <secure_headers::detail::Unchecked Outside>
    UnlistedDirective(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr UnlistedDirective(runtime name) : text_{name.text} { check(name.text); }

    constexpr std::string_view text() const { return text_; }

private:
    static constexpr void check(std::string_view name) {
        using secure_headers::detail::refuse;
        if (name.empty() || !detail::name_char.holds(name))
            refuse("Content-Security-Policy: a directive's name takes letters, digits and - only");
        if (detail::find_directive(name)) refuse("Content-Security-Policy: this directive has a function of its own");
        if (detail::is_removed(name)) refuse("Content-Security-Policy: browsers no longer know this directive");
    }

    secure_headers::detail::Text text_;
};

/// What such a directive says, or nothing: visible ASCII that ends no directive. CSP3, section 2.3.
class UnlistedValue {
public:
    template <std::size_t Size>
    consteval UnlistedValue(const char (&literal)[Size]) : text_{secure_headers::detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <secure_headers::detail::Unchecked Outside>
    UnlistedValue(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr UnlistedValue(runtime value) : text_{value.text} { check(value.text); }

    constexpr std::string_view text() const { return text_; }

private:
    static constexpr void check(std::string_view value) {
        using secure_headers::detail::refuse;
        if (detail::contains(value, ';') || detail::contains(value, ','))
            refuse("Content-Security-Policy: a directive's value takes no ; and no , which end it");
        if (!value.empty() && !secure_headers::detail::is_field_value(value))
            refuse("Content-Security-Policy: a directive's value is visible ASCII, with spaces inside only");
        if (secure_headers::detail::icontains(value, "'nonce-"))
            refuse("Content-Security-Policy: a nonce in text is the same for all responses; leave it out");
    }

    secure_headers::detail::Text text_;
};

}  // namespace secure_headers::csp
