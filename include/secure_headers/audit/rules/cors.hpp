// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/csp_weakness.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/access_control.hpp>

#include <string_view>

// Who else may read the response. Fetch, section 3.3.
namespace secure_headers::audit_rules {

namespace cors {

using Allowed = parse::AccessControlAllowOrigin;
inline constexpr std::string_view name = "Access-Control-Allow-Origin", credentials = "Access-Control-Allow-Credentials";
inline constexpr std::string_view fix =
    "headers.set(sh::CustomHeader{\"Access-Control-Allow-Origin\", \"https://app.example.com\"})"
    ".add(sh::CustomHeader{\"Vary\", \"Origin\"});  // one of a fixed list";

constexpr std::string_view origin(const Response& r) { return r.value(Header::access_control_allow_origin); }
constexpr Allowed::Kind kind(const Response& r) {
    return r.has(Header::access_control_allow_origin) ? parse::access_control_allow_origin(origin(r)).kind
                                                      : Allowed::nobody;
}
constexpr bool with_credentials(const Response& r) {
    return parse::access_control_allow_credentials(r.value(Header::access_control_allow_credentials));
}
constexpr bool is_reflected(const Response& r) {
    const std::string_view asked = r.context().request_origin;
    return !asked.empty() && asked != "null" && origin(r) == asked;
}

/// An origin of plain HTTP, but for those of the browser's own machine.
constexpr bool is_plain_http(std::string_view origin) {
    return origin.starts_with("http://") && !csp_rules::is_loopback(csp_rules::host_of(origin));
}

inline constexpr std::string_view headers_fix =
    "headers.set(sh::CustomHeader{\"Access-Control-Allow-Headers\", \"Content-Type\"});  // each by its name";
constexpr std::string_view names_fix(Header header) {
    if (header == Header::access_control_allow_methods)
        return "headers.set(sh::CustomHeader{\"Access-Control-Allow-Methods\", \"GET, PUT\"});  // each by its name";
    if (header == Header::access_control_expose_headers)
        return "headers.set(sh::CustomHeader{\"Access-Control-Expose-Headers\", \"ETag\"});  // each by its name";
    return headers_fix;
}

constexpr bool varies_by_origin(const Response& r) {
    detail::Parts parts{r.value(Header::vary), ','};
    for (detail::Part part; parts.next(part);)
        if (part.text == "*" || detail::iequals(part.text, "Origin")) return true;
    return false;
}

/// Whether caches keep an answer that may be another one for another origin: that which was asked for another has shown
/// that it is not. Fetch, section 3.3.5.
constexpr bool may_name_another(const Response& r) {
    if (kind(r) != Allowed::origin || r.cache().no_store) return false;
    return r.context().request_origin.empty() || is_reflected(r);
}

}  // namespace cors

inline constexpr Rule cors_rules[]{
    {.id = "cors-reflects-with-credentials",
     .severity = Severity::critical,
     .needs = Header::access_control_allow_origin,
     .header = cors::name,
     .message = "Any site can read this response with the user's cookies, since the server allows whatever origin asks.",
     .fix = cors::fix,
     .references = {"ASVS 5.0: 3.4.2", "CWE-942", "Fetch, section 3.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (cors::is_reflected(r) && cors::with_credentials(r)) n.add(cors::origin(r));
         },
     .observatory = {"cross-origin-resource-sharing-implemented-with-universal-access"}},
    {.id = "cors-reflects",
     .severity = Severity::medium,
     .needs = Header::access_control_allow_origin,
     .header = cors::name,
     .message = "Any site can read this response, since the server allows whatever origin asks.",
     .fix = cors::fix,
     .references = {"ASVS 5.0: 3.4.2", "CWE-942", "Fetch, section 3.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (cors::is_reflected(r) && !cors::with_credentials(r)) n.add(cors::origin(r));
         }},
    {.id = "cors-null-with-credentials",
     .severity = Severity::high,
     .needs = Header::access_control_allow_origin,
     .header = cors::name,
     .message =
         "Any site can read this response with the user's cookies by way of a sandboxed frame, whose origin is null.",
     .fix = cors::fix,
     .references = {"ASVS 5.0: 3.4.2", "CWE-942", "Fetch, section 3.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (cors::kind(r) == cors::Allowed::null && cors::with_credentials(r)) n.add("null");
         }},
    {.id = "cors-null",
     .severity = Severity::medium,
     .needs = Header::access_control_allow_origin,
     .header = cors::name,
     .message = "null is no one's origin in particular: any site has it in a sandboxed frame.",
     .fix = cors::fix,
     .references = {"ASVS 5.0: 3.4.2", "CWE-942", "Fetch, section 3.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (cors::kind(r) == cors::Allowed::null && !cors::with_credentials(r)) n.add("null");
         }},
    {.id = "cors-any-with-credentials",
     .severity = Severity::medium,
     .needs = Header::access_control_allow_origin,
     .header = cors::name,
     .message =
         "Browsers refuse * where cookies are sent along; a server that then names whichever site asks opens itself to all.",
     .fix = cors::fix,
     .references = {"ASVS 5.0: 3.4.2", "CWE-942", "Fetch, section 3.3.5"},
     .check =
         [](const Response& r, Notes& n) {
             if (cors::kind(r) == cors::Allowed::any && cors::with_credentials(r)) n.add("*");
         }},
    {.id = "cors-any",
     .severity = Severity::info,
     .needs = Header::access_control_allow_origin,
     .header = cors::name,
     .message = "Any site can read this response, which is right for public data only.",
     .fix = cors::fix,
     .references = {"ASVS 5.0: 3.4.2", "CWE-942"},
     .check =
         [](const Response& r, Notes& n) {
             if (cors::kind(r) == cors::Allowed::any && !cors::with_credentials(r)) n.add("*");
         },
     .observatory = {"cross-origin-resource-sharing-implemented-with-public-access"}},
    {.id = "cors-origin-invalid",
     .severity = Severity::medium,
     .needs = Header::access_control_allow_origin,
     .header = cors::name,
     .message = "No origin ever equals this: it takes *, or one origin in small letters, without path or default port.",
     .fix = cors::fix,
     .references = {"ASVS 5.0: 3.4.2", "CWE-942", "Fetch, section 3.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::access_control_allow_origin) && cors::kind(r) == cors::Allowed::nobody)
                 n.add(cors::origin(r));
         }},
    {.id = "cors-plain-http",
     .severity = Severity::medium,
     .needs = Header::access_control_allow_origin,
     .header = cors::name,
     .message = "Whoever is on the way to that plain HTTP site can read this response with the user's cookies.",
     .fix = cors::fix,
     .references = {"CWE-319", "CWE-942"},
     .check =
         [](const Response& r, Notes& n) {
             if (cors::with_credentials(r) && !cors::is_reflected(r) && cors::is_plain_http(cors::origin(r)))
                 n.add(cors::origin(r));
         }},
    {.id = "cors-without-vary",
     .severity = Severity::info,
     .needs = Header::access_control_allow_origin,
     .header = "Vary",
     .message =
         "Unless the server always names this origin, a cache may hand what is for one origin to another; Vary: Origin keeps them apart.",
     .fix = "headers.add(sh::CustomHeader{\"Vary\", \"Origin\"});",
     .references = {"CWE-524", "Fetch, section 3.3.5"},
     .check =
         [](const Response& r, Notes& n) {
             if (cors::may_name_another(r) && !cors::varies_by_origin(r)) n.add(r.value(Header::vary));
         }},
    {.id = "cors-credentials-invalid",
     .severity = Severity::low,
     .needs = Header::access_control_allow_credentials,
     .header = cors::credentials,
     .message = "Browsers know only true here, in small letters; leave the header out to say no.",
     .fix = "headers.remove(\"Access-Control-Allow-Credentials\");",
     .references = {"Fetch, section 3.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::access_control_allow_credentials) && !cors::with_credentials(r))
                 n.add(r.value(Header::access_control_allow_credentials));
         }},
    {.id = "cors-wildcard-is-literal",
     .severity = Severity::low,
     .needs = Header::access_control_allow_credentials,
     .header = "Access-Control-Allow-Headers",
     .message = "Where cookies are sent along, browsers take * for a name like any other, so that it allows nothing.",
     .fix = cors::headers_fix,
     .references = {"Fetch, section 3.3"},
     .check =
         [](const Response& r, Notes& n) {
             if (!cors::with_credentials(r)) return;
             for (const Header header : {Header::access_control_allow_headers, Header::access_control_allow_methods,
                                         Header::access_control_expose_headers})
                 if (parse::access_control_list(r.value(header)).any)
                     n.add("*", r.value(header).find('*'), name_of(header), cors::names_fix(header));
         }},
    {.id = "timing-allow-any",
     .severity = Severity::info,
     .needs = Header::timing_allow_origin,
     .header = "Timing-Allow-Origin",
     .message = "Any site learns how long this response took, which may tell what it holds.",
     .fix = "headers.set(sh::TimingAllowOrigin{\"https://app.example.com\"});",
     .references = {"CWE-208", "Resource Timing, section 4.5.1"},
     .check =
         [](const Response& r, Notes& n) {
             const std::string_view value = r.value(Header::timing_allow_origin);
             if (parse::access_control_list(value).any) n.add("*", value.find('*'));
         }},
};

}  // namespace secure_headers::audit_rules
