// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/csp_weakness.hpp>
#include <secure_headers/audit/rules/refresh.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/decimal.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

// Strict-Transport-Security and the way to HTTPS. RFC 6797.
namespace secure_headers::audit_rules {

namespace transport {

inline constexpr std::string_view name = "Strict-Transport-Security";
inline constexpr std::string_view fix =
    "headers.set(sh::StrictTransportSecurity{});"
    "  // once each subdomain speaks HTTPS; a short max-age tries it first";
inline constexpr std::string_view remark = "  // once each subdomain speaks HTTPS";
inline constexpr std::int64_t day = 86400, year = 365 * day;

/// Where browsers look at the header: over HTTPS, from a host that is no address. RFC 6797, section 8.1.
constexpr bool counts(const Response& r) { return r.context().https && !r.context().ip_address; }

/// The header says something that browsers obey.
constexpr bool is_obeyed(const Response& r) {
    return counts(r) && r.has(Header::strict_transport_security) && r.hsts().is_valid();
}
constexpr std::string_view value(const Response& r) { return r.first(Header::strict_transport_security)->value; }

constexpr bool is_between(const Response& r, std::int64_t least, std::int64_t below) {
    return is_obeyed(r) && *r.hsts().max_age >= least && *r.hsts().max_age < below;
}

/// The header as it should be: with its own max-age, if that is a year or more.
constexpr detail::Text fix_of(const Response& r, bool preload) {
    constexpr std::int64_t two_years = 730 * day;
    const std::int64_t own = r.hsts().is_valid() ? *r.hsts().max_age : 0, max_age = own < year ? two_years : own;
    detail::Text code{"headers.set(sh::StrictTransportSecurity{"};
    if (max_age != two_years) {
        code.append("{.max_age = std::chrono::seconds{");
        code.append(detail::Decimal{static_cast<std::uint64_t>(max_age)}.text()).append("}");
    }
    if (preload) code.append(max_age != two_years ? ", .preload = true" : "{.preload = true");
    if (preload || max_age != two_years) code.append("}");
    code.append("});");
    if (!r.hsts().is_valid() || !r.hsts().include_subdomains) code.append(remark);
    return code;
}
constexpr void note(const Response& r, Notes& n, std::string_view part, std::size_t offset) {
    n.add_mended(part, offset, {}, fix_of(r, r.hsts().preload));
}
constexpr void note_preload(const Response& r, Notes& n, bool is_kept) {
    constexpr std::size_t size = std::string_view{"preload"}.size();
    detail::Text code = fix_of(r, is_kept);
    if (!is_kept) code.append("  // only if preload is not meant");
    n.add_mended(value(r).substr(r.hsts().preload_offset, size), r.hsts().preload_offset, {}, std::move(code));
}
inline constexpr detail::CharSet slashes{"/\\"};

/// Whether an address names a scheme and a host, as browsers read it: where the scheme is not the page's own, two
/// slashes need not be there. URL, section 4.4 ("scheme state").
constexpr bool leads_to(std::string_view location, std::string_view scheme, bool is_own) {
    if (!detail::istarts_with(location, scheme) || !location.substr(scheme.size()).starts_with(':')) return false;
    const std::string_view rest = location.substr(scheme.size() + 1);
    std::size_t count = 0;
    while (count < rest.size() && slashes.has(rest[count])) ++count;
    return count < rest.size() && (!is_own || count >= 2);
}

/// A relative address stays on plain HTTP, which on the browser's own machine leads past nobody; of a response without
/// a status it is not known to be a redirect.
constexpr bool leaves_https_out(const Response& r, std::string_view location) {
    const bool is_plain = leads_to(location, "http", !r.context().https);
    if (r.context().loopback) return is_plain && !csp_rules::is_loopback(csp_rules::host_of(location));
    return r.context().https || r.context().status == 0 ? is_plain : !leads_to(location, "https", r.context().https);
}
/// The same of a page that sends browsers elsewhere: to stay on plain HTTP is what the page itself does there.
constexpr void note_refresh(const Response& r, Notes& n) {
    if (!r.has(Header::refresh) || !r.has_body()) return;
    const detail::Part address = Refresh{r.first(Header::refresh)->value}.address();
    const bool is_plain = leads_to(address.text, "http", !r.context().https);
    if (is_plain && leaves_https_out(r, address.text)) n.add(address.text, address.offset, name_of(Header::refresh));
}
constexpr void note_max_age(const Response& r, Notes& n) {
    const std::size_t begin = r.hsts().max_age_offset;
    const std::string_view rest = value(r).substr(begin);
    note(r, n, rest.substr(0, rest.find(';')), begin);
}

}  // namespace transport

inline constexpr Rule transport_rules[]{
    {.id = "hsts-missing",
     .severity = Severity::high,
     .header = transport::name,
     .message = "Browsers may come back over plain HTTP, where anybody on the way can read and change all of it.",
     .fix = transport::fix,
     .references = {"OWASP Secure Headers: Strict-Transport-Security", "ASVS 5.0: 3.4.1", "CWE-319",
                    "RFC 6797, section 7.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (transport::counts(r) && !r.has(Header::strict_transport_security)) n.add();
         },
     .observatory = {"hsts-not-implemented"},
     .hstspreload = {"response.no_header"}},
    {.id = "hsts-invalid",
     .severity = Severity::high,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message = "Browsers ignore the header because it is not well formed, so they may come back over plain HTTP.",
     .fix = transport::fix,
     .references = {"ASVS 5.0: 3.4.1", "CWE-319", "RFC 6797, section 6.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (!transport::counts(r) || !r.has(Header::strict_transport_security) || r.hsts().is_valid()) return;
             n.add(r.hsts().problems[0].text, r.hsts().problems[0].offset);
         },
     .observatory = {"hsts-header-invalid"},
     .hstspreload = {"header.parse.max_age.non_digit_characters", "header.parse.invalid.max_age.no_value",
                     "header.parse.max_age.parse_int_error", "header.preloadable.max_age.missing"}},
    {.id = "hsts-disabled",
     .severity = Severity::high,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message = "max-age=0 makes browsers forget that the site is to be reached over HTTPS.",
     .fix = transport::fix,
     .references = {"ASVS 5.0: 3.4.1", "CWE-319", "RFC 6797, section 6.1.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (transport::is_between(r, 0, 1)) transport::note_max_age(r, n);
         },
     .observatory = {"hsts-implemented-max-age-less-than-six-months"},
     .hstspreload = {"header.preloadable.max_age.zero"}},
    {.id = "hsts-below-180-days",
     .severity = Severity::medium,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message = "Browsers forget in less than 180 days that the site is to be reached over HTTPS.",
     .fix = transport::fix,
     .references = {"OWASP Secure Headers: Strict-Transport-Security", "ASVS 5.0: 3.4.1", "CWE-319"},
     .check =
         [](const Response& r, Notes& n) {
             if (transport::is_between(r, 1, 180 * transport::day)) transport::note_max_age(r, n);
         },
     .observatory = {"hsts-implemented-max-age-less-than-six-months"},
     .hstspreload = {"header.preloadable.max_age.below_1_year", "header.preloadable.max_age.below_18_weeks"}},
    {.id = "hsts-below-1-year",
     .severity = Severity::low,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message =
         "Browsers forget in less than a year that the site is to be reached over HTTPS; ASVS asks for a year or more.",
     .fix = transport::fix,
     .references = {"OWASP Secure Headers: Strict-Transport-Security", "ASVS 5.0: 3.4.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (transport::is_between(r, 180 * transport::day, transport::year)) transport::note_max_age(r, n);
         },
     .hstspreload = {"header.preloadable.max_age.below_1_year"}},
    {.id = "hsts-without-subdomains",
     .severity = Severity::low,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message = "Without includeSubDomains a subdomain over plain HTTP can set cookies for the whole site.",
     .fix = transport::fix,
     .references = {"ASVS 5.0: 3.4.1", "RFC 6797, section 6.1.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (transport::is_between(r, 1, INT64_MAX) && !r.hsts().include_subdomains)
                 transport::note(r, n, transport::value(r), 0);
         },
     .hstspreload = {"header.preloadable.include_sub_domains.missing"}},
    {.id = "hsts-preload-refused",
     .severity = Severity::low,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message = "The preload list refuses a site without includeSubDomains and a max-age of at least a year.",
     .fix = "headers.set(sh::StrictTransportSecurity{{.preload = true}});",
     .references = {"https://hstspreload.org"},
     .check =
         [](const Response& r, Notes& n) {
             if (!transport::is_obeyed(r) || !r.hsts().preload) return;
             if (!r.hsts().include_subdomains || *r.hsts().max_age < transport::year)
                 transport::note_preload(r, n, true);
         },
     .hstspreload = {"header.preloadable.include_sub_domains.missing", "header.preloadable.max_age.below_1_year"}},
    {.id = "hsts-preload-consent",
     .severity = Severity::info,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message =
         "preload agrees to the site being on a list, built into browsers, of those over HTTPS only; getting off it takes months.",
     .fix = "headers.set(sh::StrictTransportSecurity{{.preload = false}});  // only if preload is not meant",
     .references = {"https://hstspreload.org", "ASVS 5.0: 3.7.4"},
     .check =
         [](const Response& r, Notes& n) {
             if (!transport::is_obeyed(r) || !r.hsts().preload) return;
             if (r.hsts().include_subdomains && *r.hsts().max_age >= transport::year)
                 transport::note_preload(r, n, false);
         },
     .hstspreload = {"header.removable.contains.preload"}},
    {.id = "hsts-quoted-max-age",
     .severity = Severity::low,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message = "A max-age in quotes or with blanks around = is allowed, but the preload list and others cannot read it.",
     .fix = transport::fix,
     .references = {"RFC 6797, section 6.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (transport::is_obeyed(r) && r.hsts().max_age_is_quoted) transport::note_max_age(r, n);
         },
     .hstspreload = {"header.parse.max_age.non_digit_characters"}},
    {.id = "hsts-unknown-directive",
     .severity = Severity::low,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message = "Browsers ignore this directive, which they do not know.",
     .fix = transport::fix,
     .references = {"RFC 6797, section 6.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (!transport::counts(r)) return;
             for (const detail::Part& unknown : r.hsts().unknown) transport::note(r, n, unknown.text, unknown.offset);
         },
     .hstspreload = {"header.parse.unknown_directive"}},
    {.id = "hsts-repeated",
     .severity = Severity::low,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message = "The header is there several times; browsers obey the first one only.",
     .fix = transport::fix,
     .references = {"RFC 6797, section 8.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.is_repeated(Header::strict_transport_security))
                 transport::note(r, n, r.value(Header::strict_transport_security), 0);
         },
     .hstspreload = {"response.multiple_headers"}},
    {.id = "hsts-over-http",
     .severity = Severity::low,
     .needs = Header::strict_transport_security,
     .header = transport::name,
     .message = "Browsers ignore the header over plain HTTP, where a server must not send it.",
     .fix = "set_headers(response, headers, {.https = false});",
     .references = {"RFC 6797, section 7.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.context().https && r.has(Header::strict_transport_security)) n.add(transport::value(r));
         },
     .hstspreload = {"redirects.http.useless_header"}},
    {.id = "http-not-redirected",
     .severity = Severity::high,
     .header = "Location",
     .message = "The page is served over plain HTTP instead of sending browsers to HTTPS.",
     .fix = "Answer with status 308 and Location: https://... on the plain HTTP port.",
     .references = {"ASVS 5.0: 4.1.2", "CWE-319"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.context().https || r.context().loopback || r.context().status == 0) return;
             if (r.is_page() || r.is_other_xml()) n.add();
         },
     .observatory = {"redirection-missing"},
     .hstspreload = {"redirects.http.no_redirect"}},
    {.id = "redirect-to-http",
     .severity = Severity::medium,
     .header = "Location",
     .message = "The redirect does not lead to HTTPS, so that anybody on the way can read and change what follows.",
     .fix = "Redirect to an https:// address.",
     .references = {"CWE-319"},
     .check =
         [](const Response& r, Notes& n) {
             transport::note_refresh(r, n);
             const Field* const location = r.first(Header::location);
             if (location == nullptr || (r.context().status != 0 && !r.is_redirect())) return;
             if (transport::leaves_https_out(r, location->value)) n.add(location->value);
         },
     .observatory = {"redirection-not-to-https"},
     .hstspreload = {"redirects.insecure.initial"}},
};

}  // namespace secure_headers::audit_rules
