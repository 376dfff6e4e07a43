// SPDX-License-Identifier: MIT
#pragma once

#include "header_line.hpp"
#include "response_head.hpp"

#include <secure_headers/audit/cookie.hpp>
#include <secure_headers/audit/report.hpp>
#include <secure_headers/audit/rules/cookie_fix.hpp>
#include <secure_headers/audit/rules/cookies.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/cookie_date.hpp>
#include <secure_headers/detail/http_date.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/set_cookie.hpp>

#include <fmt/format.h>
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace audit_command {

/// The Set-Cookie in which the offset lies in the joined values of all, or null.
inline const std::string* set_cookie_at(const ResponseHead& head, std::size_t offset) {
    std::size_t begin = 0;
    const std::string* last = nullptr;
    for (const Field& field : head.fields) {
        if (!sh::detail::iequals(field.name, "Set-Cookie")) continue;
        if (begin > offset) break;
        last = &field.value;
        begin += field.value.size() + 2;  // with the comma and the space
    }
    return last;
}

/// When the response was made, if it says so.
inline sh::detail::Optional<std::int64_t> made(const ResponseHead& head) {
    for (const Field& field : head.fields)
        if (sh::detail::iequals(field.name, "Date")) return sh::detail::CookieDate::parse(field.value);
    return {};
}

/// A cookie with what findings are about mended, in the order of `sh::SecureCookie`; the Priority that Chromium obeys
/// is behind the others, and what else has to change behind that.
inline std::string cookie_line(const sh::Finding& finding, std::string_view set_cookie,
                               const sh::detail::Optional<std::int64_t>& made, bool https) {
    namespace cookies = sh::audit_rules::cookies;
    const sh::audit_rules::Cookie cookie = sh::audit_rules::read_cookie(set_cookie, 0, made);
    const cookies::MendedCookie mended{cookie, finding.id, made};
    std::string line = fmt::format("{}{}=...", mended.prefix, mended.name);
    if (!mended.path.empty()) line.append("; Path=").append(mended.path);
    if (!mended.domain.empty()) line.append("; Domain=").append(mended.domain);
    if (mended.max_age)  // which browsers cut down to 400 days
        line += fmt::format("; Max-Age={}", std::min(*mended.max_age, sh::detail::cookie_age_limit));
    if (mended.expires) {
        const std::chrono::sys_seconds time{std::chrono::seconds{*mended.expires}};
        const sh::detail::HttpDate date = sh::detail::http_date("Set-Cookie: Expires", time);
        line.append("; Expires=").append(date.data(), date.size());
    }
    if (mended.secure) line += "; Secure";
    if (mended.http_only) line += "; HttpOnly";
    if (mended.same_site == sh::parse::CookieSameSite::strict) line += "; SameSite=Strict";
    if (mended.same_site == sh::parse::CookieSameSite::lax) line += "; SameSite=Lax";
    if (mended.same_site == sh::parse::CookieSameSite::none) line += "; SameSite=None";
    if (mended.partitioned) line += "; Partitioned";
    if (!cookie.priority.text.empty()) line.append("; Priority=").append(cookie.priority.text);
    const std::string remark{cookies::remark_on(mended, https)};
    return "Set-Cookie: " + visible(line, most_of_line) + (remark.empty() ? "" : "  (" + visible(remark) + ")");
}

/// What to send for a finding about a cookie whose fix is that cookie; nothing for others.
inline std::string cookie_line(const sh::Finding& finding, const ResponseHead& head, bool https = true) {
    if (!finding.fix.view().starts_with(sh::audit_rules::cookies::code_begin)) return {};
    const std::string* const set_cookie = set_cookie_at(head, finding.offset);
    return set_cookie == nullptr ? std::string{} : cookie_line(finding, *set_cookie, made(head), https);
}

}  // namespace audit_command
