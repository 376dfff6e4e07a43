// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/name_table.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::audit_rules {

/// The headers that rules ask for by name.
enum class Header : unsigned char {
    strict_transport_security,
    content_security_policy,
    content_security_policy_report_only,
    x_frame_options,
    x_content_type_options,
    referrer_policy,
    permissions_policy,
    permissions_policy_report_only,
    cross_origin_opener_policy,
    cross_origin_opener_policy_report_only,
    cross_origin_embedder_policy,
    cross_origin_embedder_policy_report_only,
    cross_origin_resource_policy,
    origin_agent_cluster,
    cache_control,
    pragma,
    expires,
    vary,
    clear_site_data,
    reporting_endpoints,
    report_to,
    nel,
    integrity_policy,
    integrity_policy_report_only,
    document_policy,
    timing_allow_origin,
    server_timing,
    access_control_allow_origin,
    access_control_allow_credentials,
    access_control_allow_methods,
    access_control_allow_headers,
    access_control_expose_headers,
    access_control_max_age,
    set_cookie,
    content_type,
    content_disposition,
    location,
    refresh,
    x_xss_protection,
    x_dns_prefetch_control,
    x_permitted_cross_domain_policies,
    public_key_pins,
    public_key_pins_report_only,
    expect_ct,
    feature_policy,
    x_content_security_policy,
    x_webkit_csp,
    frame_options,
    www_authenticate,
    date,
    other,
};

inline constexpr std::string_view header_names[]{
    "Strict-Transport-Security",
    "Content-Security-Policy",
    "Content-Security-Policy-Report-Only",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Permissions-Policy-Report-Only",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Opener-Policy-Report-Only",
    "Cross-Origin-Embedder-Policy",
    "Cross-Origin-Embedder-Policy-Report-Only",
    "Cross-Origin-Resource-Policy",
    "Origin-Agent-Cluster",
    "Cache-Control",
    "Pragma",
    "Expires",
    "Vary",
    "Clear-Site-Data",
    "Reporting-Endpoints",
    "Report-To",
    "NEL",
    "Integrity-Policy",
    "Integrity-Policy-Report-Only",
    "Document-Policy",
    "Timing-Allow-Origin",
    "Server-Timing",
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Expose-Headers",
    "Access-Control-Max-Age",
    "Set-Cookie",
    "Content-Type",
    "Content-Disposition",
    "Location",
    "Refresh",
    "X-XSS-Protection",
    "X-DNS-Prefetch-Control",
    "X-Permitted-Cross-Domain-Policies",
    "Public-Key-Pins",
    "Public-Key-Pins-Report-Only",
    "Expect-CT",
    "Feature-Policy",
    "X-Content-Security-Policy",
    "X-WebKit-CSP",
    "Frame-Options",
    "WWW-Authenticate",
    "Date",
};
inline constexpr std::size_t header_count = static_cast<std::size_t>(Header::other);
static_assert(sizeof header_names / sizeof header_names[0] == header_count);

constexpr std::string_view name_of(Header header) { return header_names[static_cast<std::size_t>(header)]; }

inline constexpr detail::NameTable header_table{header_names};

constexpr Header find_header(std::string_view name) { return static_cast<Header>(header_table.find(name)); }

}  // namespace secure_headers::audit_rules
