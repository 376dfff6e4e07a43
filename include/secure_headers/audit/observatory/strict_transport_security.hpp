// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/observatory/context.hpp>
#include <secure_headers/audit/observatory/outcomes.hpp>
#include <secure_headers/audit/response_field.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/javascript_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail::observatory {

/// True if parseInt(text) is less than 180 days; what is no number is not.
constexpr bool is_under_six_months(std::string_view text) {
    text = javascript::trim(text);
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front())) return false;
    std::uint64_t seconds = 0;
    for (std::size_t i = 0; i < text.size() && is_digit(text[i]) && seconds < 15'552'000; ++i)
        seconds = seconds * 10 + static_cast<std::uint64_t>(text[i] - '0');
    return negative || seconds < 15'552'000;
}

constexpr Outcome judge_strict_transport_security(std::string_view value) {
    value = javascript::first(value, 1024);
    if (contains(value, ',')) return "hsts-header-invalid";
    Outcome result = "hsts-header-invalid";
    for (std::string_view rest = value; rest.data() != nullptr;) {
        const std::string_view directive = javascript::trim(javascript::next_part(rest, ';'));
        if (!istarts_with(directive, "max-age=")) continue;
        result = "hsts-implemented-max-age-at-least-six-months";
        if (is_under_six_months(javascript::first(directive, 128).substr(8)))
            result = "hsts-implemented-max-age-less-than-six-months";
    }
    return result;
}

/// Looks at the first field; the last max-age counts, and what is no number passes.
constexpr Outcome test_strict_transport_security(const ResponseFields& fields, const ObservatoryContext& context) {
    if (!context.https) return "hsts-not-implemented-no-https";
    if (context.preloaded) return "hsts-preloaded";
    if (!context.verified) return "hsts-invalid-cert";
    const ResponseFields::Values values = fields.values("Strict-Transport-Security");
    if (values.count == 0) return "hsts-not-implemented";
    return judge_strict_transport_security(values.first);
}

}  // namespace secure_headers::detail::observatory
