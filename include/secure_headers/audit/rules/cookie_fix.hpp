// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/cookie.hpp>
#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/cookie/name.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/decimal.hpp>
#include <secure_headers/detail/http_date.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/set_cookie.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

// What findings ask of a cookie, which keeps all else that it has.
namespace secure_headers::audit_rules::cookies {

using SameSite = parse::CookieSameSite;
inline constexpr std::string_view code_begin = "constexpr sh::SecureCookie ";

/// Whether the prefix __Host- takes no path from the cookie that it has.
constexpr bool may_have_host_prefix(std::string_view path) { return path.empty() || path == "/"; }

/// True if it is to be kept for more than 400 days. Without a date, a time is taken to be too far ahead from 2038 on.
constexpr bool is_kept_too_long(const Cookie& cookie, detail::Optional<std::int64_t> made) {
    constexpr std::int64_t year_2038 = 2145916800;
    if (cookie.max_age) return *cookie.max_age > detail::cookie_age_limit;
    const std::int64_t latest = made ? *made + detail::cookie_age_limit : year_2038 - 1;
    return cookie.expires.value_or(0) > latest;
}

constexpr bool has_no_prefix(const Cookie& cookie) {
    return !cookie.has_prefix("__Host-") && !cookie.has_prefix("__Secure-") && !cookie.has_prefix("__Http-");
}
/// Only with Secure may it have one.
constexpr bool lacks_prefix(const Cookie& cookie) {
    return cookie.secure && !cookie.name.text.empty() && has_no_prefix(cookie);
}

/// Whether it goes where it should not, or that depends on the browser.
constexpr bool lacks_same_site(const Cookie& cookie) {
    if (cookie.same_site == SameSite::none) return cookie.purpose != CookiePurpose::other;
    return cookie.same_site != SameSite::strict && cookie.same_site != SameSite::lax;
}

/// A cookie with all mended that its findings are about, so that the fix of one undoes that of no other and brings no
/// other, and such that browsers store it over HTTPS; all else stays. HttpOnly, which the site's scripts may not stand,
/// is for session cookies, and for others if the finding asks for it. Of a deletion, what says which cookie it is
/// stays, too.
struct MendedCookie {
    std::string_view prefix{};  ///< Put before the name.
    std::string_view name{};    ///< Less a prefix that another one takes the place of.
    std::string_view path{};
    std::string_view domain{};
    detail::Optional<std::int64_t> max_age{};
    detail::Optional<std::int64_t> expires{};
    SameSite same_site = SameSite::missing;
    bool secure = false;
    bool http_only = false;
    bool partitioned = false;
    bool is_renamed = false;      ///< What reads the cookie has to ask for another name.
    bool is_of_one_host = false;  ///< What subdomains got they get no more.

    /// `made` is when the response was made, if it says so.
    constexpr MendedCookie(const Cookie& cookie, std::string_view id, detail::Optional<std::int64_t> made)
        : name{cookie.name.text},
          path{cookie.path},
          domain{cookie.domain},
          max_age{cookie.max_age},
          expires{cookie.expires},
          same_site{cookie.same_site},
          secure{cookie.secure},
          http_only{cookie.http_only || id == "cookie-without-httponly"},
          partitioned{cookie.partitioned} {
        if (name.empty()) name = "name";
        if (!cookie.is_deletion) mend(cookie, made);
        if (!may_be_domain(domain)) domain = {};
        keep_promises();
        is_renamed = !cookie.name.text.empty() && !is_name(cookie.name.text);
        is_of_one_host = domain.empty() && may_be_domain(cookie.domain);
    }

private:
    constexpr void mend(const Cookie& cookie, detail::Optional<std::int64_t> made) {
        secure = true;
        http_only = http_only || cookie.is_session();
        if (lacks_same_site(cookie)) same_site = SameSite::lax;
        domain = {};
        if (has_no_prefix(cookie)) {
            const bool host = may_have_host_prefix(path);
            prefix = host ? std::string_view{"__Host-"} : std::string_view{"__Secure-"};
        }
        if (is_kept_too_long(cookie, made)) {
            max_age = detail::cookie_age_limit;
            expires = {};
        }
    }

    constexpr bool is_name(std::string_view text) const {
        return text.starts_with(prefix) && text.substr(prefix.size()) == name;
    }

    static constexpr bool may_be_domain(std::string_view domain) {
        return !domain.empty() && detail::is_ascii(domain) && parse::cookie_detail::Reader::may_be_host(domain);
    }

