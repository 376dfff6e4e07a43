// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/invalid_header.hpp>

#include <string_view>

// The parts of host sources, which Content-Security-Policy and Permissions-Policy share. CSP3, section 2.3.1.
namespace secure_headers::detail {

inline constexpr CharSet scheme_char = alphanumeric + CharSet{"+-."};
inline constexpr CharSet host_char = alphanumeric + CharSet{"-."};

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

constexpr void check_host_name(std::string_view field, std::string_view host) {
    if (host == "*") return;
    if (host.starts_with("*.")) host.remove_prefix(2);
    if (host.ends_with('.')) host.remove_suffix(1);
    bool label_is_empty = true;
    for (const char c : host) {
        if (c == '.' && label_is_empty) refuse(field, "a host name has an empty part");
        if (c == '*') refuse(field, "* stands for a whole host, or as *. at its beginning");
        if (!host_char.has(c)) refuse(field, "a host takes letters, digits, - and . only; paths begin with /");
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

/// Takes `scheme://host[:port]`, with a wildcard where a host source may have one.
constexpr void check_origin(std::string_view field, std::string_view origin) {
    const std::size_t end = origin.find("://");
    if (end == std::string_view::npos || !is_scheme(origin.substr(0, end)))
        refuse(field, "an origin is written with its scheme, as in https://example.com");
    origin.remove_prefix(end + 3);
    if (CharSet{"/?#"}.find_in(origin) != std::string_view::npos)
        refuse(field, "an origin has no path, and no / at its end");
    const std::size_t colon = origin.find(':');
    if (colon != std::string_view::npos) check_port(field, origin.substr(colon + 1));
    check_host_name(field, origin.substr(0, colon));
}

}  // namespace secure_headers::detail
