// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/hstspreload/issues.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/ipv4.hpp>

#include <string_view>

namespace secure_headers {

/// Judges the form of a host's name. Of public suffixes those without a dot are known, since there is no list of others.
constexpr HstsPreloadIssues hstspreload_domain(std::string_view domain) {
    HstsPreloadIssues issues;
    if (domain.starts_with('.'))
        issues.errors.push_back("domain.format.begins_with_dot");
    else if (domain.ends_with('.'))
        issues.errors.push_back("domain.format.ends_with_dot");
    else if (domain.find("..") != std::string_view::npos)
        issues.errors.push_back("domain.format.contains_double_dot");
    else if (domain.find('.') == std::string_view::npos)
        issues.errors.push_back("domain.format.public_suffix");
    else if (!detail::host_char.holds(domain))
        issues.errors.push_back("domain.format.invalid_characters");
    else if (detail::is_dotted_quad(domain))
        issues.errors.push_back("domain.format.is_ip_address");
    return issues;
}

}  // namespace secure_headers
