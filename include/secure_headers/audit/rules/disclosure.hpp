// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/fix_text.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/name_table.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/presets_owasp.hpp>

#include <cstddef>
#include <string_view>

// What the response tells strangers of what the server is made of.
namespace secure_headers::audit_rules {

namespace disclosure {

inline constexpr detail::NameTable listed{presets::detail::owasp_headers_to_remove};

/// On OWASP's list, or of one of its families: none of the headers that other rules ask for by name is.
constexpr bool tells_product(const Field& field) {
    if (field.header != Header::other) return false;
    const std::string_view name = field.name;
    if (listed.has(name)) return true;
    for (const std::string_view family :
         detail::Literals{"X-Powered-", "X-Kong-", "X-Envoy-", "X-Datadog-", "X-LiteSpeed-", "X-dt"})
        if (detail::istarts_with(name, family)) return true;
    return detail::iequals(name, "X-Runtime") || detail::iequals(name, "X-Drupal-Cache") ||
           detail::iequals(name, "X-Version");
}

/// The value of such a header names a product; numbers in others are times and ids.
constexpr bool names_product(std::string_view name) {
    for (const std::string_view word :
         detail::Literals{"version", "powered", "server", "generat", "product", "cms", "framework", "aspnet",
                          "page-speed", "pagespeed", "redirect-by", "portal", "release"})
        if (detail::icontains(name, word)) return true;
    return false;
}

/// Where a version begins: digits, a point, digits, or a number after a slash or a blank; else the size of the text.
constexpr std::size_t find_version(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!detail::is_digit(text[i])) continue;
        const std::size_t begin = i;
        while (i < text.size() && detail::is_digit(text[i])) ++i;
        const bool point = i + 1 < text.size() && text[i] == '.' && detail::is_digit(text[i + 1]);
        const bool is_number = i == text.size() || !detail::tchar.has(text[i]);  // not so in "nyb/1D13"
        const bool follows = begin > 0 && (text[begin - 1] == '/' || text[begin - 1] == ' ');
        if (point || (is_number && follows)) return begin;
    }
    return text.size();
}

constexpr bool tells_version(const Field& field) {
    if (!tells_product(field) || !names_product(field.name)) return false;
    const bool numbers = detail::icontains(field.name, "version") || detail::icontains(field.name, "release");
    const bool all_digits = !field.value.empty() && detail::decimal_digits.holds(field.value);
    return (numbers && all_digits) || find_version(field.value) < field.value.size();
}

/// How to leave a header out, or what to write in the one that some servers always send.
constexpr detail::Text fix_of(const Field& field) {
    const bool is_server = detail::iequals(field.name, "Server");
    return removal_of(field.name, is_server ? "  // or have it name neither product nor version" : "");
}

/// What such a header tells, of those that name no product; else nothing.
constexpr std::string_view message_of(std::string_view name) {
    if (detail::iequals(name, "X-Runtime"))
        return "Strangers learn how long the server worked, which may tell what it did with their input.";
    if (detail::iequals(name, "SourceMap") || detail::iequals(name, "X-SourceMap"))
        return "Strangers learn where to read the source of the scripts as it was written.";
    return {};
}

inline constexpr std::string_view realm_fix = "Write a realm that names no product.";
inline constexpr std::string_view type_fix =
    "headers.set(sh::CustomHeader{\"Content-Type\", \"application/json\"});  // a type that names no product";

/// Whether a realm names software that servers are made of.
constexpr bool names_known_product(std::string_view realm) {
    for (const std::string_view product :
         detail::Literals{"activemq", "apache",     "artifactory", "couchdb",   "cpanel", "drupal",  "elasticsearch",
                          "gitlab",   "glassfish",  "grafana",     "haproxy",   "jboss",  "jenkins", "jetty",
                          "joomla",   "kibana",     "lighttpd",    "nagios",    "nginx",  "openwrt", "phpmyadmin",
                          "plesk",    "prometheus", "rabbitmq",    "splunk",    "tomcat", "traefik", "weblogic",
                          "webmin",   "websphere",  "wildfly",     "wordpress", "zabbix"})
        if (detail::icontains(realm, product)) return true;
    return false;
}

/// Calls `visit(realm, offset)` for the realm of each challenge, less its quotes.
template <class Visit>
constexpr void for_each_realm(std::string_view challenges, Visit visit) {
    constexpr std::string_view name = "realm=";
    for (std::size_t at = 0; at < challenges.size(); ++at) {
        if (at > 0 && detail::tchar.has(challenges[at - 1])) continue;
        if (!detail::istarts_with(challenges.substr(at), name)) continue;
        at += name.size();
        const bool quoted = at < challenges.size() && challenges[at] == '"';
        if (quoted) ++at;
        std::size_t end = at;
        while (end < challenges.size() && (quoted ? challenges[end] != '"' : detail::tchar.has(challenges[end]))) ++end;
        visit(challenges.substr(at, end - at), at);
        at = end;
    }
}

