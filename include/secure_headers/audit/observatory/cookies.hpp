// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/observatory/context.hpp>
#include <secure_headers/audit/observatory/outcomes.hpp>
#include <secure_headers/audit/response_field.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/javascript_text.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/text_index.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers::detail::observatory {

/// A cookie as tough-cookie reads it, the cookie store of the Observatory.
struct Cookie {
    enum SameSite : unsigned char { missing, none, lax_or_strict };

    std::string_view name{};  ///< Empty if it is no cookie.
    std::string_view domain{};
    std::string_view path{};
    bool secure = false;
    bool http_only = false;
    SameSite same_site = missing;
    bool has_invalid_same_site = false;  ///< Any SameSite, be it a cookie's name, has none of the three values.
};

constexpr bool has_control(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < ' ') return true;
    return false;
}

/// A part of a Set-Cookie: what stands before its first `=` and behind it, less white space.
struct CookiePart {
    std::string_view key{};
    std::string_view value{};

    constexpr explicit CookiePart(std::string_view part) {
        key = javascript::trim(javascript::next_part(part, '='));
        value = javascript::trim(part);
    }

    constexpr bool has_value() const { return value.data() != nullptr; }

    constexpr bool is_invalid_same_site() const {
        if (!iequals(key, "samesite")) return false;
        const std::string_view word = javascript::trim(value.substr(0, value.find('=')));
        return !iequals(word, "lax") && !iequals(word, "strict") && !iequals(word, "none");
    }
};

constexpr void read_attribute(Cookie& cookie, const CookiePart& attribute) {
    const std::string_view key = attribute.key;
    std::string_view value = attribute.value;
    if (iequals(key, "secure")) cookie.secure = true;
    if (iequals(key, "httponly")) cookie.http_only = true;
    if (iequals(key, "path")) cookie.path = value.starts_with('/') ? value : std::string_view{};
    if (iequals(key, "samesite")) {
        const bool known = iequals(value, "strict") || iequals(value, "lax");
        cookie.same_site = known ? Cookie::lax_or_strict : iequals(value, "none") ? Cookie::none : Cookie::missing;
        if (cookie.same_site == Cookie::missing && attribute.is_invalid_same_site())
            cookie.has_invalid_same_site = true;
    }
    if (!iequals(key, "domain")) return;
    if (value.starts_with('.')) value.remove_prefix(1);
    if (!value.empty()) cookie.domain = value;
}

/// The name in front of a cookie's value, which ends where a line does; empty if they are none.
constexpr std::string_view name_before_line_break(std::string_view pair) {
    std::size_t size = 0;
    while (size < pair.size() && pair[size] != '\n' && pair[size] != '\r' && pair[size] != '\0') ++size;
    const CookiePart part{pair.substr(0, size)};
    return part.has_value() && !has_control(part.key) && !has_control(part.value) ? part.key : std::string_view{};
}

constexpr Cookie parse_cookie(std::string_view field) {
    std::string_view rest = javascript::trim(field);
    const std::string_view pair = javascript::next_part(rest, ';');
    const CookiePart first{pair};
    Cookie cookie;
    if (!is_visible_or_space(pair))
        cookie.name = name_before_line_break(pair);
    else if (first.has_value())
        cookie.name = first.key;
    cookie.has_invalid_same_site = first.is_invalid_same_site();
    while (rest.data() != nullptr) read_attribute(cookie, CookiePart{javascript::next_part(rest, ';')});
    return cookie;
}

/// True if the host is of the domain.
constexpr bool is_of_domain(std::string_view host, std::string_view domain) {
    if (iequals(host, domain)) return true;
    return host.size() > domain.size() && host[host.size() - domain.size() - 1] == '.' &&
           iequals(host.substr(host.size() - domain.size()), domain);
}

/// The path of cookies that name none. RFC 6265, section 5.1.4.
constexpr std::string_view default_path(std::string_view request_path) {
    const std::size_t slash = request_path.starts_with('/') ? request_path.rfind('/') : 0;
    return slash == 0 ? "/" : request_path.substr(0, slash);
}

