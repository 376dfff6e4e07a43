// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace audit_command {

inline bool is_https_url(std::string_view url) { return secure_headers::detail::istarts_with(url, "https:"); }
inline bool is_url(std::string_view text) {
    using secure_headers::detail::istarts_with;
    return istarts_with(text, "https://") || istarts_with(text, "http://");
}

/// What follows the slashes before the authority of a URL or of a reference that names one; empty if there is none. As
/// many slashes, and backslashes, as libcurl and browsers take.
inline std::string_view after_slashes(std::string_view text) {
    using secure_headers::detail::istarts_with;
    const std::size_t delimiter = text.find_first_of(":/\\?#");
    if (delimiter == std::string_view::npos) return {};
    const std::size_t slashes = text[delimiter] == ':' ? delimiter + 1 : 0;
    const std::size_t begin = text.find_first_not_of("/\\", slashes);
    if (begin == std::string_view::npos) return {};
    const bool is_http = istarts_with(text, "https:") || istarts_with(text, "http:");
    return is_http || begin >= slashes + 2 ? text.substr(begin) : std::string_view{};
}

inline std::string_view authority_of(std::string_view text) {
    const std::string_view rest = after_slashes(text);
    return rest.substr(0, rest.find_first_of("/?#"));
}

/// A user's name and password, with the '@' behind them; empty if there are none. What cannot be a port is taken for
/// the begin of a password in which a '/', '?' or '#' stands as it is.
inline std::string_view user_of(std::string_view text) {
    std::string_view authority = authority_of(text);
    if (authority.find('@') == std::string_view::npos) {
        const std::size_t colon = authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
        const bool has_port = colon == std::string_view::npos ||
                              authority.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
        if (!has_port) authority = after_slashes(text);
    }
    return authority.substr(0, authority.rfind('@') + 1);
}

/// A URL, or a reference to one, as it may be shown: less a user's name and password.
inline std::string without_user(std::string_view text) {
    const std::string_view user = user_of(text);
    std::string shown{text};
    if (!user.empty()) shown.erase(static_cast<std::size_t>(user.data() - text.data()), user.size());
    return shown;
}

/// What is given as a file's name, as it may be shown: it may be a URL without the slashes, with a password.
inline std::string without_password(std::string_view name) {
    std::string shown = without_user(name);
    const std::size_t at = shown.rfind('@');
    return at != std::string::npos && shown.find(':') < at ? shown.substr(at + 1) : shown;
}

/// A reference in a page of http or https, written such that RFC 3986 reads it as browsers do: to them a backslash
/// before the query is a slash, a scheme other than the page's and two slashes or more each begin a host, and the
/// page's own scheme with fewer slashes is none. URL, section 4.4.
inline std::string as_browsers_read(std::string_view reference, bool from_https) {
    using secure_headers::detail::istarts_with;
    std::string text{reference};
    const std::size_t delimiter = std::min(text.find_first_of(":/\\?#"), text.size());
    const bool has_scheme = istarts_with(text, "https:") || istarts_with(text, "http:");
    if (!has_scheme && text.substr(delimiter).starts_with(':')) return text;
    const std::size_t scheme = has_scheme ? delimiter + 1 : 0, query = std::min(text.find_first_of("?#"), text.size());
    std::replace(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(query), '\\', '/');
    const std::size_t begin = std::min(text.find_first_not_of('/', scheme), text.size());
    const bool is_own = !has_scheme || is_https_url(text) == from_https;
    if (!is_own || begin >= scheme + 2) return text.substr(0, scheme) + "//" + text.substr(begin);
    const bool is_path = has_scheme && begin == scheme && begin < query;  // whose first part may have a colon
    return (is_path ? "./" : "") + text.substr(scheme);
}

/// The host and the port, unless it is that of the scheme.
inline std::string_view host_and_port_of(std::string_view url) {
    std::string_view authority = authority_of(url);
    authority.remove_prefix(authority.rfind('@') + 1);
    const std::string_view usual = is_https_url(url) ? ":443" : ":80";
    if (authority.ends_with(usual)) authority.remove_suffix(usual.size());
    return authority;
}

inline bool is_same_origin(std::string_view one, std::string_view other) {
    return is_https_url(one) == is_https_url(other) &&
           secure_headers::detail::iequals(host_and_port_of(one), host_and_port_of(other));
}

/// The URL with the user's name and password that were given for another one of its origin, unless it has its own.
inline std::string with_user_of(std::string_view given, std::string url) {
    if (authority_of(url).empty() || !user_of(url).empty() || !is_same_origin(given, url)) return url;
    const auto place = static_cast<std::size_t>(after_slashes(url).data() - url.data());
    return url.insert(place, user_of(given));
}

inline std::string_view host_of(std::string_view url) {
    std::string_view host = authority_of(url);
    host.remove_prefix(host.rfind('@') + 1);
    return host.starts_with('[') ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':'));
}

}  // namespace audit_command
