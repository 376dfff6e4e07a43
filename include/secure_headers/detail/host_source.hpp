// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

// The parts of host sources, which Content-Security-Policy and Permissions-Policy share. CSP3, section 2.3.1.
namespace secure_headers::detail {

inline constexpr CharSet scheme_char = alphanumeric + CharSet{"+-."};
inline constexpr CharSet host_char = alphanumeric + CharSet{"-."};
inline constexpr CharSet host_char_of_browsers = host_char + CharSet{"_"};  ///< As in names that browsers look up.
inline constexpr CharSet ends_authority{"/?#"};

constexpr bool is_scheme(std::string_view text) {
    if (text.empty() || !is_alpha(text.front())) return false;
    return scheme_char.holds(text);
}

/// Parts between dots, none of which is empty; a dot may end them.
constexpr bool are_labels(std::string_view host, const CharSet& of) {
    if (host.ends_with('.')) host.remove_suffix(1);
    if (host.empty() || host.starts_with('.') || host.ends_with('.')) return false;
    return of.holds(host) && host.find("..") == std::string_view::npos;
}

constexpr void check_host_name(std::string_view field, std::string_view host, const CharSet& of) {
    if (host == "*") return;
    if (host.starts_with("*.")) host.remove_prefix(2);
    if (host.ends_with('.')) host.remove_suffix(1);
    bool label_is_empty = true;
    for (const char c : host) {
        if (c == '.' && label_is_empty) refuse(field, "a host name has an empty part");
        if (c == '*') refuse(field, "* stands for a whole host, or as *. at its beginning");
        if (!of.has(c)) refuse(field, "a host takes letters, digits, - and .; paths begin with /");
        label_is_empty = c == '.';
    }
    if (label_is_empty) refuse(field, "a source needs a host name");
}

constexpr void check_port(std::string_view field, std::string_view port) {
    if (port == "*") return;
    unsigned number = 0;
    for (const char c : port) {
        if (!is_digit(c)) refuse(field, "a port is a number or *");
        number = number < 100000 ? number * 10 + static_cast<unsigned>(c - '0') : number;
    }
    if (port.empty() || number > 65535) refuse(field, "a port is between 0 and 65535");
}

/// Takes `host[:port]`, with a wildcard where a host source may have one.
constexpr void check_host_and_port(std::string_view field, std::string_view text, const CharSet& of = host_char) {
    if (contains(text, '@')) refuse(field, "browsers take no user and no password here; write the host alone");
    if (text.starts_with('[')) refuse(field, "browsers match no IPv6 address; write a host's name");
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos) check_port(field, text.substr(colon + 1));
    check_host_name(field, text.substr(0, colon), of);
}

/// Takes an origin's `scheme://`, and returns what is behind it.
constexpr std::string_view behind_scheme(std::string_view field, std::string_view origin) {
    const std::size_t end = origin.find("://");
    if (end == std::string_view::npos || !is_scheme(origin.substr(0, end)))
        refuse(field, "an origin is written with its scheme, as in https://example.com");
    origin.remove_prefix(end + 3);
    if (ends_authority.find_in(origin) != std::string_view::npos)
        refuse(field, "an origin has no path, and no / at its end");
    return origin;
}

/// How much a label looks like the end of a host: 2 for what is hardly anything else, 1 for a country's.
constexpr int top_level_rank(std::string_view label) {
    for (const std::string_view known : Literals{"com", "org", "net", "edu", "gov", "mil", "int"})
        if (iequals(label, known)) return 2;
    return label.size() == 2 && letters.holds(label) ? 1 : 0;
}

/// Whether a scheme with its colon is more likely a host whose port is missing, as in example.com: or localhost: - an
/// app's scheme may be its host from behind, as in com.example.app: or com.example.io:, so its first label must not
/// rank above the last one, nor as high where there are three.
constexpr bool is_host_with_colon(std::string_view text) {
    if (!text.ends_with(':') || !is_scheme(text.substr(0, text.size() - 1))) return false;
    text.remove_suffix(1);
    if (iequals(text, "localhost")) return true;
    const std::size_t first = text.find('.'), last = text.rfind('.');
    if (first == std::string_view::npos) return false;
    const std::string_view end = text.substr(last + 1);
    const int end_rank = iequals(end, "info") || iequals(end, "example") ? 1 : top_level_rank(end);
    const int begin_rank = top_level_rank(text.substr(0, first));
    return end_rank > 0 && (begin_rank < end_rank || (begin_rank == end_rank && first == last));
}

/// A scheme with its colon, and no host whose port is missing.
constexpr bool is_scheme_source(std::string_view text) {
    return text.ends_with(':') && is_scheme(text.substr(0, text.size() - 1)) && !is_host_with_colon(text);
}

}  // namespace secure_headers::detail
