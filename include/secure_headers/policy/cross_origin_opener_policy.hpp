// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/reportable_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <string_view>

namespace secure_headers {

/// Separates the page from windows of other origins that open it or that it opens. HTML, section 7.1.3.
class CrossOriginOpenerPolicy : public detail::ReportablePolicy<CrossOriginOpenerPolicy> {
public:
    static constexpr std::string_view name = "Cross-Origin-Opener-Policy"sv;
    static const CrossOriginOpenerPolicy unsafe_none;
    static const CrossOriginOpenerPolicy same_origin_allow_popups;  ///< For pages that open log-in or payment windows.
    static const CrossOriginOpenerPolicy same_origin;
    static const CrossOriginOpenerPolicy noopener_allow_popups;  ///< Separates even from windows of the same origin.

    /// Takes a word from outside as it stands here, and refuses others.
    constexpr explicit CrossOriginOpenerPolicy(runtime word)
        : ReportablePolicy{
              detail::known_word(name, word,
                                 {"unsafe-none", "same-origin-allow-popups", "same-origin", "noopener-allow-popups"},
                                 "takes unsafe-none, same-origin-allow-popups, same-origin or noopener-allow-popups only")} {}

private:
    friend ReportablePolicy;
    using ReportablePolicy::ReportablePolicy;
};
inline constexpr CrossOriginOpenerPolicy CrossOriginOpenerPolicy::unsafe_none{"unsafe-none"sv};
inline constexpr CrossOriginOpenerPolicy CrossOriginOpenerPolicy::same_origin_allow_popups{"same-origin-allow-popups"sv};
inline constexpr CrossOriginOpenerPolicy CrossOriginOpenerPolicy::same_origin{"same-origin"sv};
inline constexpr CrossOriginOpenerPolicy CrossOriginOpenerPolicy::noopener_allow_popups{"noopener-allow-popups"sv};

}  // namespace secure_headers
