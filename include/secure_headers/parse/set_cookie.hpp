// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/cookie.hpp>
#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/cookie_date.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/http_date.hpp>
#include <secure_headers/detail/ipv4.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/parse/problem.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What a cookie asks of browsers about requests from other sites.
enum class CookieSameSite : unsigned char { missing, unknown, strict, lax, none };

/// A cookie as a user agent reads it. RFC 6265bis, sections 5.6 and 5.7; Cookies: HTTP State Management Mechanism
/// (layered), section 5.7.
struct SetCookie {
    detail::Part name{};
    detail::Part value{};
    bool secure = false;
    bool http_only = false;
    bool partitioned = false;
    CookieSameSite same_site = CookieSameSite::missing;
    detail::Optional<std::int64_t> max_age{};  ///< Seconds; less than one deletes the cookie.
    detail::Optional<std::int64_t> expires{};  ///< Seconds since 1970.
    std::string_view domain{};                 ///< Without its leading dot.
    std::string_view path{};                   ///< Empty where browsers take the path of the request.
    detail::Part priority{};                   ///< Low, Medium or High, which Chromium takes.
    std::string_view dropped{};                ///< Why browsers do not store it, a sentence; or nothing.
    std::size_t dropped_offset = 0;
    detail::List<detail::Part> attributes{};  ///< Names of all attributes.
    detail::List<Problem> problems{};         ///< Attributes that browsers do not understand.

    constexpr bool is_dropped() const { return !dropped.empty(); }
    constexpr bool has_prefix(std::string_view prefix) const { return detail::istarts_with(name.text, prefix); }
    constexpr bool is_persistent() const { return max_age || expires; }
};

namespace cookie_detail {

inline constexpr std::size_t most_of_name_and_value = 4096, most_of_attribute = 1024;

inline constexpr std::string_view breaks_http_prefix =
    "Browsers do not store this cookie: the prefix of its name needs Secure and HttpOnly.";
inline constexpr std::string_view unknown_same_site = "SameSite is Strict, Lax or None";
inline constexpr std::string_view dot_before_domain = "a domain is written without a dot before it";
inline constexpr std::string_view no_host = "no host has this name";

struct Reader {
    SetCookie& cookie;

    constexpr void drop(std::string_view why, std::size_t offset) const {
        if (cookie.is_dropped()) return;
        cookie.dropped = why;
        cookie.dropped_offset = offset;
    }

    constexpr void read_pair(std::string_view text) const {
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) {
            cookie.value = detail::trimmed(text, 0);
        } else {
            cookie.name = detail::trimmed(text.substr(0, equals), 0);
            cookie.value = detail::trimmed(text.substr(equals + 1), equals + 1);
        }
        const std::size_t size = cookie.name.text.size() + cookie.value.text.size();
        if (size > most_of_name_and_value)
            drop("Browsers do not store this cookie: its name and value have more than 4096 bytes.", 0);
        if (size == 0) drop("Browsers do not store this cookie: it has neither a name nor a value.", 0);
    }

    constexpr void read_attribute(const detail::Part& part) const {
        const detail::Pair pair = detail::split_pair(part);
        const std::string_view name = pair.name.text, value = pair.value.text;
        const auto problem = [&](std::string_view message, const detail::Part& wrong,
                                 Problem::Kind kind = Problem::other) {
            cookie.problems.push_back({message, wrong.offset, wrong.text, kind});
        };
        const detail::Part& said = value.empty() ? part : pair.value;
        const auto is = [&](std::string_view known) { return detail::iequals(name, known); };
        cookie.attributes.push_back(pair.name);
        if (value.size() > most_of_attribute)
            return problem("browsers ignore an attribute of more than 1024 bytes", part);
        if (is("Secure")) {
            cookie.secure = true;
        } else if (is("HttpOnly")) {
            cookie.http_only = true;
        } else if (is("Partitioned")) {
            cookie.partitioned = true;
        } else if (is("SameSite")) {
            cookie.same_site = same_site(value);
            if (cookie.same_site == CookieSameSite::unknown) problem(unknown_same_site, said);
        } else if (is("Domain")) {
            cookie.domain = value.starts_with('.') ? value.substr(1) : value;
            if (value.empty() || value.starts_with('.')) return problem(dot_before_domain, said);
            if (!may_be_host(value)) problem(no_host, said);
        } else if (is("Path")) {
            cookie.path = value.starts_with('/') ? value : std::string_view{};
            if (cookie.path.empty()) problem("a path begins with /; browsers take the one of the request", said);
        } else if (is("Max-Age")) {
            if (!read_max_age(value)) problem("Max-Age is a whole number of seconds", said);
        } else if (is("Expires")) {
            const detail::Optional<std::int64_t> time = detail::CookieDate::parse(value);
            if (time) cookie.expires = time;
            if (!time) problem("this is no date", said);
        } else if (is("Priority") && is_priority(value)) {
            cookie.priority = pair.value;
        } else {
            problem("browsers know no such attribute", part, Problem::unknown);
        }
    }

