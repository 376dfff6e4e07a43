// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>

#include <string_view>

namespace secure_headers {

/// Keeps Internet Explorer from opening downloads in the site's context. Not standardised.
class XDownloadOptions : public detail::KeywordPolicy<XDownloadOptions> {
public:
    static constexpr std::string_view name = "X-Download-Options"sv;
    static const XDownloadOptions noopen;

private:
    using KeywordPolicy::KeywordPolicy;
};
inline constexpr XDownloadOptions XDownloadOptions::noopen{"noopen"sv};

}  // namespace secure_headers
