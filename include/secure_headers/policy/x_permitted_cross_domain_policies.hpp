// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/invalid_header.hpp>

#include <string_view>

namespace secure_headers {

/// Says which cross-domain policy files Adobe's clients may obey. Adobe Cross Domain Policy File Specification.
class XPermittedCrossDomainPolicies : public detail::KeywordPolicy<XPermittedCrossDomainPolicies> {
public:
    static constexpr std::string_view name = "X-Permitted-Cross-Domain-Policies"sv;
    static const XPermittedCrossDomainPolicies none;
    static const XPermittedCrossDomainPolicies none_this_response;
    static const XPermittedCrossDomainPolicies master_only;
    static const XPermittedCrossDomainPolicies by_content_type;
    static const XPermittedCrossDomainPolicies by_ftp_filename;
    static const XPermittedCrossDomainPolicies all;

    /// Takes a word from outside as it stands here, and refuses others.
    constexpr explicit XPermittedCrossDomainPolicies(runtime word)
        : KeywordPolicy{
              detail::known_word(name, word,
                                 {"none", "none-this-response", "master-only", "by-content-type", "by-ftp-filename", "all"},
                                 "takes none, none-this-response, master-only, by-content-type, by-ftp-filename or all only")} {}

private:
    using KeywordPolicy::KeywordPolicy;
};
inline constexpr XPermittedCrossDomainPolicies XPermittedCrossDomainPolicies::none{"none"sv};
inline constexpr XPermittedCrossDomainPolicies XPermittedCrossDomainPolicies::none_this_response{"none-this-response"sv};
inline constexpr XPermittedCrossDomainPolicies XPermittedCrossDomainPolicies::master_only{"master-only"sv};
inline constexpr XPermittedCrossDomainPolicies XPermittedCrossDomainPolicies::by_content_type{"by-content-type"sv};
inline constexpr XPermittedCrossDomainPolicies XPermittedCrossDomainPolicies::by_ftp_filename{"by-ftp-filename"sv};
inline constexpr XPermittedCrossDomainPolicies XPermittedCrossDomainPolicies::all{"all"sv};

}  // namespace secure_headers