    /// Which cookies Chromium drops first of a host that has too many. draft-west-cookie-priority-00.
    static constexpr bool is_priority(std::string_view value) {
        return detail::iequals(value, "Low") || detail::iequals(value, "Medium") || detail::iequals(value, "High");
    }

    /// False for what no URL's host is: a port, a wildcard, an empty label. What is not ASCII is another matter.
    static constexpr bool may_be_host(std::string_view domain) {
        return detail::is_ipv6_literal(domain) || !detail::is_ascii(domain) ||
               detail::are_labels(domain, detail::host_char_of_browsers);
    }

    /// RFC 6265bis, section 5.7.
    constexpr void check_domain(std::string_view text) const {
        if (detail::is_ascii(cookie.domain)) return;
        drop("Browsers do not store this cookie: Domain takes ASCII only; write it in punycode.",
             static_cast<std::size_t>(cookie.domain.data() - text.data()));
    }

    static constexpr CookieSameSite same_site(std::string_view value) {
        if (detail::iequals(value, "Strict")) return CookieSameSite::strict;
        if (detail::iequals(value, "Lax")) return CookieSameSite::lax;
        return detail::iequals(value, "None") ? CookieSameSite::none : CookieSameSite::unknown;
    }

    constexpr bool read_max_age(std::string_view value) const {
        const bool negative = value.starts_with('-');
        const std::int64_t seconds = detail::read_seconds(negative ? value.substr(1) : value);
        if (seconds < 0) return false;
        cookie.max_age = negative ? -seconds : seconds;
        return true;
    }

    constexpr void check_prefixes() const {
        const std::string_view name = cookie.name.text;
        const std::string_view own = name.empty() ? cookie.value.text : name;
        const auto is = [&](std::string_view prefix) { return detail::istarts_with(own, prefix); };
        const std::size_t offset = name.empty() ? cookie.value.offset : cookie.name.offset;
        if (!is("__")) return;
        const bool host = is("__Host-"), http = is("__Http-");
        if (!host && !http && !is("__Secure-")) return;
        if (name.empty())
            return drop("Browsers do not store this cookie: it has no name, and its value looks as if it had a prefix.",
                        offset);
        if (!cookie.secure && !http)
            drop("Browsers do not store this cookie: the prefix of its name needs Secure.", offset);
        if (host && !cookie.domain.empty())
            drop("Browsers do not store this cookie: the prefix __Host- allows no Domain.", offset);
        if (host && cookie.path != "/")
            drop("Browsers do not store this cookie: the prefix __Host- needs Path=/.", offset);
    }

    /// Comes last, since not all browsers know these prefixes.
    constexpr void check_http_prefix() const {
        const bool http = cookie.has_prefix("__Http-") || cookie.has_prefix("__Host-Http-");
        if (http && !(cookie.secure && cookie.http_only)) drop(breaks_http_prefix, cookie.name.offset);
    }
};

constexpr std::size_t find_control(std::string_view text) {
    if (detail::is_visible_or_space(text)) return std::string_view::npos;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (detail::is_control(text[i]) && text[i] != '\t') return i;
    return std::string_view::npos;
}

/// What `CookieDomain` takes.
constexpr bool is_domain(std::string_view domain) {
    if (domain.size() > 253 || !detail::contains(domain, '.')) return false;
    for (std::size_t begin = 0, end = 0; begin <= domain.size(); begin = end + 1) {
        end = (std::min)(domain.find('.', begin), domain.size());
        const std::string_view label = domain.substr(begin, end - begin);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        if (!detail::host_char.holds(label)) return false;
    }
    return !detail::ends_in_number(domain);
}

