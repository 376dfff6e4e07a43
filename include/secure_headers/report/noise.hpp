// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/report/violation_report.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace secure_headers {

namespace detail {

/// Schemes of what extensions bring along. Safari hides the rest of theirs behind webkit-masked-url.
inline constexpr std::string_view extension_schemes[]{
    "chrome-extension", "moz-extension",     "safari-extension", "safari-web-extension", "ms-browser-extension",
    "edge-extension",   "webkit-masked-url", "mxaddon-pkg",      "user-script",          "jar",
};

/// Schemes by which applications talk to the page in their web view, and what virus scanners put into pages.
inline constexpr std::string_view injecting_schemes[]{
    "chromenull", "jscall", "wvjbscheme", "chromeinvoke",    "chromeinvokeimmediate",
    "gsa",        "mbinit", "mx",         "mxjscall",        "sinaweibo",
    "sraf",       "symres", "tmtbff",     "webviewprogress", "webviewprogressproxy",
};

/// Schemes of what browsers show by themselves; no page can be served from one.
inline constexpr std::string_view browser_schemes[]{
    "chrome",      "chrome-error", "chrome-search",   "edge",        "moz-nullprincipal",
    "ms-appx-web", "resource",     "safari-resource", "view-source",
};

/// The page that Chromium shows in place of one that it could not load.
inline constexpr std::string_view error_page = "data:text/html,chromewebdata";

/// Where Firefox says that the code of extensions stands which they run in a sandbox.
inline constexpr std::string_view extension_sandbox = "sandbox eval code";

/// Hosts that sites do not load from: a dot at the beginning takes subdomains alone. Those of Google Translate are what
/// a browser that translates the page loads from.
inline constexpr std::string_view injecting_hosts[]{
    ".scr.kaspersky-labs.com",
    "gateway.zscaler.net",
    "gateway.zscalertwo.net",
    "block.opendns.com",
    "www.superfish.com",
    ".jollywallet.com",
    "pstatic.bestpriceninja.com",
    "pstatic.davebestdeals.com",
    "istatic.eshopcomp.com",
    "rules.similardeals.net",
    "secure.surfbuyermac.com",
    ".cmptch.com",
    ".tlscdn.com",
    ".visadd.com",
    ".dnsqa.me",
    "cdn.ext335.com",
    "injections.adguard.com",
    "local.adguard.com",
    "local.adguard.org",
    "translate.googleapis.com",
    "translate.google.com",
};

/// Folders of the same kind, of hosts that sites do load from.
struct InjectingFolder {
    std::string_view host{};
    std::string_view path{};
};
inline constexpr InjectingFolder injecting_folders[]{{"www.gstatic.com", "/_/translate_http/"}};

/// Pieces of inline code that well-known extensions put into each page.
inline constexpr std::string_view extension_code[]{
    "chrome-extension://",
    "moz-extension://",
    "safari-extension://",
    "safari-web-extension://",
    "var lastpass_",
    "AG_onLoad",
    "FuckAdBlo",
    "BlockAdBlo",
    "abNoOp",
    "_PostRPC()",
    "videodownload2",
    "jq_relocation",
};

/// Pieces of inline code that applications and the tools of developers put into each page.
inline constexpr std::string_view injected_code[]{
    "installGlobalHook(window)",
    "window.devToolsOptions",
    "window.oldSetTimeout=window.setTimeout",
    "safeWindow:{}",
    "window.webkit.messageHandlers",
    "__gCrWeb",
};

/// The URL that made a blob or a file of its own, whose origin that has. URL, section 4.7.
constexpr std::string_view without_wrapper(std::string_view url) {
    for (const std::string_view wrapper : Literals{"blob:", "filesystem:"})
        if (istarts_with(url, wrapper)) return url.substr(wrapper.size());
    return url;
}

/// The scheme of a URL, or the whole where a browser has left the scheme alone. CSP3, section 5.4.
constexpr std::string_view reported_scheme(std::string_view url) { return url.substr(0, url.find(':')); }

constexpr std::string_view reported_host(std::string_view url) {
    const std::size_t begin = url.find("://");
    if (begin == std::string_view::npos) return {};
    url.remove_prefix(begin + 3);
    return url.substr(0, url.find_first_of("/:?#"));
}

template <class List>
constexpr bool is_one_of(std::string_view text, const List& list) {
    for (const std::string_view item : list)
        if (iequals(text, item)) return true;
    return false;
}

template <class List>
constexpr bool has_one_of(std::string_view text, const List& list) {
    for (const std::string_view item : list)
        if (text.find(item) != std::string_view::npos) return true;
    return false;
}

constexpr bool is_injecting_host(std::string_view host) {
    for (const std::string_view known : injecting_hosts) {
        if (iequals(host, known)) return true;
        if (known.front() == '.' && host.size() > known.size() && iequals(host.substr(host.size() - known.size()), known))
            return true;
    }
    return false;
}

/// The path and what comes behind it.
constexpr std::string_view reported_path(std::string_view url) {
    const std::string_view host = reported_host(url);
    if (host.empty()) return {};
    url.remove_prefix(url.find("://") + 3 + host.size());
    if (url.starts_with(':')) url.remove_prefix((std::min)(url.find_first_not_of("0123456789", 1), url.size()));
    return url;
}

constexpr bool is_in_injecting_folder(std::string_view url) {
    for (const InjectingFolder& known : injecting_folders)
        if (iequals(reported_host(url), known.host) && reported_path(url).starts_with(known.path)) return true;
    return false;
}

constexpr Noise noise_of_url(std::string_view url) {
    url = without_wrapper(url);
    const std::string_view scheme = reported_scheme(url);
    if (is_one_of(scheme, extension_schemes) || istarts_with(url, extension_sandbox)) return Noise::extension;
    if (is_one_of(scheme, injecting_schemes) || is_injecting_host(reported_host(url)) || is_in_injecting_folder(url))
        return Noise::injected_script;
    return is_one_of(scheme, browser_schemes) || iequals(url, error_page) ? Noise::browser : Noise::none;
}

}  // namespace detail

/// Tells what was not the site's own doing by the source file, then the blocked URL, then the sample. It marks and does
/// not judge: whoever may send reports may also write them so that they look like noise.
constexpr Noise noise_of(std::string_view source_file, std::string_view blocked_url, std::string_view sample = {}) {
    if (const Noise noise = detail::noise_of_url(source_file); noise != Noise::none) return noise;
    if (const Noise noise = detail::noise_of_url(blocked_url); noise != Noise::none) return noise;
    if (detail::iequals(detail::reported_scheme(blocked_url), "about")) return Noise::browser;
    if (detail::has_one_of(sample, detail::extension_code)) return Noise::extension;
    return detail::has_one_of(sample, detail::injected_code) ? Noise::injected_script : Noise::none;
}

}  // namespace secure_headers
