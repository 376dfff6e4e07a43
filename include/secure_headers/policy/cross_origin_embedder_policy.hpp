// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/reportable_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <string_view>

namespace secure_headers {

/// Says what the page must ask of resources from other origins; with COOP it isolates the page. HTML, section 7.1.4.
class CrossOriginEmbedderPolicy : public detail::ReportablePolicy<CrossOriginEmbedderPolicy> {
public:
    static constexpr std::string_view name = "Cross-Origin-Embedder-Policy"sv;
    static const CrossOriginEmbedderPolicy unsafe_none;
    static const CrossOriginEmbedderPolicy require_corp;    ///< Loads what agrees by CORP or CORS.
    static const CrossOriginEmbedderPolicy credentialless;  ///< Loads the rest without cookies.

    /// Takes a word from outside as it stands here, and refuses others.
    constexpr explicit CrossOriginEmbedderPolicy(runtime word)
        : ReportablePolicy{detail::known_word(name, word, {"unsafe-none", "require-corp", "credentialless"},
                                              "takes unsafe-none, require-corp or credentialless only")} {}

private:
    friend ReportablePolicy;
    using ReportablePolicy::ReportablePolicy;
};
inline constexpr CrossOriginEmbedderPolicy CrossOriginEmbedderPolicy::unsafe_none{"unsafe-none"sv};
inline constexpr CrossOriginEmbedderPolicy CrossOriginEmbedderPolicy::require_corp{"require-corp"sv};
inline constexpr CrossOriginEmbedderPolicy CrossOriginEmbedderPolicy::credentialless{"credentialless"sv};

}  // namespace secure_headers
