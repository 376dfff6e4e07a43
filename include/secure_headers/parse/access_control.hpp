// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/parse/problem.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// The Access-Control-* headers of a response, which are the server's part of CORS. Fetch, section 3.3.
namespace secure_headers::parse {

/// Whom Access-Control-Allow-Origin lets read the response.
struct AccessControlAllowOrigin {
    enum Kind : unsigned char {
        nobody,  ///< Browsers do not understand the value.
        any,     ///< `*`
        null,    ///< `null`, which sandboxed pages and files of others are.
        origin,  ///< One origin.
    };
    Kind kind = nobody;
    detail::List<Problem> problems{};
};

namespace access_detail {

/// A name of a host as browsers take it, where `_` may stand. URL Standard, section 3.1.
constexpr bool is_host(std::string_view host) {
    return detail::are_labels(host, detail::host_char_of_browsers) && detail::is_host_of_origin(host);
}

/// An origin as browsers write it. RFC 6454, section 6.2.
constexpr bool is_serialized_origin(std::string_view text) {
    const std::size_t end = text.find("://");
    if (end == std::string_view::npos || !detail::is_scheme(text.substr(0, end))) return false;
    for (const char c : text)
        if (detail::is_upper(c) || c == '*') return false;
    const std::string_view scheme = text.substr(0, end), rest = text.substr(end + 3);
    const std::size_t bracket = rest.starts_with('[') ? rest.find(']') : 0;
    if (bracket == std::string_view::npos) return false;
    const std::size_t colon = rest.find(':', bracket);
    const std::string_view host = rest.substr(0, colon);
    if (bracket == 0 && !is_host(host)) return false;
    if (bracket != 0 && (host.size() != bracket + 1 || !detail::is_serialized_ipv6(host.substr(1, bracket - 1))))
        return false;
    if (colon == std::string_view::npos) return true;
    const std::string_view port = rest.substr(colon + 1);
    const bool is_default = (scheme == "https" && port == "443") || (scheme == "http" && port == "80");
    return csp::detail::is_port(port) && !port.starts_with('0') && !is_default;
}

}  // namespace access_detail

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr AccessControlAllowOrigin access_control_allow_origin(std::string_view value) {
    AccessControlAllowOrigin result;
    if (value == "*")
        result.kind = AccessControlAllowOrigin::any;
    else if (value == "null")
        result.kind = AccessControlAllowOrigin::null;
    else if (access_detail::is_serialized_origin(value))
        result.kind = AccessControlAllowOrigin::origin;
    else
        result.problems.push_back({"this is *, or one origin as browsers write it", 0, value});
    return result;
}

/// True if Access-Control-Allow-Credentials is understood, which is `true` in small letters.
constexpr bool access_control_allow_credentials(std::string_view value) { return value == "true"; }

/// The names that Access-Control-Allow-Methods, -Allow-Headers or -Expose-Headers lists.
struct AccessControlList {
    bool any = false;  ///< Has `*`, which is only a name where cookies are sent along.
    detail::List<detail::Part> names{};
    detail::List<Problem> problems{};
};

/// Reads a field's value as browsers do, all or nothing; the text must outlive the result.
constexpr AccessControlList access_control_list(std::string_view value) {
    AccessControlList result;
    detail::Parts parts{value, ','};
    for (detail::Part part; parts.next(part);) {
        if (part.text.empty()) continue;
        if (!detail::is_token(part.text)) result.problems.push_back({"a name is a token", part.offset, part.text});
        result.any |= part.text == "*";
        result.names.push_back(part);
    }
    return result;
}

/// The seconds of Access-Control-Max-Age, if it has some.
constexpr detail::Optional<std::int64_t> access_control_max_age(std::string_view value) {
    const std::int64_t seconds = detail::read_seconds(value);
    return seconds < 0 ? detail::Optional<std::int64_t>{} : detail::Optional<std::int64_t>{seconds};
}

}  // namespace secure_headers::parse
