// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/invalid_header.hpp>

#include <string_view>

namespace secure_headers {

/// Says whose pages may embed the response. Fetch, section 3.7.
class CrossOriginResourcePolicy : public detail::KeywordPolicy<CrossOriginResourcePolicy> {
public:
    static constexpr std::string_view name = "Cross-Origin-Resource-Policy"sv;
    static const CrossOriginResourcePolicy same_origin;
    static const CrossOriginResourcePolicy same_site;
    static const CrossOriginResourcePolicy cross_origin;

    /// Takes a word from outside as it stands here, and refuses others.
    constexpr explicit CrossOriginResourcePolicy(runtime word)
        : KeywordPolicy{detail::known_word(name, word, {"same-origin", "same-site", "cross-origin"},
                                           "takes same-origin, same-site or cross-origin only")} {}

private:
    using KeywordPolicy::KeywordPolicy;
};
inline constexpr CrossOriginResourcePolicy CrossOriginResourcePolicy::same_origin{"same-origin"sv};
inline constexpr CrossOriginResourcePolicy CrossOriginResourcePolicy::same_site{"same-site"sv};
inline constexpr CrossOriginResourcePolicy CrossOriginResourcePolicy::cross_origin{"cross-origin"sv};

}  // namespace secure_headers
