// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/fix_text.hpp>
#include <secure_headers/audit/rules/permissions.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/public_key_pins.hpp>
#include <secure_headers/parse/x_xss_protection.hpp>

#include <cstddef>
#include <string_view>

// Headers that are past their time, and values that no header should have.
namespace secure_headers::audit_rules {

inline constexpr std::string_view pins_remark = "  // once max-age=0 has taken the pins out of browsers";

inline constexpr Rule obsolete_rules[]{
    {.id = "x-xss-protection",
     .severity = Severity::medium,
     .needs = Header::x_xss_protection,
     .header = "X-XSS-Protection",
     .message = "The filter that this switches on made holes of its own; browsers took it out.",
     .fix = "headers.set(sh::XXSSProtection::disabled);  // or leave it out",
     .references = {"OWASP Secure Headers: X-XSS-Protection", "CWE-79"},
     .check =
         [](const Response& r, Notes& n) {
             detail::Parts parts{r.value(Header::x_xss_protection), ','};
             for (detail::Part part; parts.next(part);)
                 if (parse::x_xss_protection(part.text).enabled) return n.add(part.text, part.offset);
         }},
    {.id = "public-key-pins",
     .severity = Severity::high,
     .header = "Public-Key-Pins",
     .message = "Pins locked sites out of themselves and let attackers do so; browsers took them out.",
     .fix = "headers.remove(\"Public-Key-Pins\").remove(\"Public-Key-Pins-Report-Only\");",
     .references = {"OWASP Secure Headers: Public-Key-Pins", "CWE-295"},
     .check =
         [](const Response& r, Notes& n) {
             for (const Header header : {Header::public_key_pins, Header::public_key_pins_report_only})
                 if (r.has(header) &&
                     parse::public_key_pins(r.value(header)).max_age.value_or(1) != 0)  // 0 takes pins out
                     n.add_mended(r.value(header), 0, name_of(header),
                                  removal_of(name_of(header), header == Header::public_key_pins ? pins_remark : ""));
         }},
    {.id = "expect-ct",
     .severity = Severity::low,
     .needs = Header::expect_ct,
     .header = "Expect-CT",
     .message = "Browsers ignore the header; they ask for Certificate Transparency by themselves.",
     .fix = "headers.remove(\"Expect-CT\");",
     .references = {"OWASP Secure Headers: Expect-CT"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.has(Header::expect_ct)) n.add(r.value(Header::expect_ct));
         }},
    {.id = "feature-policy",
     .severity = Severity::low,
     .needs = Header::feature_policy,
     .header = "Feature-Policy",
     .message = "Browsers ignore the header; it is Permissions-Policy now, with another syntax.",
     .fix = "headers.remove(\"Feature-Policy\").set(sh::PermissionsPolicy{}.deny(sh::Feature::camera));",
     .references = {"OWASP Secure Headers: Feature-Policy"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.has(Header::feature_policy)) return;
             const std::string_view value = r.value(Header::feature_policy);
             if (r.has(Header::permissions_policy)) return n.add(value, 0, {}, "headers.remove(\"Feature-Policy\");");
             n.add_mended(value, 0, {}, permissions::translated(value, ").remove(\"Feature-Policy\");"));
         }},
    {.id = "obsolete-header",
     .severity = Severity::low,
     .header = "X-Content-Security-Policy",
     .message = "Browsers ignore this forerunner of a header that has another name now.",
     .fix = "headers.remove(\"X-Content-Security-Policy\").remove(\"X-WebKit-CSP\").remove(\"Frame-Options\");",
     .references = {"CSP3, section 3.1", "HTML, section 7.6.1"},
     .check =
         [](const Response& r, Notes& n) {
             for (const Header header : {Header::x_content_security_policy, Header::x_webkit_csp, Header::frame_options})
                 if (r.has(header)) n.add_mended(r.value(header), 0, name_of(header), removal_of(name_of(header)));
         }},
    {.id = "cross-domain-policies",
     .severity = Severity::low,
     .needs = Header::x_permitted_cross_domain_policies,
     .header = "X-Permitted-Cross-Domain-Policies",
     .message = "Plug-ins may take permissions from any policy file that the site holds.",
     .fix = "headers.set(sh::XPermittedCrossDomainPolicies::none);",
     .references = {"OWASP Secure Headers: X-Permitted-Cross-Domain-Policies", "CWE-942"},
     .check =
         [](const Response& r, Notes& n) {
             const std::string_view value = r.value(Header::x_permitted_cross_domain_policies);
             if (detail::iequals(value, "all")) n.add(value);
         }},
    {.id = "dns-prefetch",
     .severity = Severity::info,
     .needs = Header::x_dns_prefetch_control,
     .header = "X-DNS-Prefetch-Control",
     .message = "Browsers look up the hosts of links before anybody follows them, over HTTPS, too.",
     .fix = "headers.set(sh::XDNSPrefetchControl::off);",
     .references = {"OWASP Secure Headers: X-DNS-Prefetch-Control"},
     .check =
         [](const Response& r, Notes& n) {
             const std::string_view value = r.value(Header::x_dns_prefetch_control);
             if (detail::iequals(value, "on")) n.add(value);
         }},
    {.id = "value-not-ascii",
     .severity = Severity::low,
     .header = "Content-Type",
     .message = "Readers differ in what they make of control characters and bytes over 0x7f.",
     .fix = "Write visible ASCII only.",
     .references = {"CWE-113", "ASVS 5.0: 4.2.4", "RFC 9110, section 5.5"},
     .check =
         [](const Response& r, Notes& n) {
             for (const Field& field : r.fields()) {
                 if (n.is_full() || detail::is_visible_or_space(field.value)) continue;
                 std::size_t place = 0;
                 while (place < field.value.size() && (detail::is_visible(field.value[place]) ||
                                                       field.value[place] == ' ' || field.value[place] == '\t'))
                     ++place;
                 if (place < field.value.size())
                     n.add(field.value.substr(place, 1), r.begin_of(field) + place, field.name);
             }
         }},
};

}  // namespace secure_headers::audit_rules
