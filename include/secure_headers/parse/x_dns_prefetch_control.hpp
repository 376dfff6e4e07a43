// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/parse/keyword.hpp>
#include <secure_headers/policy/x_dns_prefetch_control.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What X-DNS-Prefetch-Control says. Not standardised.
struct XDNSPrefetchControl : Keyword {};

/// Reads a field's value; the text must outlive the result.
constexpr XDNSPrefetchControl x_dns_prefetch_control(std::string_view value) {
    return {keyword_detail::read(value, {"on", "off"}, "this is on or off")};
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::XDNSPrefetchControl> to_policy(const XDNSPrefetchControl& parsed) {
    using Policy = secure_headers::XDNSPrefetchControl;
    if (parsed.word == "on") return Policy::on;
    if (parsed.word == "off") return Policy::off;
    return std::nullopt;
}

}  // namespace secure_headers::parse
