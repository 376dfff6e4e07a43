// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/cookie.hpp>
#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/cookie_fix.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/set_cookie.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

// Cookies, with what their names say of their purpose. RFC 6265bis.
namespace secure_headers::audit_rules {

namespace cookies {

inline constexpr std::string_view fix =
    "constexpr sh::SecureCookie session{\"__Host-session\", {.same_site = sh::SameSite::strict}};";
inline constexpr std::string_view csrf_fix =
    "constexpr sh::SecureCookie token{\"__Host-csrf\", {.http_only = sh::HttpOnly::readable_by_scripts}};";

/// The C++ of the cookie, mended.
constexpr detail::Text fix_of(const Response& r, const Cookie& cookie, const Rule& rule) {
    std::string_view variable = "cookie";
    if (cookie.is_session()) variable = "session";
    if (cookie.is_csrf()) variable = "token";
    const MendedCookie mended{cookie, rule.id, r.made()};
    detail::Text code = CookieCode{mended, variable, r.made()}.take();
    if (code.empty()) {
        code.append(cookie.is_csrf() ? csrf_fix : rule.fix);
        code.append("  // with a name and a path that a cookie may have");
        if (!r.context().https) code.append("; ").append(over_https);
        return code;
    }
    append_remark(code, mended, r.context().https, "  // ");
    return code;
}

/// Notes something about a cookie where it stands in the joined values of all.
constexpr void note_at(const Response& r, Notes& n, const Cookie& cookie, const detail::Part& part,
                       std::string_view message = {}) {
    if (n.is_full()) return;
    const std::size_t offset = cookie.begin + part.offset;
    if (!n.rule().fix.starts_with(code_begin)) return n.add(part.text, offset, {}, {}, message);
    n.add_mended(part.text, offset, {}, fix_of(r, cookie, n.rule()), message);
}

/// What stands for the cookie: its name, or its value if it has none.
constexpr const detail::Part& label_of(const Cookie& cookie) {
    return cookie.name.text.empty() ? cookie.value : cookie.name;
}

constexpr std::string_view message_of_rule(const Cookie&) { return {}; }

/// Not only by the browsers that know the prefixes __Http- and __Host-Http-, for which there is a rule.
constexpr bool is_dropped_by_all(const Cookie& cookie) {
    return cookie.is_dropped() && cookie.dropped != parse::cookie_detail::breaks_http_prefix;
}

/// Notes the cookies that the predicate is true of.
template <class Is>
constexpr void note(const Response& r, Notes& n, Is is, std::string_view (*message_of)(const Cookie&) = message_of_rule) {
    for (const Cookie& cookie : r.cookies())
        if (!cookie.is_deletion && !is_dropped_by_all(cookie) && is(cookie))
            note_at(r, n, cookie, label_of(cookie), message_of(cookie));
}

/// True if Domain names no host, so that the cookie is for none.
constexpr bool is_for_no_host(const Cookie& cookie) {
    return !cookie.domain.empty() && !parse::cookie_detail::Reader::may_be_host(cookie.domain);
}

/// What the rule says of a cookie with a Domain or a Path that __Host- does not take; nothing of others.
constexpr std::string_view message_without_prefix(const Cookie& cookie) {
    if (!may_have_host_prefix(cookie.path))
        return "Anybody on the way can set a cookie of this name, and __Secure- before the name prevents that; __Host- would "
               "keep subdomains from it, too, but takes no Domain and no Path but /.";
    if (cookie.domain.empty()) return {};
    return "A subdomain, or anybody on the way, can set a cookie of this name; __Host- before the name prevents that, and "
           "takes no Domain.";
}

constexpr void note_without_prefix(const Response& r, Notes& n) { note(r, n, lacks_prefix, message_without_prefix); }

constexpr void note_rejected(const Response& r, Notes& n) {
    constexpr std::string_view no_host = "Browsers do not store this cookie: no host has the name that Domain says.";
    for (const Cookie& cookie : r.cookies())
        if (is_dropped_by_all(cookie) || is_for_no_host(cookie))
            note_at(r, n, cookie, label_of(cookie), is_dropped_by_all(cookie) ? cookie.dropped : no_host);
}

/// What is wrong with SameSite and Domain other rules say.
constexpr bool has_own_rule(const Cookie& cookie, const parse::Problem& problem) {
    namespace known = parse::cookie_detail;
    const bool of_domain = problem.message == known::dot_before_domain || problem.message == known::no_host;
    return problem.message == known::unknown_same_site || (of_domain && !cookie.domain.empty());
}

constexpr bool is_own_case(std::string_view name) {
    for (const std::string_view prefix : detail::Literals{"__Host-Http-", "__Host-", "__Http-", "__Secure-"})
        if (detail::istarts_with(name, prefix)) return name.starts_with(prefix);
    return true;
}

}  // namespace cookies

inline constexpr Rule cookie_rules[]{
    {.id = "cookie-session-without-secure",
     .severity = Severity::high,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Browsers send this session cookie over plain HTTP, too, where anybody on the way can take it.",
     .fix = cookies::fix,
     .references = {"ASVS 5.0: 3.3.1", "CWE-614", "RFC 6265bis, section 4.1.2.5"},
     .check = [](const Response& r,
                 Notes& n) { cookies::note(r, n, [](const auto& c) { return !c.secure && c.is_session(); }); },
     .observatory = {"cookies-session-without-secure-flag", "cookies-session-without-secure-flag-but-protected-by-hsts"}},
    {.id = "cookie-without-secure",
     .severity = Severity::medium,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Browsers send this cookie over plain HTTP, too, where anybody on the way can read and replace it.",
     .fix = cookies::fix,
     .references = {"ASVS 5.0: 3.3.1", "CWE-614", "RFC 6265bis, section 4.1.2.5"},
     .check = [](const Response& r,
                 Notes& n) { cookies::note(r, n, [](const auto& c) { return !c.secure && !c.is_session(); }); },
     .observatory = {"cookies-without-secure-flag", "cookies-without-secure-flag-but-protected-by-hsts"}},
    {.id = "cookie-session-without-httponly",
     .severity = Severity::high,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Scripts of the page, injected ones too, can read this session cookie.",
     .fix = cookies::fix,
     .references = {"ASVS 5.0: 3.3.4", "CWE-1004", "RFC 6265bis, section 4.1.2.6"},
     .check = [](const Response& r,
                 Notes& n) { cookies::note(r, n, [](const auto& c) { return !c.http_only && c.is_session(); }); },
     .observatory = {"cookies-session-without-httponly-flag"}},
    {.id = "cookie-csrf-without-samesite",
     .severity = Severity::medium,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "A cookie against forged requests should itself not travel with requests from other sites.",
     .fix = cookies::csrf_fix,
     .references = {"ASVS 5.0: 3.3.2", "CWE-1275", "RFC 6265bis, section 4.1.2.7"},
     .check =
         [](const Response& r, Notes& n) {
             cookies::note(r, n, [](const auto& c) { return cookies::lacks_same_site(c) && c.is_csrf(); });
         },
     .observatory = {"cookies-anticsrf-without-samesite-flag"}},
    {.id = "cookie-session-samesite-none",
     .severity = Severity::medium,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "This session cookie travels with requests that other sites make, forged ones too.",
     .fix = cookies::fix,
     .references = {"ASVS 5.0: 3.3.2", "CWE-1275", "RFC 6265bis, section 4.1.2.7"},
     .check =
         [](const Response& r, Notes& n) {
             cookies::note(r, n, [](const auto& c) { return c.same_site == cookies::SameSite::none && c.is_session(); });
         }},
    {.id = "cookie-without-samesite",
     .severity = Severity::low,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Whether this cookie travels with requests from other sites depends on the browser.",
     .fix = cookies::fix,
     .references = {"ASVS 5.0: 3.3.2", "CWE-1275", "RFC 6265bis, section 4.1.2.7"},
     .check =
         [](const Response& r, Notes& n) {
             cookies::note(r, n, [](const auto& c) { return c.same_site == cookies::SameSite::missing && !c.is_csrf(); });
         }},
    {.id = "cookie-samesite-unknown",
     .severity = Severity::medium,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Browsers know only Strict, Lax and None for SameSite, and take this for none of them.",
     .fix = cookies::fix,
     .references = {"ASVS 5.0: 3.3.2", "CWE-1275", "RFC 6265bis, section 5.6.7"},
     .check =
         [](const Response& r, Notes& n) {
             cookies::note(r, n, [](const auto& c) { return c.same_site == cookies::SameSite::unknown; });
         },
     .observatory = {"cookies-samesite-flag-invalid"}},
    {.id = "cookie-rejected",
     .severity = Severity::medium,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Browsers do not store this cookie: its name's prefix or an attribute asks for more, or it is malformed.",
     .fix = cookies::fix,
     .references = {"ASVS 5.0: 3.3.3", "ASVS 5.0: 3.3.5", "RFC 6265bis, section 5.7"},
     .check = [](const Response& r, Notes& n) { cookies::note_rejected(r, n); },
     .observatory = {"cookies-samesite-flag-invalid"}},
    {.id = "cookie-without-name",
     .severity = Severity::low,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Browsers send this cookie without a name, so that servers may take it for another one.",
     .fix = cookies::fix,
     .references = {"RFC 6265bis, section 4.1.1"},
     .check = [](const Response& r, Notes& n) { cookies::note(r, n, [](const auto& c) { return c.name.text.empty(); }); }},
    {.id = "cookie-secure-over-http",
     .severity = Severity::medium,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Browsers do not store a Secure cookie that comes over plain HTTP.",
     .fix = "Serve the response over HTTPS.",
     .references = {"RFC 6265bis, section 5.7"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.context().https) cookies::note(r, n, [](const auto& c) { return c.secure; });
         }},
    {.id = "cookie-without-prefix",
     .severity = Severity::low,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "A subdomain, or anybody on the way, can set a cookie of this name; __Host- before the name prevents that.",
     .fix = cookies::fix,
     .references = {"ASVS 5.0: 3.3.3", "CWE-565", "RFC 6265bis, section 4.1.3"},
     .check = [](const Response& r, Notes& n) { cookies::note_without_prefix(r, n); }},
    {.id = "cookie-prefix-case",
     .severity = Severity::low,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Not every browser honours a prefix in other letters than __Host- and __Secure-.",
     .fix = cookies::fix,
     .references = {"RFC 6265bis, section 4.1.3"},
     .check = [](const Response& r,
                 Notes& n) { cookies::note(r, n, [](const auto& c) { return !cookies::is_own_case(c.name.text); }); }},
    {.id = "cookie-http-prefix",
     .severity = Severity::low,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "The prefixes __Http- and __Host-Http- need HttpOnly and Secure; browsers that know them drop the cookie.",
     .fix = cookies::fix,
     .references = {"Cookies: HTTP State Management Mechanism (layered), section 4.1.3"},
     .check =
         [](const Response& r, Notes& n) {
             cookies::note(r, n, [](const auto& c) {
                 const bool http = c.has_prefix("__Http-") || c.has_prefix("__Host-Http-");
                 return http && !(c.http_only && c.secure);
             });
         }},
    {.id = "cookie-domain",
     .severity = Severity::low,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Domain sends the cookie to all subdomains and lets them change it.",
     .fix = cookies::fix,
     .references = {"ASVS 5.0: 3.3.3", "CWE-565", "RFC 6265bis, section 4.1.2.3"},
     .check =
         [](const Response& r, Notes& n) {
             cookies::note(r, n, [](const auto& c) { return !c.domain.empty() && !cookies::is_for_no_host(c); });
         }},
    {.id = "cookie-lifetime",
     .severity = Severity::info,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Browsers keep no cookie for longer than 400 days.",
     .fix = "constexpr sh::SecureCookie remembered{\"__Host-remembered\", {.max_age = std::chrono::days{400}}};",
     .references = {"RFC 6265bis, section 5.5"},
     .check =
         [](const Response& r, Notes& n) {
             cookies::note(r, n, [&](const auto& c) { return cookies::is_kept_too_long(c, r.made()); });
         }},
    {.id = "cookie-without-httponly",
     .severity = Severity::info,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Scripts of the page can read this cookie; where none needs to, HttpOnly keeps it from injected ones.",
     .fix = cookies::fix,
     .references = {"ASVS 5.0: 3.3.4", "CWE-1004"},
     .check =
         [](const Response& r, Notes& n) {
             cookies::note(r, n, [](const auto& c) { return !c.http_only && !c.is_session() && !c.is_csrf(); });
         }},
    {.id = "cookie-attribute-unknown",
     .severity = Severity::low,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "Browsers ignore this attribute, or read it otherwise than it is meant.",
     .fix = cookies::fix,
     .references = {"RFC 6265bis, section 5.6"},
     .check =
         [](const Response& r, Notes& n) {
             for (const Cookie& cookie : r.cookies())
                 for (const parse::Problem& problem : cookie.problems)
                     if (!cookies::has_own_rule(cookie, problem))
                         cookies::note_at(r, n, cookie, {problem.text, problem.offset});
         }},
    {.id = "cookie-repeated",
     .severity = Severity::medium,
     .needs = Header::set_cookie,
     .header = "Set-Cookie",
     .message = "The response sets several cookies of this name; which one browsers keep depends on their paths and order.",
     .fix = "set_cookie(response, session, value);  // replaces the one that is there",
     .references = {"RFC 6265bis, section 4.1.1"},
     .check =
         [](const Response& r, Notes& n) {
             const auto& all = r.cookies();
             detail::Places places{all.size()};
             for (std::size_t i = 0; i < all.size(); ++i) {
                 if (all[i].is_deletion) continue;
                 const std::string_view name = all[i].name.text;
                 const auto equals = [&](std::size_t place) { return all[place].name.text == name; };
                 if (places.insert(places.hash_of(name), i, equals) != detail::Places::none)
                     cookies::note_at(r, n, all[i], cookies::label_of(all[i]));
             }
         }},
};

}  // namespace secure_headers::audit_rules
