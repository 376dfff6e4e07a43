// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/ipv4.hpp>

#include <cstddef>
#include <string_view>

// What a URI reference is made of: browsers drop a report's address that they cannot read, and say nothing. RFC 3986.
namespace secure_headers::detail {

/// What may stand anywhere in a path, a query or a fragment. Section 3.3.
inline constexpr CharSet pchar = alphanumeric + CharSet{"-._~!$&'()*+,;=:@%"};
inline constexpr CharSet after_authority = pchar + CharSet{"/?"};

/// True if each % begins an escape. Section 2.1.
constexpr bool is_percent_encoded(std::string_view text) {
    for (std::size_t i = text.find('%'); i < text.size(); i = text.find('%', i + 1))
        if (text.size() - i < 3 || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
    return true;
}

/// Up to eight groups of four hexadecimal digits, `::` once for several of zero; the last two may be an IPv4 address.
/// RFC 4291, section 2.2.
constexpr bool is_ipv6(std::string_view text) {
    std::size_t groups = 0, digits = 0, gaps = 0;
    if (contains(text, '.')) {
        const std::size_t colon = text.rfind(':');
        if (colon == std::string_view::npos || !is_dotted_quad(text.substr(colon + 1))) return false;
        groups = 2;
        const bool behind_gap = colon > 0 && text[colon - 1] == ':';
        text = text.substr(0, behind_gap ? colon + 1 : colon);
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_hex(text[i])) {
            groups += digits == 0 ? 1 : 0;
            if (++digits > 4) return false;
            continue;
        }
        const bool gap = text.substr(i, 2) == "::";
        const bool outside = i == 0 || i + (gap ? 2 : 1) == text.size();
        if (text[i] != ':' || (outside && !gap) || (gap && ++gaps > 1)) return false;
        if (digits == 0 && !(gap && i == 0)) return false;
        if (gap) ++i;
        digits = 0;
    }
    return gaps == 0 ? groups == 8 : groups < 8;
}

/// Whether an address in small letters is as browsers write it: no zeros in front, and `::` for the first of the
/// longest runs of zeros. URL Standard, section 3.5.
constexpr bool is_serialized_ipv6(std::string_view text) {
    if (!is_ipv6(text) || contains(text, '.')) return false;
    bool is_zero[8]{};
    std::size_t groups = 0, gap = 8;
    while (!text.empty()) {
        const std::string_view group = text.substr(0, text.find(':'));
        if (group.size() > 1 && group.front() == '0') return false;
        if (!group.empty()) is_zero[groups++] = group == "0";
        if (group.empty() && text.starts_with("::")) gap = groups;
        text.remove_prefix(group.empty() ? 1 : group.size());
    }
    const std::size_t hidden = 8 - groups;
    if (hidden == 1 || (hidden > 0 && ((gap > 0 && is_zero[gap - 1]) || is_zero[gap]))) return false;
    std::size_t run = 0;
    for (std::size_t i = 0; i < groups; ++i) {
        run = is_zero[i] ? run + 1 : 0;
        if (run > (hidden == 0 ? 1 : i < gap ? hidden - 1 : hidden)) return false;
    }
    return true;
}

/// An address in brackets. RFC 3986, section 3.2.2.
constexpr bool is_ipv6_literal(std::string_view host) {
    return host.size() > 2 && host.starts_with('[') && host.ends_with(']') && is_ipv6(host.substr(1, host.size() - 2));
}

/// False for an IPv4 address that is not as browsers write it, and for what they take for one. URL Standard, section 3.5.
constexpr bool is_host_of_origin(std::string_view host) { return !ends_in_number(host) || is_dotted_quad(host); }

/// `host[:port]`, perhaps behind `user@`. Section 3.2.
constexpr bool is_authority(std::string_view text) {
    const std::size_t user_size = text.find('@') == std::string_view::npos ? 0 : text.find('@') + 1;
    if (!pchar.holds(text.substr(0, user_size))) return false;
    text.remove_prefix(user_size);
    const bool literal = text.starts_with('[');
    const std::size_t bracket = literal ? text.find(']') : 0;
    if (bracket == std::string_view::npos) return false;
    const std::size_t colon = text.find(':', bracket);
    const std::string_view host = text.substr(0, colon);
    if (literal ? !is_ipv6_literal(host) : contains(host, '%')) return false;
    unsigned port = 0;
    for (const char c : colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1)) {
        if (!is_digit(c)) return false;
        port = port * 10 + static_cast<unsigned>(c - '0');
        if (port > 65535) return false;
    }
    if (literal) return true;
    return !host.empty() && pchar.holds(host) && !contains(host, '@') && (!ends_in_number(host) || is_ipv4(host));
}

/// Section 4.1, with a host that browsers can read.
constexpr bool is_uri_reference(std::string_view text) {
    if (!is_percent_encoded(text)) return false;
    const std::size_t before_path = text.find_first_of("/?#");
    if (const std::size_t colon = text.substr(0, before_path).find(':'); colon != std::string_view::npos) {
        if (!is_scheme(text.substr(0, colon))) return false;
        text.remove_prefix(colon + 1);
    }
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        const std::string_view authority = text.substr(0, text.find_first_of("/?#"));
        if (!is_authority(authority)) return false;
        text.remove_prefix(authority.size());
    }
    const std::size_t fragment = text.find('#');
    return after_authority.holds(text.substr(0, fragment)) &&
           (fragment == std::string_view::npos || after_authority.holds(text.substr(fragment + 1)));
}

/// Whether a host stands behind the prefix and ends there; what is before an @ is none.
constexpr bool is_host_of(std::string_view url, std::string_view prefix) {
    if (!istarts_with(url, prefix)) return false;
    const std::string_view rest = url.substr(prefix.size());
    const std::string_view port = rest.substr(0, rest.find_first_of("/?#"));
    return (port.empty() || port.starts_with(':')) && !contains(port, '@');
}

/// A path of the site, https://, or http:// of this machine: browsers send reports nowhere else. Reporting API, section
/// 3.3; Secure Contexts, section 3.1.
constexpr bool takes_reports(std::string_view url) {
    if (url.starts_with('/')) return !url.starts_with("//");
    if (istarts_with(url, "https://")) return url.size() > 8 && !contains("/?#:@", url[8]);
    return is_host_of(url, "http://localhost") || is_host_of(url, "http://127.0.0.1") || is_host_of(url, "http://[::1]");
}

}  // namespace secure_headers::detail
