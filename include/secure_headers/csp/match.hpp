// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/percent_decode.hpp>

#include <cstddef>
#include <string_view>

// How URLs are matched with source expressions. CSP3, section 6.7.2.
namespace secure_headers::csp {

namespace detail {

/// The parts of a scheme source or host source; what is absent is empty. CSP3, section 2.3.1.
struct SourceParts {
    std::string_view scheme{};
    std::string_view host{};
    std::string_view port{};
    std::string_view path{};
};

constexpr SourceParts split_source(std::string_view source) {
    SourceParts parts;
    if (source.ends_with(':') && is_scheme(source.substr(0, source.size() - 1)))
        return {source.substr(0, source.size() - 1), {}, {}, {}};
    source = source.substr(0, source.find_first_of("?#"));
    if (const std::size_t end = find_scheme_end(source); end != std::string_view::npos) {
        parts.scheme = source.substr(0, end);
        source.remove_prefix(end + 3);
    }
    if (const std::size_t slash = source.find('/'); slash != std::string_view::npos) {
        parts.path = source.substr(slash);
        source = source.substr(0, slash);
    }
    const std::size_t colon = source.find(':');
    parts.host = source.substr(0, colon);
    if (colon != std::string_view::npos) parts.port = source.substr(colon + 1);
    return parts;
}

/// Whether a source of scheme `a` may match a URL of scheme `b`. CSP3, section 6.7.2.9.
constexpr bool scheme_matches(std::string_view a, std::string_view b) {
    if (iequals(a, b)) return true;
    if (iequals(a, "http")) return iequals(b, "https");
    if (iequals(a, "ws")) return iequals(b, "wss") || iequals(b, "http") || iequals(b, "https");
    return iequals(a, "wss") && iequals(b, "https");
}

/// The scheme of a page; one that is not known is taken to come by https.
constexpr std::string_view scheme_of(const Url& page) {
    return page.scheme().empty() ? std::string_view{"https"} : page.scheme();
}

/// CSP3, section 6.7.2.10; of addresses 127.0.0.1 alone, which section 2.3.1 lets match.
constexpr bool host_matches(std::string_view pattern, const Url& url) {
    if (!url.has_domain()) return pattern == "127.0.0.1" && url.host() == pattern;
    if (pattern == "*") return true;
    const std::string_view host = url.host();
    if (!pattern.starts_with("*.")) return iequals(pattern, host);
    const std::string_view remaining = pattern.substr(1);
    return host.size() >= remaining.size() && iequals(host.substr(host.size() - remaining.size()), remaining);
}

constexpr int port_number(std::string_view port) {
    int number = 0;
    for (const char c : port) number = number < 100000 ? number * 10 + (c - '0') : number;
    return number;
}

/// Whether a source of that scheme and port is upgraded with its scheme: http://example.com:80 matches
/// https://example.com. CSP3, section 1.3.
constexpr bool is_upgraded_port(std::string_view scheme, std::string_view port) {
    return (iequals(scheme, "http") || iequals(scheme, "ws")) && port_number(port) == 80;
}

/// `scheme` is the source's. CSP3, section 6.7.2.11.
constexpr bool port_matches(std::string_view scheme, std::string_view port, const Url& url) {
    if (port == "*") return true;
    if (port.empty()) return url.port() == -1;
    if (url.effective_port() == 443 && url.port() == -1 && is_upgraded_port(scheme, port)) return true;
    return port_number(port) == url.effective_port();
}

/// Takes the next byte of percent-encoded text.
constexpr unsigned char next_decoded(std::string_view& text) {
    if (const auto byte = secure_headers::detail::escaped_byte(text); byte < 256) {
        text.remove_prefix(3);
        return static_cast<unsigned char>(byte);
    }
    const char c = text.front();
    text.remove_prefix(1);
    return static_cast<unsigned char>(c);
}

constexpr bool decoded_equal(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty())
        if (next_decoded(a) != next_decoded(b)) return false;
    return a.empty() && b.empty();
}

/// CSP3, section 6.7.2.12.
constexpr bool path_matches(std::string_view pattern, std::string_view path) {
    if (pattern.empty() || (pattern == "/" && path.empty())) return true;
    const bool exact = pattern.back() != '/';
    while (true) {
        const std::size_t end = pattern.find('/');
        const std::size_t path_end = path.find('/');
        const bool last = end == std::string_view::npos;
        const bool path_last = path_end == std::string_view::npos;
        if (!exact && end == pattern.size() - 1)  // what follows the last slash is free
            return !path_last && decoded_equal(pattern.substr(0, end), path.substr(0, path_end));
        if (last != path_last) return false;
        if (!decoded_equal(pattern.substr(0, end), path.substr(0, path_end))) return false;
        if (last) return true;
        pattern.remove_prefix(end + 1);
        path.remove_prefix(path_end + 1);
    }
}

/// Step 4 of CSP3, section 6.7.2.8. A blob: URL is not 'self', although it has an origin: browsers want blob: for it.
constexpr bool self_matches(const Url& page, const Url& url) {
    if (page.host().empty() || page.host() != url.host()) return false;
    if (page.scheme() == url.scheme() && page.port() == url.port()) return true;
    const bool same_port = page.port() == url.port();  // each -1 if it is its scheme's own
    const bool secure = url.scheme() == "https" || url.scheme() == "wss";
    return same_port && (secure || (page.scheme() == "http" && (url.scheme() == "http" || url.scheme() == "ws")));
}

}  // namespace detail

/// Whether one source expression lets the URL through on the page `page`; after a redirect its path does not
/// matter. A page that is not known is taken to come by https, and has no 'self'. Keywords other than 'self', nonces
/// and hashes match no URL. CSP3, section 6.7.2.8.
constexpr bool matches(std::string_view source, SourceKind kind, const Url& url, const Url& page,
                       bool redirected = false) {
    if (!url.valid()) return false;
    if (source == "*") return url.is_http() || url.scheme() == page.scheme();
    if (kind == SourceKind::keyword) return detail::iequals(source, "'self'") && detail::self_matches(page, url);
    if (kind != SourceKind::scheme && kind != SourceKind::host) return false;
    const detail::SourceParts parts = detail::split_source(source);
    const std::string_view scheme = parts.scheme.empty() ? detail::scheme_of(page) : parts.scheme;
    if (!detail::scheme_matches(scheme, url.scheme())) return false;
    if (kind == SourceKind::scheme) return true;
    if (url.host().empty()) return false;
    if (!detail::host_matches(parts.host, url) || !detail::port_matches(scheme, parts.port, url)) return false;
    return redirected || detail::path_matches(parts.path, url.path());
}

/// Whether a list lets the URL through by one of its sources. CSP3, section 6.7.2.7.
constexpr bool matches(const ParsedDirective& list, const Url& url, const Url& page, bool redirected = false) {
    for (const ParsedToken& token : list.tokens)
        if (matches(token.text, token.kind, url, page, redirected)) return true;
    return false;
}

}  // namespace secure_headers::csp
