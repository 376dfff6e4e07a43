// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/parse/keyword.hpp>
#include <secure_headers/policy/x_permitted_cross_domain_policies.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What X-Permitted-Cross-Domain-Policies says. Adobe Cross Domain Policy File Specification.
struct XPermittedCrossDomainPolicies : Keyword {};

/// Reads a field's value; the text must outlive the result.
constexpr XPermittedCrossDomainPolicies x_permitted_cross_domain_policies(std::string_view value) {
    return {
        keyword_detail::read(value,
                             {"none", "none-this-response", "master-only", "by-content-type", "by-ftp-filename", "all"},
                             "plug-ins know no such word")};
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::XPermittedCrossDomainPolicies> to_policy(
    const XPermittedCrossDomainPolicies& parsed) {
    using Policy = secure_headers::XPermittedCrossDomainPolicies;
    if (parsed.word == "none") return Policy::none;
    if (parsed.word == "none-this-response") return Policy::none_this_response;
    if (parsed.word == "master-only") return Policy::master_only;
    if (parsed.word == "by-content-type") return Policy::by_content_type;
    if (parsed.word == "by-ftp-filename") return Policy::by_ftp_filename;
    if (parsed.word == "all") return Policy::all;
    return std::nullopt;
}

}  // namespace secure_headers::parse
