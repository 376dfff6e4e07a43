// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/invalid_header.hpp>
#include <secure_headers/parse/directive.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/public_key_pins.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers::parse {

/// What Public-Key-Pins says; browsers of its time ignored a field that has a problem. RFC 7469, section 2.1.
struct PublicKeyPins {
    detail::List<detail::Part> pins{};         ///< In base64, without their quotes.
    detail::Optional<std::int64_t> max_age{};  ///< Seconds.
    bool include_subdomains = false;
    detail::Part report_uri{};             ///< Without its quotes; empty if there is none.
    detail::List<detail::Part> unknown{};  ///< Names of directives that browsers ignored.
    detail::List<Problem> problems{};

    constexpr bool is_valid() const { return problems.empty(); }
};

namespace public_key_pins_detail {

constexpr void read_pin(PublicKeyPins& result, const detail::Pair& pair) {
    const std::string_view quoted = pair.value.text;
    if (!detail::is_quoted_string(quoted) || !detail::is_pin(quoted.substr(1, quoted.size() - 2)))
        return result.problems.push_back({"a pin is the quoted base64 of 32 bytes", pair.value.offset, quoted});
    result.pins.push_back({quoted.substr(1, quoted.size() - 2), pair.value.offset + 1});
}

constexpr bool read_own(PublicKeyPins& result, const detail::Pair& pair) {
    const std::string_view name = pair.name.text;
    if (detail::iequals(name, "pin-sha256"))
        read_pin(result, pair);
    else if (detail::iequals(name, "max-age"))
        directive_detail::read_max_age(result, pair);
    else if (detail::iequals(name, "report-uri"))
        directive_detail::read_report_uri(result, pair);
    else if (detail::iequals(name, "includeSubDomains"))
        directive_detail::read_flag(result, pair, result.include_subdomains);
    else
        return false;
    return true;
}

}  // namespace public_key_pins_detail

/// Reads a field's value as browsers did; the text must outlive the result.
constexpr PublicKeyPins public_key_pins(std::string_view value) {
    PublicKeyPins result;
    directive_detail::read_directives(result, value, ';', public_key_pins_detail::read_own);
    if (!result.max_age) result.problems.push_back({"max-age is missing", value.size(), {}});
    return result;
}

#ifdef __GNUC__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // whoever reads the header does not send it
#endif

/// The policy object that says the same, if it can: it needs two pins, or a max-age of zero and nothing else.
constexpr std::optional<secure_headers::PublicKeyPins> to_policy(const PublicKeyPins& parsed) {
    const std::string_view uri = parsed.report_uri.text;
    if (!parsed.is_valid() || !parsed.unknown.empty() || *parsed.max_age == detail::most_seconds) return std::nullopt;
    if (*parsed.max_age == 0) {
        if (!parsed.pins.empty() || parsed.include_subdomains || !uri.empty()) return std::nullopt;
        return secure_headers::PublicKeyPins{};
    }
    if (parsed.pins.size() < 2 || detail::first_repeated(parsed.pins, false) != nullptr) return std::nullopt;
    secure_headers::PublicKeyPins::options options{.max_age = std::chrono::seconds{*parsed.max_age},
                                                   .include_subdomains = parsed.include_subdomains};
    for (const detail::Part& pin : parsed.pins) options.pins.append(pin.text);
    if (!uri.empty()) {
        if (!directive_detail::is_report_uri(uri)) return std::nullopt;
        options.report_uri = runtime{uri};
    }
    return secure_headers::PublicKeyPins{std::move(options)};
}

#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif

}  // namespace secure_headers::parse
