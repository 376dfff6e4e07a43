// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/parse/reportable.hpp>
#include <secure_headers/policy/cross_origin_opener_policy.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What Cross-Origin-Opener-Policy says; it is structured, so two fields make none. HTML, section 7.1.3.
struct CrossOriginOpenerPolicy : Reportable {
    static constexpr std::string_view words[]{"unsafe-none", "same-origin-allow-popups", "same-origin",
                                              "noopener-allow-popups"};
};

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr CrossOriginOpenerPolicy cross_origin_opener_policy(std::string_view value) {
    return {reportable_detail::read(value, CrossOriginOpenerPolicy::words)};
}

/// The policy object that writes the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::CrossOriginOpenerPolicy> to_policy(const CrossOriginOpenerPolicy& parsed) {
    using Policy = secure_headers::CrossOriginOpenerPolicy;
    const Policy constants[]{Policy::unsafe_none, Policy::same_origin_allow_popups, Policy::same_origin,
                             Policy::noopener_allow_popups};
    return reportable_detail::policy_of(parsed, CrossOriginOpenerPolicy::words, constants);
}

}  // namespace secure_headers::parse
