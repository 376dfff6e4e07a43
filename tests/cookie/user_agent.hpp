// SPDX-License-Identifier: MIT
// What a browser makes of a Set-Cookie that a response of https://app.example.com/folder/page carries: written from
// draft-ietf-httpbis-rfc6265bis-22, sections 5.1, 5.6 and 5.7, layered cookies' prefixes and CHIPS, and from nothing of
// the library's.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace user_agent {

struct Cookie {
    std::string name, value, domain, path, same_site = "Default";
    bool host_only = true, secure = false, http_only = false, partitioned = false, persistent = false;
    std::int64_t expiry = 0;  // seconds since 1970
    std::vector<std::pair<std::string, std::string>> unknown{};
};

inline const std::string host = "app.example.com";
inline const std::string default_path = "/folder";
inline constexpr std::int64_t longest = 400LL * 24 * 3600;

inline std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

inline std::string trim(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

inline bool is_number(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

// Section 5.1.1. The grammar that a token may go on after its number with anything else is left out, which would make a
// date of more texts than servers write.
inline std::optional<std::int64_t> date(const std::string& text) {
    std::vector<std::string> tokens(1);
    for (const char c : text) {
        const bool is_delimiter = c == '\t' || (c >= ' ' && c <= '/') || (c >= ';' && c <= '@') ||
                                  (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
        if (!is_delimiter)
            tokens.back() += c;
        else if (!tokens.back().empty())
            tokens.emplace_back();
    }
    int hour = -1, minute = 0, second = 0, day = -1, month = -1, year = -1;
    for (const std::string& token : tokens) {
        int h = 0, m = 0, s = 0, end = 0;
        const std::size_t place = std::string{"janfebmaraprmayjunjulaugsepoctnovdec"}.find(lower(token.substr(0, 3)));
        if (hour < 0 && std::sscanf(token.c_str(), "%2d:%2d:%2d%n", &h, &m, &s, &end) == 3)
            hour = h, minute = m, second = s;
        else if (day < 0 && is_number(token) && token.size() <= 2)
            day = std::atoi(token.c_str());
        else if (month < 0 && token.size() >= 3 && place != std::string::npos && place % 3 == 0)
            month = static_cast<int>(place / 3) + 1;
        else if (year < 0 && is_number(token) && token.size() <= 4 && token.size() >= 2)
            year = std::atoi(token.c_str());
    }
    if (year >= 70 && year <= 99) year += 1900;
    if (year >= 0 && year <= 69) year += 2000;
    if (day < 1 || day > 31 || month < 0 || year < 1601 || hour < 0 || hour > 23 || minute > 59 || second > 59)
        return {};
    const std::chrono::year_month_day civil{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                            std::chrono::day{static_cast<unsigned>(day)}};
    if (!civil.ok()) return {};
    return std::chrono::sys_days{civil}.time_since_epoch().count() * std::int64_t{86400} + hour * 3600 + minute * 60 +
           second;
}

struct Attribute {
    std::string name, value;
};

// Section 5.6.
inline bool parse(const std::string& text, Cookie& cookie, std::vector<Attribute>& attributes) {
    for (const char c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) return false;
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == ';')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    const std::size_t equals = parts[0].find('=');
    cookie.name = equals == std::string::npos ? "" : trim(parts[0].substr(0, equals));
    cookie.value = trim(equals == std::string::npos ? parts[0] : parts[0].substr(equals + 1));
    if (cookie.name.size() + cookie.value.size() > 4096) return false;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const std::size_t sign = parts[i].find('=');
        const std::string value = sign == std::string::npos ? "" : trim(parts[i].substr(sign + 1));
        if (value.size() <= 1024) attributes.push_back({trim(parts[i].substr(0, sign)), value});
    }
    return true;
}

// Sections 5.6.1 to 5.6.7.
inline void read_attributes(const std::vector<Attribute>& attributes, std::int64_t now, Cookie& cookie) {
    std::optional<std::int64_t> max_age, expires;
    cookie.path = default_path;
    for (const auto& [name, value] : attributes) {
        const std::string known = lower(name);
        if (known == "max-age") {
            const bool negative = value.starts_with('-');
            if (is_number(negative ? value.substr(1) : value))
                max_age = negative           ? 0
                          : value.size() > 9 ? longest
                                             : std::min<std::int64_t>(std::atoll(value.c_str()), longest);
        } else if (known == "expires") {
            if (const auto time = date(value)) expires = std::min(*time, now + longest);
        } else if (known == "domain") {
            cookie.domain = lower(value.starts_with('.') ? value.substr(1) : value);
        } else if (known == "path") {
            cookie.path = value.starts_with('/') ? value : default_path;
        } else if (known == "secure") {
            cookie.secure = true;
        } else if (known == "httponly") {
            cookie.http_only = true;
        } else if (known == "samesite") {
            const std::string site = lower(value);
            cookie.same_site = site == "strict" || site == "lax" || site == "none" ? site : "Default";
        } else if (known == "partitioned") {
            cookie.partitioned = true;
        } else if (!name.empty()) {
            cookie.unknown.emplace_back(name, value);
        }
    }
    cookie.persistent = max_age || expires;
    if (cookie.persistent) cookie.expiry = max_age ? (*max_age <= 0 ? INT64_MIN : now + *max_age) : *expires;
}

// Section 5.7, where the response is of the same site, over HTTPS and not from a script. Its list of public suffixes is
// the single labels.
inline bool may_store(const std::vector<Attribute>& attributes, Cookie& cookie) {
    const std::string prefixed = lower(cookie.name.empty() ? cookie.value : cookie.name);
    const auto begins = [&](const char* prefix) { return prefixed.starts_with(prefix); };
    if (cookie.name.empty() && (cookie.value.empty() || begins("__secure-") || begins("__host-") || begins("__http-")))
        return false;
    for (const char c : cookie.domain)
        if (static_cast<unsigned char>(c) > 0x7f) return false;
    cookie.host_only = cookie.domain.empty();
    if (cookie.host_only) cookie.domain = host;
    if (!cookie.host_only) {
        if (cookie.domain.find('.') == std::string::npos) return false;
        if (cookie.domain != host && !host.ends_with("." + cookie.domain)) return false;
    }
    bool has_path = false;
    for (const Attribute& attribute : attributes) has_path |= lower(attribute.name) == "path";
    const bool is_host = cookie.host_only && has_path && cookie.path == "/";
    if (cookie.same_site == "none" && !cookie.secure) return false;
    if (cookie.partitioned && !cookie.secure) return false;
    if (begins("__secure-") && !cookie.secure) return false;
    if (begins("__host-") && !(cookie.secure && is_host)) return false;
    if (begins("__http-") && !(cookie.secure && cookie.http_only)) return false;
    if (begins("__host-http-") && !(cookie.secure && cookie.http_only && is_host)) return false;
    return true;
}

/// The cookie as it is kept, or nothing if it is dropped; a deletion is one that has expired.
inline std::optional<Cookie> receive(const std::string& set_cookie, std::int64_t now) {
    Cookie cookie;
    std::vector<Attribute> attributes;
    if (!parse(set_cookie, cookie, attributes)) return {};
    read_attributes(attributes, now, cookie);
    if (!may_store(attributes, cookie)) return {};
    return cookie;
}

inline bool has_expired(const Cookie& cookie, std::int64_t now) { return cookie.persistent && cookie.expiry <= now; }

}  // namespace user_agent