/// True if the store takes it. A domain without a dot is a public suffix; the list of the others is not looked up.
constexpr bool is_stored(const Cookie& cookie, const ObservatoryContext& context) {
    if (cookie.name.empty() || cookie.name == "heroku-session-affinity") return false;
    if (!cookie.domain.empty()) {
        const std::string_view domain = cookie.domain.substr(cookie.domain.starts_with('.') ? 1 : 0);
        const bool has_own_name = iequals(domain, "localhost") || iequals(domain, "invalid");
        if (!contains(domain, '.') && !has_own_name) return false;
        if (!context.host.empty() && !is_of_domain(context.host, domain)) return false;
    }
    if (cookie.name.starts_with("__Secure-")) return cookie.secure;
    const std::string_view path = cookie.path.empty() ? default_path(context.path) : cookie.path;
    return !cookie.name.starts_with("__Host-") || (cookie.secure && cookie.domain.empty() && path == "/");
}

/// The results that are found fault with, from the least to the worst.
inline constexpr Outcome cookie_faults[]{"cookies-without-secure-flag-but-protected-by-hsts",
                                         "cookies-without-secure-flag",
                                         "cookies-session-without-secure-flag-but-protected-by-hsts",
                                         "cookies-samesite-flag-invalid",
                                         "cookies-anticsrf-without-samesite-flag",
                                         "cookies-session-without-httponly-flag",
                                         "cookies-session-without-secure-flag"};

/// How bad a cookie is: 1 and its place in `cookie_faults`, 0 if it is good.
constexpr std::size_t worst_fault(const Cookie& cookie, bool hsts) {
    const bool is_session = icontains(cookie.name, "login") || icontains(cookie.name, "sess");
    if (is_session && !cookie.secure && !hsts) return 7;
    if (is_session && !cookie.http_only) return 6;
    if (icontains(cookie.name, "csrf") && cookie.same_site == Cookie::missing) return 5;
    if (!cookie.secure && cookie.same_site == Cookie::none) return 4;
    if (is_session && !cookie.secure) return 3;
    return cookie.secure ? 0 : hsts ? 1 : 2;
}

/// Where the store keeps the cookie, as one text; a later cookie of the same place replaces it.
constexpr Text place_of(const Cookie& cookie, const ObservatoryContext& context) {
    Text place = javascript::to_lower_case(cookie.domain.empty() ? context.host : cookie.domain);
    place.append(";").append(cookie.path.empty() ? default_path(context.path) : cookie.path);
    place.append(";").append(cookie.name);
    return place;
}

/// True if cookies may replace each other.
constexpr bool have_name_in_common(const List<Cookie>& cookies) {
    if (cookies.size() < 2) return false;
    TextIndex names;
    for (const Cookie& cookie : cookies)
        if (!names.insert(cookie.name)) return true;
    return false;
}

constexpr Outcome test_cookies(const ResponseFields& fields, const ObservatoryContext& context, bool hsts) {
    List<Cookie> cookies;
    std::size_t worst = 0;
    fields.for_each("Set-Cookie", [&](std::string_view value) {
        const Cookie cookie = parse_cookie(value);
        if (cookie.has_invalid_same_site) worst = 4;
        if (is_stored(cookie, context)) cookies.push_back(cookie);
    });
    if (cookies.empty()) return "cookies-not-found";
    bool all_same_site = true;
    List<Text> places;
    if (have_name_in_common(cookies))
        for (const Cookie& cookie : cookies) places.push_back(place_of(cookie, context));
    TextIndex seen;
    for (std::size_t i = cookies.size(); i-- > 0;) {
        if (!places.empty() && !seen.insert(places[i])) continue;
        const std::size_t fault = worst_fault(cookies[i], hsts);
        worst = fault > worst ? fault : worst;
        all_same_site = all_same_site && cookies[i].same_site != Cookie::missing;
    }
    if (worst != 0) return cookie_faults[worst - 1];
    if (all_same_site) return "cookies-secure-with-httponly-sessions-and-samesite";
    return "cookies-secure-with-httponly-sessions";
}

}  // namespace secure_headers::detail::observatory
