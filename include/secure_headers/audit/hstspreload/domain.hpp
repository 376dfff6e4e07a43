// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/hstspreload/issues.hpp>
#include <secure_headers/detail/ascii.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

namespace detail {

/// Four numbers to 255 without leading zeros, as Go reads addresses.
constexpr bool is_dotted_quad(std::string_view host) {
    for (int part = 0; part < 4; ++part) {
        const std::size_t dot = host.find('.');
        const std::string_view number = host.substr(0, dot);
        if (number.empty() || number.size() > 3 || (number.front() == '0' && number.size() > 1)) return false;
        int value = 0;
        for (const char c : number) {
            if (!is_digit(c)) return false;
            value = value * 10 + (c - '0');
        }
        if (value > 255 || (dot == std::string_view::npos) != (part == 3)) return false;
        host.remove_prefix(dot == std::string_view::npos ? host.size() : dot + 1);
    }
    return true;
}

}  // namespace detail

/// Judges the form of a host's name. Of public suffixes those without a dot are known, since there is no list of others.
constexpr HstsPreloadIssues hstspreload_domain(std::string_view domain) {
    constexpr detail::CharSet allowed = detail::alphanumeric + detail::CharSet{"-."};
    HstsPreloadIssues issues;
    if (domain.starts_with('.'))
        issues.errors.push_back("domain.format.begins_with_dot");
    else if (domain.ends_with('.'))
        issues.errors.push_back("domain.format.ends_with_dot");
    else if (domain.find("..") != std::string_view::npos)
        issues.errors.push_back("domain.format.contains_double_dot");
    else if (domain.find('.') == std::string_view::npos)
        issues.errors.push_back("domain.format.public_suffix");
    else if (!allowed.holds(domain))
        issues.errors.push_back("domain.format.invalid_characters");
    else if (detail::is_dotted_quad(domain))
        issues.errors.push_back("domain.format.is_ip_address");
    return issues;
}

}  // namespace secure_headers
