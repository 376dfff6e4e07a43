// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/csp_evaluator.hpp>
#include <secure_headers/audit/hstspreload.hpp>
#include <secure_headers/audit/observatory.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/ipv4.hpp>

#include "response_head.hpp"
#include "url.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audit_command {

namespace sh = secure_headers;

/// One response of a chain, and how it came.
struct Hop {
    std::string url{};  ///< Empty if the input does not say; without a user's name and password.
    bool https = true;
    std::string distrust{};  ///< Why the certificate could not be verified; empty if it was, or there is none.
    ResponseHead head{};
};

/// The responses of one target, from the first to the one that is a redirect no more.
struct Chain {
    std::string target{};  ///< A URL without a user's name and password, a file's name, or `stdin`.
    bool is_file = false;
    bool https_is_guessed = false;
    std::string request_origin{};  ///< What the requests gave as `Origin`.
    std::vector<Hop> hops{};
    std::optional<ResponseHead> before{};  ///< The last response of an earlier run, to compare nonces with.
    std::string error{};                   ///< Why the chain ends early, or why there is none.
};

/// A hop with what all auditors say of it.
struct Examined {
    const Hop* hop = nullptr;
    sh::Report report{};
    sh::ObservatoryReport observatory{};
    sh::HstsPreloadIssues hstspreload{};
    std::vector<sh::CspEvaluatorReport> csp_evaluator{};
};

/// What a finding says of a header's value, as it may be shown.
inline std::string shown_value(const sh::Finding& finding) {
    const std::string_view value = finding.value.view();
    return sh::detail::iequals(finding.header, "Location") ? without_user(value) : std::string{value};
}

/// True if a URL's host is no name.
inline bool is_ip_address(std::string_view host) {
    return host.starts_with('[') || sh::detail::ipv4_address(host) <= 0xffffffffU;
}

inline sh::AuditContext context_of(const Hop& hop, const Chain& chain) {
    return {.https = hop.https,
            .status = hop.head.status,
            .loopback = sh::audit_rules::csp_rules::is_loopback(host_of(hop.url)),
            .ip_address = is_ip_address(host_of(hop.url)),
            .request_origin = chain.request_origin};
}

/// The URLs of a chain that was fetched and began over plain HTTP, for the Observatory's test of redirection: of one
/// that began over HTTPS nobody knows where plain HTTP leads.
inline std::vector<std::string_view> redirects_of(const Chain& chain) {
    std::vector<std::string_view> urls;
    for (const Hop& hop : chain.hops) urls.push_back(hop.url);
    const bool known = !urls.empty() && sh::detail::istarts_with(urls[0], "http:");
    return known ? urls : std::vector<std::string_view>{};
}

/// CSP Evaluator's findings of each field, which it takes for one policy even where commas make several of it.
inline std::vector<sh::CspEvaluatorReport> evaluated(const ResponseHead& head) {
    std::vector<sh::CspEvaluatorReport> reports;
    for (const Field& field : head.fields)
        if (sh::detail::iequals(field.name, "Content-Security-Policy"))
            reports.push_back(sh::csp_evaluator(field.value));
    return reports;
}

/// True if the chain came by a certificate of that host which is not valid.
inline bool is_distrusted(std::string_view host, const Chain& chain) {
    return std::any_of(chain.hops.begin(), chain.hops.end(), [host](const Hop& hop) {
        return !hop.distrust.empty() && sh::detail::iequals(host_of(hop.url), host);
    });
}

/// What hstspreload.org says of the response and, where the chain began at a URL, of its host and its redirects. Where
/// the host's certificate is not valid it looks no further.
inline sh::HstsPreloadIssues hstspreload_of(const Hop& hop, const Chain& chain) {
    sh::HstsPreloadIssues of_response = sh::hstspreload_preloadable_response(hop.head.fields);
    if (chain.is_file || &hop != &chain.hops.back()) return of_response;
    const std::string_view host = host_of(chain.hops.front().url);
    sh::HstsPreloadIssues all = sh::hstspreload_domain(host);
    if (is_distrusted(host, chain)) {
        all.add_error_once("domain.tls.invalid_cert_chain");
        return all;
    }
    std::vector<sh::HstsPreloadHop> hops;
    for (const Hop& each : chain.hops)
        hops.push_back({.url = each.url,
                        .has_header = each.head.find("Strict-Transport-Security") != nullptr,
                        .is_preloadable = sh::hstspreload_preloadable_response(each.head.fields).errors.empty()});
    const bool is_sound = of_response.errors.empty();
    all.append(of_response);
    all.append(sh::hstspreload_redirects(hops, is_sound));
    return all;
}

/// True if the certificate is valid; for the last response, whose redirects count, also each one before it.
inline bool is_verified(const Hop& hop, const Chain& chain) {
    if (&hop != &chain.hops.back()) return hop.distrust.empty();
    return std::all_of(chain.hops.begin(), chain.hops.end(), [](const Hop& each) { return each.distrust.empty(); });
}

inline Examined examine(const Hop& hop, const Chain& chain) {
    const bool last = &hop == &chain.hops.back();
    const sh::AuditContext context = context_of(hop, chain);
    const std::vector<std::string_view> redirects = last ? redirects_of(chain) : std::vector<std::string_view>{};
    sh::ObservatoryContext observed{.https = hop.https,
                                    .verified = is_verified(hop, chain),
                                    .host = host_of(hop.url),
                                    .redirects = redirects};
    if (!chain.request_origin.empty()) observed.origin = chain.request_origin;
    const auto& fields = hop.head.fields;
    const bool twice = last && chain.before.has_value();
    return {&hop, twice ? sh::audit(chain.before->fields, fields, context) : sh::audit(fields, context),
            sh::observatory(fields, observed), hstspreload_of(hop, chain), evaluated(hop.head)};
}

inline std::vector<Examined> examine(const Chain& chain) {
    std::vector<Examined> all;
    for (const Hop& hop : chain.hops) all.push_back(examine(hop, chain));
    return all;
}

inline sh::Severity worst_of(const std::vector<Examined>& all) {
    sh::Severity worst = sh::Severity::none;
    for (const Examined& examined : all)
        if (examined.report.worst() > worst) worst = examined.report.worst();
    return worst;
}

}  // namespace audit_command