/// Notes realms that name a product, with its version or without.
constexpr void note_realms(const Response& r, Notes& n, bool with_version) {
    for_each_realm(r.value(Header::www_authenticate), [&](std::string_view realm, std::size_t offset) {
        if (!names_known_product(realm)) return;
        const std::size_t version = find_version(realm);
        if ((version < realm.size()) != with_version) return;
        const std::size_t begin = with_version ? version : 0;
        n.add(realm.substr(begin), offset + begin, name_of(Header::www_authenticate), realm_fix);
    });
}

/// Spring Boot's, for what its actuators say.
constexpr bool is_type_of_product(std::string_view type) {
    return detail::istarts_with(type, "application/vnd.spring-boot.");
}

/// A challenge of that scheme, rather than a parameter of another one.
constexpr bool is_basic(std::string_view challenge) {
    return detail::iequals(challenge.substr(0, challenge.find_first_of(" \t")), "Basic");
}

constexpr bool is_debug(const Field& field) {
    if (field.header != Header::other) return false;
    for (const std::string_view debug :
         detail::Literals{"X-Debug-Token", "X-Debug-Token-Link", "X-ChromeLogger-Data", "X-ChromePhp-Data",
                          "X-Debug-Info", "X-Debug", "X-Wf-1-1-1-1", "X-FirePHP-Version"})
        if (detail::iequals(debug, field.name)) return true;
    return false;
}

}  // namespace disclosure

inline constexpr Rule disclosure_rules[]{
    {.id = "version-disclosed",
     .severity = Severity::medium,
     .header = "Server",
     .message = "Strangers learn which version of the software runs here, and with it which holes are open.",
     .fix = "headers.remove(\"Server\").remove(\"X-Powered-By\");  // or the header that the finding names",
     .references = {"OWASP Secure Headers: headers to remove", "ASVS 5.0: 13.4.6", "CWE-200", "RFC 9110, section 10.2.4"},
     .check =
         [](const Response& r, Notes& n) {
             for (const Field& field : r.fields()) {
                 if (n.is_full() || !disclosure::tells_version(field)) continue;
                 const std::size_t version = disclosure::find_version(field.value);
                 const std::size_t begin = version == field.value.size() ? 0 : version;
                 n.add_mended(field.value.substr(begin), r.begin_of(field) + begin, field.name,
                              disclosure::fix_of(field));
             }
             disclosure::note_realms(r, n, true);
         }},
    {.id = "product-disclosed",
     .severity = Severity::low,
     .header = "Server",
     .message = "Strangers learn what the server is made of, and so which attacks to try.",
     .fix = "headers.remove(\"Server\").remove(\"X-Powered-By\");  // or the header that the finding names",
     .references = {"OWASP Secure Headers: headers to remove", "ASVS 5.0: 13.4.6", "CWE-200"},
     .check =
         [](const Response& r, Notes& n) {
             for (const Field& field : r.fields())
                 if (!n.is_full() && disclosure::tells_product(field) && !disclosure::tells_version(field) &&
                     !field.value.empty())
                     n.add_mended(field.value, r.begin_of(field), field.name, disclosure::fix_of(field),
                                  disclosure::message_of(field.name));
             disclosure::note_realms(r, n, false);
             const detail::Part type = r.content_type();
             if (r.has(Header::content_type) && disclosure::is_type_of_product(type.text))
                 n.add(type.text, type.offset, name_of(Header::content_type), disclosure::type_fix);
         }},
    {.id = "debug-header",
     .severity = Severity::medium,
     .header = "X-Debug-Token",
     .message = "The header comes from a debugging aid, which does not belong on a public server.",
     .fix = "headers.remove(\"X-Debug-Token\");  // and switch debugging off",
     .references = {"ASVS 5.0: 13.4.6", "CWE-489", "CWE-215"},
     .check =
         [](const Response& r, Notes& n) {
             for (const Field& field : r.fields())
                 if (!n.is_full() && disclosure::is_debug(field))
                     n.add_mended(field.value, r.begin_of(field), field.name,
                                  removal_of(field.name, "  // and switch debugging off"));
         }},
    {.id = "server-timing",
     .severity = Severity::info,
     .needs = Header::server_timing,
     .header = "Server-Timing",
     .message = "Pages learn how long the parts of the server took.",
     .fix = "headers.remove(\"Server-Timing\");",
     .references = {"CWE-208", "Server Timing, section 7"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::server_timing)) n.add(r.value(Header::server_timing));
         }},
    {.id = "basic-authentication-over-http",
     .severity = Severity::high,
     .needs = Header::www_authenticate,
     .header = "WWW-Authenticate",
     .message = "The password travels in the clear.",
     .fix = "Serve the response over HTTPS.",
     .references = {"ASVS 5.0: 4.1.2", "CWE-319", "CWE-523", "RFC 7617, section 4"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.context().https) return;
             detail::Parts parts{r.value(Header::www_authenticate), ','};
             for (detail::Part part; parts.next(part);)
                 if (disclosure::is_basic(part.text)) n.add(part.text, part.offset);
         }},
};

}  // namespace secure_headers::audit_rules
