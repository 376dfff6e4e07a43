// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/reportable_policy.hpp>

#include <string_view>

namespace secure_headers {

/// Says what the page must ask of resources from other origins; with COOP it isolates the page. HTML, section 7.1.4.
class CrossOriginEmbedderPolicy : public detail::ReportablePolicy<CrossOriginEmbedderPolicy> {
public:
    static constexpr std::string_view name = "Cross-Origin-Embedder-Policy";
    static const CrossOriginEmbedderPolicy unsafe_none;
    static const CrossOriginEmbedderPolicy require_corp;    ///< Loads what agrees by CORP or CORS.
    static const CrossOriginEmbedderPolicy credentialless;  ///< Loads the rest without cookies.

private:
    friend ReportablePolicy;
    using ReportablePolicy::ReportablePolicy;
};
inline constexpr CrossOriginEmbedderPolicy CrossOriginEmbedderPolicy::unsafe_none{"unsafe-none"};
inline constexpr CrossOriginEmbedderPolicy CrossOriginEmbedderPolicy::require_corp{"require-corp"};
inline constexpr CrossOriginEmbedderPolicy CrossOriginEmbedderPolicy::credentialless{"credentialless"};

}  // namespace secure_headers
