// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

/// Says how an adapter's hook knows that a response travels over HTTPS.
enum class Https : unsigned char {
    from_connection,     ///< The server's own connection tells.
    from_trusted_proxy,  ///< A proxy of yours, and nobody else, sets X-Forwarded-Proto or Forwarded.
    always,              ///< The server is only reached through a proxy that speaks HTTPS.
};

namespace detail {

/// What a proxy says of the connection that it took a request from.
enum class ProxySays : unsigned char { nothing, https, otherwise };

/// The last member of the list: the nearest proxy's, to which those further off, and the client, come before.
constexpr ProxySays x_forwarded_proto_says(std::string_view list) {
    if (list.empty()) return ProxySays::nothing;
    const std::size_t comma = list.rfind(',');
    const std::string_view last = comma == std::string_view::npos ? list : list.substr(comma + 1);
    return iequals(trimmed(last), "https") ? ProxySays::https : ProxySays::otherwise;
}

/// The same of Forwarded. Who quotes what a client says, such as its Host, quotes `,` and `;` too; a list whose quotes
/// do not close may mean anything, so it is not believed. RFC 7239, section 4.
constexpr ProxySays forwarded_says(std::string_view list) {
    ProxySays says = ProxySays::nothing;
    const auto look_at = [&](std::string_view pair) {
        if (!istarts_with(pair, "proto=")) return;
        const bool https = iequals(pair, "proto=https") || iequals(pair, "proto=\"https\"");
        says = https && says == ProxySays::nothing ? ProxySays::https : ProxySays::otherwise;
    };
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < list.size(); ++at) {
        if (list[at] == '"') quoted = !quoted;
        if (list[at] == '\\' && (!quoted || ++at == list.size())) return ProxySays::otherwise;
        if (quoted || (list[at] != ',' && list[at] != ';')) continue;
        look_at(trimmed(list.substr(begin, at - begin)));
        if (list[at] == ',') says = ProxySays::nothing;
        begin = at + 1;
    }
    look_at(trimmed(list.substr(begin)));
    return quoted ? ProxySays::otherwise : says;
}

/// Whether a trusted proxy says that it was reached over HTTPS; empty texts stand for absent headers. Of two headers
/// the proxy may have written one and passed the other on from the client, so that both must agree.
constexpr bool proxy_says_https(std::string_view x_forwarded_proto, std::string_view forwarded) {
    const ProxySays one = x_forwarded_proto_says(x_forwarded_proto);
    const ProxySays other = forwarded_says(forwarded);
    if (one == ProxySays::otherwise || other == ProxySays::otherwise) return false;
    return one == ProxySays::https || other == ProxySays::https;
}

/// What stands for several values whose order is lost: something that says HTTPS in no header.
inline constexpr std::string_view several_values = "\"";

/// Whether a response travels over HTTPS; `last_value(name)` gives the last of the request's values of that name, or an
/// empty text, and is asked only where a proxy is trusted.
template <class LastValue>
constexpr bool is_https(Https https, bool connection, LastValue&& last_value) {
    if (https != Https::from_trusted_proxy) return https == Https::always || connection;
    return proxy_says_https(last_value("X-Forwarded-Proto"), last_value("Forwarded"));
}

}  // namespace detail
}  // namespace secure_headers
