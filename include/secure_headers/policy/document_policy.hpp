// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/dictionary.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/endpoint_name.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace detail {

/// A character, which no number is meant by.
template <class T>
concept Character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

}  // namespace detail

/// The name of a configuration point, or `*` for the default of reports: a literal is checked while compiling.
class ConfigurationPoint {
public:
    template <std::size_t Size>
    consteval ConfigurationPoint(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    ConfigurationPoint(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr ConfigurationPoint(runtime name) : text_{name.text} { check(name.text); }

    constexpr operator std::string_view() const { return text_; }

private:
    static constexpr void check(std::string_view name) {
        if (!detail::sf::is_key(name))
            detail::refuse("Document-Policy: a configuration point takes a-z 0-9 _ - . *, a letter or * first");
    }

    detail::Text text_;
};

/// A configuration point's value: a boolean, an integer of at most 15 digits, a decimal, rounded to three digits, or a
/// token, of which a literal is checked while compiling.
class ConfigurationValue {
public:
    constexpr ConfigurationValue(std::same_as<bool> auto value)  // a pointer is no boolean
        : text_{detail::Text::literal(value ? "" : "?0")}, is_true_{value} {}
    template <std::integral Number>
    requires(!std::same_as<Number, bool> && !detail::Character<Number>) constexpr ConfigurationValue(Number number) {
        if (!std::in_range<std::int64_t>(number)) detail::refuse("Document-Policy: an integer has at most 15 digits");
        detail::sf::integer(text_, field, static_cast<std::int64_t>(number));
    }
    constexpr ConfigurationValue(std::floating_point auto number) {
        detail::sf::decimal(text_, field, static_cast<double>(number));
    }
    template <std::size_t Size>
    consteval ConfigurationValue(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        detail::Text checked;
        detail::sf::token(checked, field, text_);
    }
    template <detail::Unchecked Outside>
    ConfigurationValue(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr ConfigurationValue(runtime token) { detail::sf::token(text_, field, token.text); }

    /// What follows the point's name.
    constexpr detail::Text written() const {
        if (is_true_) return {};
        detail::Text text{"="};
        return std::move(text.append(text_));
    }

private:
    static constexpr std::string_view field = "Document-Policy"sv;

    detail::Text text_{};
    bool is_true_ = false;
};

/// Configures how browsers process the document, a point at a time. Document Policy (a draft of 2022), section 3.
class [[nodiscard]] DocumentPolicy {
public:
    static constexpr std::string_view name = "Document-Policy"sv;

    constexpr DocumentPolicy() = default;

    /// Takes over what a parser has checked.
    constexpr explicit DocumentPolicy(detail::Dictionary checked) : members_{std::move(checked)} {}

    /// Puts in a point; refuses one that is there already.
    constexpr DocumentPolicy& set(const ConfigurationPoint& point, const ConfigurationValue& value) & {
        members_.insert(name, point, value.written());
        return *this;
    }
    constexpr DocumentPolicy set(const ConfigurationPoint& point, const ConfigurationValue& value) && {
        return std::move(set(point, value));
    }

    /// Sends reports about a point of the policy to an endpoint that the set's Reporting-Endpoints declares.
    constexpr DocumentPolicy& report_to(const ConfigurationPoint& point, const EndpointName& endpoint) & {
        members_.report_to(name, point, endpoint);
        return *this;
    }
    constexpr DocumentPolicy report_to(const ConfigurationPoint& point, const EndpointName& endpoint) && {
        return std::move(report_to(point, endpoint));
    }

    /// Takes a point out, if the policy has it; put it in again to replace it.
    constexpr DocumentPolicy& remove(const ConfigurationPoint& point) & {
        members_.remove(point);
        return *this;
    }
    constexpr DocumentPolicy remove(const ConfigurationPoint& point) && { return std::move(remove(point)); }

    constexpr void write_to(FieldWriter& out) const { members_.write_to(out, name); }

private:
    detail::Dictionary members_{};
};

}  // namespace secure_headers