    /// What the name's prefix and the attributes need of others.
    constexpr void keep_promises() {
        const detail::CookiePrefix has = detail::find_cookie_prefix(name);
        if (!has.text.empty()) {
            prefix = has.text;
            name.remove_prefix(has.text.size());
        }
        const detail::CookiePrefix promise = detail::find_cookie_prefix(prefix);
        secure = secure || !prefix.empty() || partitioned || same_site == SameSite::none;
        http_only = http_only || promise.http_only;
        if (!promise.host) return;
        domain = {};
        path = "/";
    }
};

inline constexpr std::string_view over_https = "browsers store it over HTTPS only";

/// Appends what else has to change with a mended cookie, or nothing: what reads it, what gets it, and how it comes.
constexpr void append_remark(detail::Text& text, const MendedCookie& cookie, bool https, std::string_view before = {}) {
    const auto next = [&]() -> detail::Text& { return text.append(std::exchange(before, "; ")); };
    if (cookie.is_renamed) next().append("whatever reads it has to ask for ").append(cookie.prefix).append(cookie.name);
    if (cookie.is_of_one_host) next().append("subdomains get it no more");
    if (!https && cookie.secure) next().append(over_https);
}
constexpr detail::Text remark_on(const MendedCookie& cookie, bool https) {
    detail::Text remark;
    append_remark(remark, cookie, https);
    return remark;
}

/// A `sh::SecureCookie` that sends a mended cookie, or nothing if none can have its name or its path; it leaves out
/// what its options do not say.
class CookieCode {
public:
    /// `now` is when the response was made, if it says so.
    constexpr CookieCode(const MendedCookie& cookie, std::string_view variable, detail::Optional<std::int64_t> now) {
        text_.reserve(320 + cookie.name.size()).append(code_begin).append(variable).append("{\"");
        const std::size_t begin = text_.size();
        text_.append(cookie.prefix).append(cookie.name);
        if (!parse::cookie_detail::is_name(text_.view().substr(begin)) || !detail::is_av_octets(cookie.path)) {
            text_.truncate(0);
            return;
        }
        text_.append("\"");
        write_lifetime(cookie, now);
        if (!cookie.domain.empty() && parse::cookie_detail::is_domain(cookie.domain))
            option("domain").append("\"").append(cookie.domain).append("\"");
        write_path(cookie.path);
        if (cookie.same_site == SameSite::strict) option("same_site").append("sh::SameSite::strict");
        if (cookie.same_site == SameSite::none) option("same_site").append("sh::SameSite::none");
        if (!cookie.secure) option("secure").append("sh::Secure::also_over_plain_http");
        if (!cookie.http_only) option("http_only").append("sh::HttpOnly::readable_by_scripts");
        if (cookie.partitioned) option("partitioned").append("true");
        text_.append(has_options_ ? "}};" : "};");
    }

    constexpr detail::Text take() && { return std::move(text_); }

private:
    constexpr detail::Text& option(std::string_view name) {
        text_.append(has_options_ ? ", ." : ", {.").append(name).append(" = ");
        has_options_ = true;
        return text_;
    }

    constexpr void write_seconds(std::string_view name, std::int64_t seconds) {
        const auto count = static_cast<std::uint64_t>(std::clamp(seconds, std::int64_t{0}, detail::cookie_age_limit));
        option(name).append("std::chrono::seconds{").append(detail::Decimal{count}.text()).append("}");
    }

    /// Browsers obey Max-Age rather than Expires.
    constexpr void write_lifetime(const MendedCookie& cookie, detail::Optional<std::int64_t> now) {
        if (cookie.max_age) return write_seconds("max_age", *cookie.max_age);
        if (!cookie.expires || *cookie.expires < 0 || *cookie.expires >= detail::year_10000) return;
        const std::int64_t from_now = *cookie.expires - now.value_or(november_2026);
        if (now || from_now > detail::cookie_age_limit)
            return write_seconds("expires_in", from_now);  // no more is delivered
        const detail::Decimal seconds{static_cast<std::uint64_t>(*cookie.expires)};
        option("expires").append("std::chrono::sys_seconds{std::chrono::seconds{").append(seconds.text()).append("}}");
    }

    constexpr void write_path(std::string_view path) {
        if (path == "/") return;
        if (path.empty()) {
            option("path").append("sh::CookiePath::default_path");
            return;
        }
        option("path").append("\"");
        for (const char& c : path) {
            if (c == '"' || c == '\\') text_.append("\\");
            text_.append({&c, 1});
        }
        text_.append("\"");
    }

    detail::Text text_{};
    bool has_options_ = false;
};

}  // namespace secure_headers::audit_rules::cookies