/// What `CookieName` takes.
constexpr bool is_name(std::string_view name) {
    return detail::is_token(name) && name.size() <= most_of_name_and_value &&
           name.starts_with(detail::find_cookie_prefix(name).text);
}

/// What `SecureCookie` takes of times: not both, and none beyond 400 days.
constexpr bool has_times_that_we_send(const SetCookie& parsed) {
    if (parsed.max_age && parsed.expires) return false;
    if (parsed.max_age && (*parsed.max_age < 0 || *parsed.max_age > detail::cookie_age_limit)) return false;
    return !parsed.expires || *parsed.expires < detail::year_10000;
}

}  // namespace cookie_detail

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr SetCookie set_cookie(std::string_view text) {
    SetCookie cookie;
    const cookie_detail::Reader reader{cookie};
    if (const std::size_t control = cookie_detail::find_control(text); control != std::string_view::npos)
        reader.drop("Browsers do not store this cookie: it has a control character.", control);
    const std::size_t semicolon = text.find(';');
    reader.read_pair(text.substr(0, semicolon));
    for (std::size_t begin = semicolon; begin < text.size();) {
        const std::size_t end = (std::min)(text.find(';', begin + 1), text.size());
        const detail::Part part = detail::trimmed(text.substr(begin + 1, end - begin - 1), begin + 1);
        if (!part.text.empty()) reader.read_attribute(part);
        begin = end;
    }
    if (const detail::Part* repeated = detail::first_repeated(cookie.attributes); repeated != nullptr)
        cookie.problems.push_back({"the attribute is there twice; browsers obey the last", repeated->offset,
                                   repeated->text, Problem::repeated});
    reader.check_domain(text);
    reader.check_prefixes();
    if (cookie.same_site == CookieSameSite::none && !cookie.secure)
        reader.drop("Browsers do not store this cookie: SameSite=None needs Secure.", 0);
    if (cookie.partitioned && !cookie.secure)
        reader.drop("Browsers do not store this cookie: Partitioned needs Secure.", 0);
    reader.check_http_prefix();
    return cookie;
}

/// The cookie that sends the same attributes, if nothing is wrong with them; its value is given at delivery. There is
/// none for a cookie without SameSite, which ours always have, nor for one that expires more than 400 days from `now`;
/// without it, the system's clock is asked.
constexpr std::optional<SecureCookie> to_policy(const SetCookie& parsed, CookieTime now = {}) {
    namespace own = cookie_detail;
    if (parsed.is_dropped() || !parsed.problems.empty() || !own::is_name(parsed.name.text)) return std::nullopt;
    if (!own::has_times_that_we_send(parsed) || parsed.same_site == CookieSameSite::missing) return std::nullopt;
    if (!parsed.domain.empty() && !own::is_domain(parsed.domain)) return std::nullopt;
    if (!detail::is_av_octets(parsed.path)) return std::nullopt;
    const detail::CookieScope scope{parsed.secure, parsed.http_only, !parsed.domain.empty(), parsed.path == "/"};
    if (!detail::keeps_prefix(parsed.name.text, scope)) return std::nullopt;
    SecureCookie::options options{.path = CookiePath::default_path, .partitioned = parsed.partitioned};
    if (parsed.max_age) options.max_age = std::chrono::seconds{*parsed.max_age};
    if (parsed.expires) options.expires = std::chrono::sys_seconds{std::chrono::seconds{*parsed.expires}};
    if (!parsed.domain.empty()) options.domain = runtime{parsed.domain};
    if (!parsed.path.empty()) options.path = runtime{parsed.path};
    if (parsed.same_site == CookieSameSite::strict) options.same_site = SameSite::strict;
    if (parsed.same_site == CookieSameSite::none) options.same_site = SameSite::none;
    if (!parsed.secure) options.secure = Secure::also_over_plain_http;
    if (!parsed.http_only) options.http_only = HttpOnly::readable_by_scripts;
    SecureCookie cookie{CookieName{runtime{parsed.name.text}}, options};
    if (cookie.has_date() && !cookie.has_date_at(*(now ? now : CookieTime::now()))) return std::nullopt;
    if (!parsed.priority.text.empty()) {
        detail::Text priority{"Priority="};
        cookie = cookie.with_extension(runtime{priority.append(parsed.priority.text)});
    }
    return cookie;
}

}  // namespace secure_headers::parse
