// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/cache_control.hpp>
#include <secure_headers/parse/clear_site_data.hpp>

#include <string_view>

// Who may store the response, and what browsers delete. RFC 9111; Clear Site Data.
namespace secure_headers::audit_rules {

namespace caching {

inline constexpr std::string_view name = "Cache-Control";
inline constexpr std::string_view fix = "headers.set(sh::CacheControl{{.no_store = true}});";

constexpr bool names_cookies(std::string_view fields) {
    detail::Parts parts{fields, ','};
    for (detail::Part part; parts.next(part);)
        if (detail::iequals(part.text, "Set-Cookie")) return true;
    return false;
}

/// Lets shared caches store the response without its cookie only. RFC 9111, sections 5.2.2.4 and 5.2.2.7.
constexpr bool keeps_cookies_back(const Response& r) {
    return names_cookies(r.cache().no_cache_fields) || names_cookies(r.cache().private_fields);
}

/// Says that caches which users share may store the response, rather than leaving it to them.
constexpr bool is_shared(const Response& r) {
    const parse::CacheControl& c = r.cache();
    return c.is_shareable() && !c.no_cache && (c.public_ || c.s_maxage.value_or(0) > 0 || c.max_age.value_or(0) > 0);
}

/// True if the response may be stored at all; without Cache-Control, caches decide for themselves.
constexpr bool is_storable(const Response& r) {
    const parse::CacheControl& c = r.cache();
    return !c.no_store && !c.no_cache && !(c.max_age && *c.max_age == 0);
}

constexpr bool contradicts_itself(const Response& r) {
    const parse::CacheControl& c = r.cache();
    const bool keeps = c.max_age.value_or(0) > 0 || c.s_maxage.value_or(0) > 0 || c.immutable || c.public_;
    return (c.no_store && keeps) || (c.public_ && c.private_);
}

}  // namespace caching

inline constexpr Rule caching_rules[]{
    {.id = "cache-control-contradiction",
     .severity = Severity::low,
     .needs = Header::cache_control,
     .header = caching::name,
     .message = "The directives contradict each other, so that caches differ in what they do.",
     .fix = caching::fix,
     .references = {"OWASP Secure Headers: Cache-Control", "CWE-524", "RFC 9111, section 5.2"},
     .check =
         [](const Response& r, Notes& n) {
             constexpr std::string_view one = "Write public or private, not both.";
             if (caching::contradicts_itself(r))
                 n.add(r.value(Header::cache_control), 0, {}, r.cache().no_store ? std::string_view{} : one);
         }},
    {.id = "cache-control-invalid",
     .severity = Severity::low,
     .needs = Header::cache_control,
     .header = caching::name,
     .message = "Caches do not read this as it is meant, or not all alike.",
     .fix = "Write each directive once, with the value that it takes.",
     .references = {"CWE-524", "RFC 9111, section 5.2"},
     .check =
         [](const Response& r, Notes& n) {
             for (const parse::Problem& problem : r.cache().problems)
                 if (problem.kind != parse::Problem::unknown) n.add(problem.text, problem.offset);
         }},
    {.id = "cache-control-unknown",
     .severity = Severity::info,
     .header = caching::name,
     .message = "Caches do not know this directive and ignore it, unless it is of an extension that they have.",
     .fix = "Leave it out, or write the name of a directive that caches know.",
     .references = {"RFC 9111, section 5.2.3"},
     .check =
         [](const Response& r, Notes& n) {
             for (const parse::Problem& problem : r.cache().problems)
                 if (problem.kind == parse::Problem::unknown) n.add(problem.text, problem.offset);
         }},
    {.id = "cookie-cacheable",
     .severity = Severity::medium,
     .needs = Header::cache_control,
     .header = caching::name,
     .message = "A shared cache may hand this response, with its cookie, to other users.",
     .fix = caching::fix,
     .references = {"ASVS 5.0: 14.2.2", "CWE-524", "RFC 9111, section 7.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::set_cookie) && caching::is_shared(r) && !caching::keeps_cookies_back(r))
                 n.add(r.value(Header::cache_control));
         }},
    {.id = "cache-control-missing",
     .severity = Severity::info,
     .header = caching::name,
     .message = "Caches decide for themselves how long they keep the page; one that is for one user only needs no-store.",
     .fix = "headers.set(sh::CacheControl{{.no_store = true}});"
            "  // if it is for one user; what is public takes max-age",
     .references = {"OWASP Secure Headers: Cache-Control", "ASVS 5.0: 14.3.2", "CWE-524", "RFC 9111, section 4.2.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.is_page() && !r.has(Header::cache_control)) n.add();
         }},
    {.id = "expires-overruled",
     .severity = Severity::info,
     .needs = Header::expires,
     .header = "Expires",
     .message = "Caches obey Cache-Control and ignore this.",
     .fix = "headers.remove(\"Expires\");",
     .references = {"RFC 9111, section 5.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::expires) && (r.cache().max_age || r.cache().no_store)) n.add(r.value(Header::expires));
         }},
    {.id = "pragma",
     .severity = Severity::info,
     .needs = Header::pragma,
     .header = "Pragma",
     .message = "Caches ignore Pragma in a response; Cache-Control is what they obey.",
     .fix = "headers.remove(\"Pragma\");",
     .references = {"OWASP Secure Headers: Pragma", "RFC 9111, section 5.4"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::pragma)) n.add(r.value(Header::pragma));
         }},
    {.id = "clear-site-data-invalid",
     .severity = Severity::medium,
     .needs = Header::clear_site_data,
     .header = "Clear-Site-Data",
     .message = "Browsers skip this type, so that the data stays; types are in double quotes.",
     .fix = "headers.merge(sh::presets::log_out());",
     .references = {"OWASP Secure Headers: Clear-Site-Data", "ASVS 5.0: 14.3.1", "Clear Site Data, section 3.1"},
     .check =
         [](const Response& r, Notes& n) {
             for (const parse::Problem& problem : r.clear_site_data().problems)
                 if (problem.kind != parse::Problem::repeated) n.add(problem.text, problem.offset);
         }},
    {.id = "clear-site-data",
     .severity = Severity::info,
     .needs = Header::clear_site_data,
     .header = "Clear-Site-Data",
     .message = "This response logs users out of the whole domain, which only a log-out should do.",
     .fix = "headers.remove(\"Clear-Site-Data\");",
     .references = {"OWASP Secure Headers: Clear-Site-Data", "Clear Site Data, section 3.1"},
     .check =
         [](const Response& r, Notes& n) {
             using Data = ClearSiteData;
             const parse::ClearSiteData& data = r.clear_site_data();
             if (data.has(Data::cookies) || data.has(Data::all)) n.add(r.value(Header::clear_site_data));
         }},
};

}  // namespace secure_headers::audit_rules
