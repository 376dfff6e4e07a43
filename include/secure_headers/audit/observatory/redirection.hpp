// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/observatory/context.hpp>
#include <secure_headers/audit/observatory/outcomes.hpp>
#include <secure_headers/detail/ascii.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace secure_headers::detail::observatory {

/// The host of an absolute URL, less user and port.
constexpr std::string_view host_of(std::string_view url) {
    const std::size_t begin = url.find("://");
    std::string_view host = begin == std::string_view::npos ? url : url.substr(begin + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    if (const std::size_t user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
    return host.substr(0, host.find(':', host.starts_with('[') ? host.find(']') : 0));
}

/// Wants plain HTTP to lead to HTTPS of the same host at once. Whether each host is preloaded is not looked up.
constexpr Outcome test_redirection(const ObservatoryContext& context) {
    const std::span<const std::string_view> route = context.redirects;
    if (!context.verified) return "redirection-invalid-cert";
    if (context.preloaded) return "redirection-all-redirects-preloaded";
    if (route.size() == 1) return "redirection-missing";
    if (!istarts_with(route.back(), "https:")) return "redirection-not-to-https";
    if (istarts_with(route[1], "http:")) return "redirection-not-to-https-on-initial-redirection";
    const bool upgrades = istarts_with(route[0], "http:") && istarts_with(route[1], "https:");
    if (upgrades && !iequals(host_of(route[0]), host_of(route[1]))) return "redirection-off-host-from-http";
    return "redirection-to-https";
}

}  // namespace secure_headers::detail::observatory
