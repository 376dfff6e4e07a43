// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/dictionary.hpp>
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

/// The name of a configuration point, or `*` for the default of reports: a literal is checked while compiling.
class ConfigurationPoint {
public:
    template <std::size_t Size>
    consteval ConfigurationPoint(const char (&literal)[Size]) : text_{detail::Text::literal({literal, Size - 1})} {
        check({literal, Size - 1});
    }
    constexpr ConfigurationPoint(runtime name) : text_{name.text} { check(name.text); }

    constexpr operator std::string_view() const { return text_; }

private:
    static constexpr void check(std::string_view name) {
        if (!detail::sf::is_key(name))
            detail::refuse("Document-Policy: a configuration point takes a-z 0-9 _ - . *, a letter or * first");
    }

    detail::Text text_;
};

/// Configures how browsers process the document, a point at a time. Document Policy (a draft of 2022), section 3.
class DocumentPolicy {
public:
    static constexpr std::string_view name = "Document-Policy";

    constexpr DocumentPolicy() = default;

    /// Takes over what a parser has checked.
    constexpr explicit DocumentPolicy(detail::Dictionary checked) : members_{std::move(checked)} {}

    /// Puts in a point with a boolean, an integer of at most 15 digits, a decimal, rounded to three digits, or a token.
    template <class Value>
    constexpr DocumentPolicy& set(const ConfigurationPoint& point, Value value) & {
        members_.insert(name, point, written(value));
        return *this;
    }
    template <class Value>
    constexpr DocumentPolicy set(const ConfigurationPoint& point, Value value) && {
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
    template <std::integral Number>
    static constexpr detail::Text written(Number number) {
        if constexpr (std::same_as<Number, bool>) return detail::Text::literal(number ? "" : "=?0");
        detail::Text text{"="};
        detail::sf::integer(text, name, std::int64_t{number});
        return text;
    }
    static constexpr detail::Text written(double number) {
        detail::Text text{"="};
        detail::sf::decimal(text, name, number);
        return text;
    }
    static constexpr detail::Text written(std::string_view token) {
        detail::Text text{"="};
        detail::sf::token(text, name, token);
        return text;
    }

    detail::Dictionary members_{};
};

}  // namespace secure_headers
