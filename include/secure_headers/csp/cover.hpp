// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/match.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>

// Source expressions as sets of URLs: whether one holds another, and what two have in common. Pages are taken to come
// by http or https.
namespace secure_headers::csp::detail {

using secure_headers::detail::Optional;
using secure_headers::detail::Text;

/// A source without a scheme has the page's.
constexpr std::string_view scheme_of(const SourceParts& parts, const Url& page) {
    return parts.scheme.empty() ? scheme_of(page) : parts.scheme;
}
constexpr SourceParts with_scheme(SourceParts parts, const Url& page) {
    parts.scheme = scheme_of(parts, page);
    return parts;
}

/// The scheme that a source's is compared as: Fetch asks about a WebSocket's URL as http or https, so that ws: means no
/// less and no more than http:.
constexpr std::string_view as_fetched(std::string_view scheme) {
    if (iequals(scheme, "ws")) return "http";
    return iequals(scheme, "wss") ? std::string_view{"https"} : scheme;
}

/// Whether a source of scheme `a` may match each URL that one of scheme `b` may.
constexpr bool scheme_covers(std::string_view a, std::string_view b) {
    return scheme_matches(as_fetched(a), as_fetched(b));
}

constexpr bool host_covers(std::string_view a, std::string_view b) {
    if (a.front() == '*' && b == "127.0.0.1") return false;  // a wildcard takes no address
    if (a == "*") return true;
    if (!a.starts_with("*.")) return iequals(a, b);
    const std::string_view tail = a.substr(1);
    return b.size() >= tail.size() && iequals(b.substr(b.size() - tail.size()), tail);
}

constexpr bool is_https_alone(std::string_view scheme) { return iequals(scheme, "https") || iequals(scheme, "wss"); }

/// Whether the port is the scheme's own; 443 is that of https, but not of http, which has two.
constexpr bool is_own_port(std::string_view scheme, std::string_view port) {
    return port.empty() || (is_https_alone(scheme) && port_number(port) == 443);
}

/// Whether the ports that `b` means are among those of `a`, of which the scheme covers that of `b`.
constexpr bool port_covers(const SourceParts& a, const SourceParts& b) {
    if (a.port == "*") return true;
    if (b.port == "*") return false;
    const bool own_a = is_own_port(b.scheme, a.port), own_b = is_own_port(b.scheme, b.port);
    if (own_a || own_b) return own_b && (own_a || is_upgraded_port(a.scheme, a.port));
    return port_number(a.port) == port_number(b.port);
}

constexpr bool path_covers(std::string_view a, std::string_view b) {
    if (a.empty() || a == "/") return true;
    if (b.empty()) return false;
    return path_matches(a, b);
}

/// The origin of a page as a source.
constexpr Text origin_source(const Url& page) {
    Text origin;
    origin.append(page.scheme()).append("://").append(page.host());
    if (page.port() == -1) return origin;
    char digits[5]{};
    std::size_t first = sizeof digits;
    for (int port = page.port(); port != 0 || first == sizeof digits; port /= 10)
        digits[--first] = static_cast<char>('0' + port % 10);
    return origin.append(":").append({digits + first, sizeof digits - first});
}

constexpr bool is_self(std::string_view source) { return iequals(source, "'self'"); }

/// True if a host source means no more than the page's own origin: if all schemes that it lets through are the page's
/// or https, on the page's port or, as on the page, the scheme's own.
constexpr bool self_covers(std::string_view source, const Url& page) {
    if (page.host().empty()) return false;
    const SourceParts parts = split_source(source);
    const std::string_view scheme = as_fetched(scheme_of(parts, page));
    if (!iequals(parts.host, page.host()) || parts.port == "*") return false;
    const auto has_port = [&](std::string_view of) {
        const int port = parts.port.empty() ? -1 : port_number(parts.port);
        return (port == Url::default_port(of) ? -1 : port) == page.port();
    };
    if (iequals(scheme, "https")) return has_port("https");
    if (!iequals(scheme, page.scheme()) || !has_port(page.scheme())) return false;
    return page.scheme() != "http" || has_port("https");
}

/// False for an address, which the page's own origin may have, and no other source says.
constexpr bool has_host_of_sources(const Url& page) { return page.has_domain() || page.host() == "127.0.0.1"; }

/// Whether the origin as a source means what 'self' does; that of http://example.com:443 takes https, too.
constexpr bool is_source(const Url& page) {
    return has_host_of_sources(page) && (page.port() != 443 || is_https_alone(page.scheme()));
}

/// What `*` means on a page that comes by one of them.
inline constexpr SourceParts network_schemes{"http", {}, {}, {}};

/// Whether each URL that `b` lets through, `a` does, too; both are hosts, schemes or 'self'. Without a page 'self' is
/// no host's.
constexpr bool covers(std::string_view a, std::string_view b, const Url& page = {}) {
    if (iequals(a, b) && (is_self(a) || split_source(a).path == split_source(b).path)) return true;
    if (is_self(a)) return self_covers(b, page);
    const SourceParts of_a = with_scheme(split_source(a), page);
    if (is_self(b)) {
        if (a == "*" || (of_a.host.empty() && scheme_covers(of_a.scheme, scheme_of(page)))) return true;
        return has_host_of_sources(page) && covers(a, origin_source(page), page);
    }
    const SourceParts of_b = b == "*" ? network_schemes : with_scheme(split_source(b), page);
    if (a == "*") return scheme_covers(network_schemes.scheme, of_b.scheme);
    if (!scheme_covers(of_a.scheme, of_b.scheme)) return false;
    if (of_a.host.empty()) return true;
    return !of_b.host.empty() && host_covers(of_a.host, of_b.host) && port_covers(of_a, of_b) &&
           path_covers(of_a.path, of_b.path);
}

/// The part that both have in common, or nothing; `covers(a, b)` is asked of parts.
template <class Covers>
constexpr Optional<std::string_view> common_part(std::string_view a, std::string_view b, Covers&& covers_part) {
    if (covers_part(a, b)) return b;
    if (covers_part(b, a)) return a;
    return {};
}

constexpr Optional<std::string_view> common_scheme(const SourceParts& a, const SourceParts& b, const Url& page) {
    const std::string_view of_a = scheme_of(a, page), of_b = scheme_of(b, page);
    if (scheme_covers(of_a, of_b)) return b.scheme;
    if (scheme_covers(of_b, of_a)) return a.scheme;
    return {};
}

/// What two sources have in common.
struct CommonSource {
    Text text{};        ///< Empty if no URL is let through by both, or if no source says which are.
    bool exact = true;  ///< False if no source says so.
    Text redirected{};  ///< Where a redirect led to, paths count for nothing: what both then let through, and `text` does not.
};

/// The port that two sources have in common, of which the common scheme is known. Where http is upgraded, it may be
/// https alone that has one.
constexpr Optional<std::string_view> common_port(const SourceParts& a, const SourceParts& b, SourceParts& common,
                                                 const Url& page) {
    const std::string_view scheme = scheme_of(common, page);
    const auto covers_port = [scheme](const SourceParts& of, std::string_view port) {
        return port_covers(of, SourceParts{scheme, {}, port, {}});
    };
    if (covers_port(a, b.port)) return b.port;
    if (covers_port(b, a.port)) return a.port;
    const auto is_upgraded_to = [scheme](std::string_view port, std::string_view other) {
        return port_number(other) == 443 && (port.empty() || is_upgraded_port(scheme, port));
    };
    if (!is_upgraded_to(a.port, b.port) && !is_upgraded_to(b.port, a.port)) return {};
    if (!scheme_covers(scheme, "https")) return {};
    common.scheme = scheme_matches(scheme, "wss") ? "wss" : "https";
    return std::string_view{};
}

/// Puts a source together; one that is `*` with parts is not `*`, which lets more through.
constexpr Text joined_source(const SourceParts& parts, const Url& page) {
    const bool bare = parts.scheme.empty() && parts.host == "*" && parts.port.empty() && parts.path.empty();
    const std::string_view scheme = bare ? scheme_of(parts, page) : parts.scheme;
    Text source{scheme};
    if (parts.host.empty()) return source.append(":");
    source.append(scheme.empty() ? "" : "://").append(parts.host);
    return source.append(parts.port.empty() ? "" : ":").append(parts.port).append(parts.path);
}

/// Whether two ports of https are left of a source's one, where the other source has that scheme and any port.
constexpr bool has_two_ports(const SourceParts& source, const SourceParts& other, const Url& page) {
    return is_upgraded_port(scheme_of(source, page), source.port) && is_https_alone(scheme_of(other, page)) &&
           (other.host.empty() || other.port == "*");
}

constexpr CommonSource common_parts(const SourceParts& a, const SourceParts& b, const Url& page) {
    const auto scheme = common_scheme(a, b, page);
    if (!scheme) return {};
    SourceParts common = a.host.empty() ? b : a;
    common.scheme = *scheme;
    const bool two_ports = has_two_ports(a, b, page) || has_two_ports(b, a, page);
    if (!a.host.empty() && !b.host.empty()) {  // a scheme takes hosts, ports and paths as they are
        const auto host = common_part(a.host, b.host, host_covers);
        if (!host) return {};
        const auto port = common_port(with_scheme(a, page), with_scheme(b, page), common, page);
        if (!port) return {};
        common.host = *host;
        common.port = *port;
        common.path = {};
        const auto path = common_part(a.path, b.path, path_covers);
        if (!path && two_ports) return {Text{}, false};
        if (!path) return {Text{}, false, joined_source(common, page)};
        common.path = *path;
    }
    if (two_ports) common.port = {};
    return {joined_source(common, page), !two_ports};
}

/// The source of the URLs that both let through.
constexpr CommonSource common_source(std::string_view a, std::string_view b, const Url& page = {}) {
    if (covers(a, b, page)) return {Text{b}, true};
    if (covers(b, a, page)) return {Text{a}, true};
    if ((is_self(a) || is_self(b)) && !is_source(page)) return {Text{}, false};
    const Text origin = origin_source(page);
    const auto parts_of = [&](std::string_view source) {
        return source == "*" ? SourceParts{"ws", {}, {}, {}} : split_source(is_self(source) ? origin.view() : source);
    };
    return common_parts(parts_of(a), parts_of(b), page);
}

}  // namespace secure_headers::csp::detail
