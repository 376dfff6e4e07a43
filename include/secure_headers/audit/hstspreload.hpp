// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/hstspreload/domain.hpp>
#include <secure_headers/audit/hstspreload/issues.hpp>
#include <secure_headers/audit/hstspreload/parse.hpp>
#include <secure_headers/audit/hstspreload/redirects.hpp>
#include <secure_headers/audit/response_field.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Says by which terms a host joined the preload list: newcomers need a year, some older ones had 18 weeks.
enum class HstsPreloadTerms : unsigned char { one_year, eighteen_weeks };

/// Judges what was read as hstspreload.org does for a host that wants to be listed, or stay so.
constexpr HstsPreloadIssues hstspreload_preloadable(const HstsPreloadHeader& header,
                                                    HstsPreloadTerms terms = HstsPreloadTerms::one_year) {
    constexpr std::uint64_t day = 86400;
    const std::uint64_t least = terms == HstsPreloadTerms::one_year ? 365 * day : 126 * day;
    HstsPreloadIssues issues;
    if (!header.include_subdomains) issues.errors.push_back("header.preloadable.include_sub_domains.missing");
    if (!header.preload) issues.errors.push_back("header.preloadable.preload.missing");
    if (!header.has_max_age)
        issues.errors.push_back("header.preloadable.max_age.missing");
    else if (header.max_age == 0)
        issues.errors.push_back("header.preloadable.max_age.zero");
    else if (header.max_age < least && terms == HstsPreloadTerms::one_year)
        issues.errors.push_back("header.preloadable.max_age.below_1_year");
    else if (header.max_age < least)
        issues.errors.push_back("header.preloadable.max_age.below_18_weeks");
    else if (header.max_age > 3650 * day)
        issues.warnings.push_back("header.preloadable.max_age.over_10_years");
    return issues;
}

/// Judges the value of a Strict-Transport-Security field for a host that wants to be listed.
constexpr HstsPreloadIssues hstspreload_preloadable(std::string_view value,
                                                    HstsPreloadTerms terms = HstsPreloadTerms::one_year) {
    HstsPreloadParsed parsed = hstspreload_parse(value);
    parsed.issues.append(hstspreload_preloadable(parsed.header, terms));
    return std::move(parsed.issues);
}

/// Judges the value for a host that wants to leave the list: warnings about its syntax are left out.
constexpr HstsPreloadIssues hstspreload_removable(std::string_view value) {
    HstsPreloadParsed parsed = hstspreload_parse(value);
    HstsPreloadIssues issues;
    issues.errors = std::move(parsed.issues.errors);
    if (parsed.header.preload) issues.errors.push_back("header.removable.contains.preload");
    if (!parsed.header.has_max_age) issues.errors.push_back("header.removable.missing.max_age");
    return issues;
}

namespace detail {

/// Judges the one field of a response; any other number of them is an error.
constexpr HstsPreloadIssues judge_only_hsts(const ResponseFields& fields, auto judge) {
    const ResponseFields::Values values = fields.values("Strict-Transport-Security");
    if (values.count == 1) return judge(values.first);
    HstsPreloadIssues issues;
    issues.errors.push_back(values.count == 0 ? "response.no_header" : "response.multiple_headers");
    return issues;
}

}  // namespace detail

/// Judges a response over HTTPS for a host that wants to be listed. `fields` are as for `observatory`.
template <AuditableResponse Fields>
constexpr HstsPreloadIssues hstspreload_preloadable_response(const Fields& fields,
                                                             HstsPreloadTerms terms = HstsPreloadTerms::one_year) {
    return detail::judge_only_hsts(detail::ResponseFields{fields, true},
                                   [terms](std::string_view value) { return hstspreload_preloadable(value, terms); });
}

/// Judges a response over HTTPS for a host that wants to leave the list.
template <AuditableResponse Fields>
constexpr HstsPreloadIssues hstspreload_removable_response(const Fields& fields) {
    return detail::judge_only_hsts(detail::ResponseFields{fields, true}, hstspreload_removable);
}

}  // namespace secure_headers
