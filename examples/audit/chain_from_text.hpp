// SPDX-License-Identifier: MIT
#pragma once

#include "examined.hpp"
#include "response_head.hpp"
#include "url.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace audit_command {

/// A first response that does not say how it came: HTTP/2 is spoken over TLS, a redirect to https:// that does not set
/// HSTS comes from plain HTTP, and all else is taken to be what a site's users see.
inline bool looks_like_https(const ResponseHead& head) {
    const std::string* const location = head.redirects_to();
    if (head.version >= 2 || location == nullptr) return true;
    return !is_https_url(*location) || head.find("Strict-Transport-Security") != nullptr;
}

/// Where a redirect leads to, less a user's name and password, as far as that can be told: of a relative reference only
/// if it begins with a slash and the URL of the response is known. RFC 3986, section 5.2.
inline std::string url_of(std::string_view reference, const std::string& from, bool from_https) {
    const std::string location = as_browsers_read(reference, from_https);
    if (is_url(location)) return without_user(location);
    const std::size_t authority = from.find("://");
    if (authority == std::string::npos || !location.starts_with('/')) return {};
    if (location.starts_with("//")) return without_user(from.substr(0, authority + 1) + location);
    return from.substr(0, from.find_first_of("/?#", authority + 3)) + location;
}

/// Makes a chain of what was read; `https` says how the first response came.
inline Chain chain_from_text(std::string target, std::string_view text, std::optional<bool> https) {
    Chain chain{.target = std::move(target), .is_file = true};
    Heads read = read_heads(text);
    if (!read.error.empty()) {
        chain.error = std::move(read.error);
        return chain;
    }
    chain.https_is_guessed = !https;
    bool secure = https.value_or(looks_like_https(read.heads.front()));
    std::string url;
    for (ResponseHead& head : read.heads) {
        const std::string* const location = head.redirects_to();
        const std::string next = location != nullptr ? url_of(*location, url, secure) : std::string{};
        const bool next_is_secure = next.empty() ? secure : is_https_url(next);
        chain.hops.push_back({.url = url, .https = secure, .head = std::move(head)});
        url = next;
        secure = next_is_secure;
    }
    return chain;
}

}  // namespace audit_command
