// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>

#include <string_view>

namespace secure_headers {

/// Says how an adapter's hook knows that a response travels over HTTPS.
enum class Https : unsigned char {
    from_connection,     ///< The server's own connection tells.
    from_trusted_proxy,  ///< A proxy of yours, and nobody else, sets X-Forwarded-Proto or Forwarded.
    always,              ///< The server is only reached through a proxy that speaks HTTPS.
};

namespace detail {

/// What the proxy nearest to the server says: the last member of a list. RFC 7239, section 4.
constexpr std::string_view last_member(std::string_view list) {
    const std::size_t comma = list.rfind(',');
    return trimmed(comma == std::string_view::npos ? list : list.substr(comma + 1));
}

constexpr bool forwarded_proto_is_https(std::string_view forwarded) {
    std::string_view rest = last_member(forwarded);
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        const std::string_view pair = trimmed(rest.substr(0, end));
        if (iequals(pair, "proto=https") || iequals(pair, "proto=\"https\"")) return true;
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return false;
}

/// Whether a trusted proxy says that it was reached over HTTPS; empty texts stand for absent headers.
constexpr bool proxy_says_https(std::string_view x_forwarded_proto, std::string_view forwarded) {
    return iequals(last_member(x_forwarded_proto), "https") || forwarded_proto_is_https(forwarded);
}

/// Whether a response travels over HTTPS; `last_value(name)` gives the last of the request's values of that name, or an
/// empty text, and is asked only where a proxy is trusted.
template <class LastValue>
constexpr bool is_https(Https https, bool connection, LastValue&& last_value) {
    if (https != Https::from_trusted_proxy) return https == Https::always || connection;
    return proxy_says_https(last_value("X-Forwarded-Proto"), last_value("Forwarded"));
}

}  // namespace detail
}  // namespace secure_headers
