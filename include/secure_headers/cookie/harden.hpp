// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/cookie.hpp>
#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/cookie/attributes.hpp>
#include <secure_headers/cookie/name.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace detail {

/// A Set-Cookie of somebody else, read as browsers do: the last attribute of a name counts. RFC 6265bis, section 5.6.
class GivenCookie {
public:
    explicit GivenCookie(std::string_view set_cookie) : text_{set_cookie}, name_{cookie_name(set_cookie)} {
        for (CookieAttributes given = attributes(); given.next();) note(given.name(), given.value());
    }

    std::string_view name() const { return name_; }

    /// Whether it has the attribute, or what makes it superfluous; a Domain it never lacks, which would widen it.
    bool has(std::string_view attribute) const {
        const bool sets_lifetime = iequals(attribute, "Max-Age") || iequals(attribute, "Expires");
        if (iequals(attribute, "Domain") || (sets_lifetime && has_lifetime_)) return true;
        for (CookieAttributes given = attributes(); given.next();)
            if (iequals(given.name(), attribute)) return true;
        return false;
    }

    /// Notes an attribute that it has or gets.
    void note(std::string_view attribute, std::string_view value) {
        if (value.size() > cookie_attribute_limit) has_long_attribute_ = true;
        if (iequals(attribute, "Max-Age") || iequals(attribute, "Expires")) has_lifetime_ = true;
        if (iequals(attribute, "Secure")) scope_.secure = true;
        if (iequals(attribute, "HttpOnly")) scope_.http_only = true;
        if (iequals(attribute, "Domain")) scope_.has_domain = true;
        if (iequals(attribute, "Path")) has_wrong_path_ = !value.starts_with('/');
        if (iequals(attribute, "Path")) scope_.root_path = value == "/";
        if (iequals(attribute, "SameSite")) same_site_ = value;
        if (iequals(attribute, "Partitioned")) is_partitioned_ = true;
    }

    /// Why browsers would drop it or take it for another, whatever is added; empty if they would not.
    std::string_view fault() const {
        for (const char c : text_)
            if (is_control(c) && c != '\t')
                return "Set-Cookie: has a control character, for which browsers drop the cookie";
        if (name_.empty()) return "Set-Cookie: a cookie needs a name";
        if (name_.size() + value().size() > cookie_pair_limit)
            return "Set-Cookie: name and value exceed 4096 bytes, and browsers would drop the cookie";
        if (has_long_attribute_) return "Set-Cookie: an attribute exceeds 1024 bytes, and browsers would ignore it";
        if (has_wrong_path_) return "Set-Cookie: Path begins with /, else browsers take another";
        if (!iequals(same_site_, "Strict") && !iequals(same_site_, "Lax") && !iequals(same_site_, "None"))
            return "Set-Cookie: SameSite is Strict, Lax or None";
        if (iequals(same_site_, "None") && !scope_.secure)
            return "Set-Cookie: SameSite=None needs Secure, else browsers drop the cookie";
        if (is_partitioned_ && !scope_.secure)
            return "Set-Cookie: Partitioned needs Secure, else browsers drop the cookie";
        if (!keeps_prefix(name_, scope_))
            return "Set-Cookie: the name has a prefix, whose promise its attributes do not keep";
        return {};
    }

private:
    CookieAttributes attributes() const { return CookieAttributes{text_.substr(place_of(';', text_))}; }
    std::string_view value() const {
        const std::string_view pair = text_.substr(0, place_of(';', text_));
        return trimmed(pair.substr(place_of('=', pair) + 1));
    }

    std::string_view text_;
    std::string_view name_;
    std::string_view same_site_ = "Lax";
    CookieScope scope_{};
    bool has_lifetime_ = false;
    bool has_long_attribute_ = false;
    bool has_wrong_path_ = false;
    bool is_partitioned_ = false;
};

/// What hardening comes to.
struct HardenedCookie {
    std::string text{};
    std::string_view fault{};  ///< Why it cannot be mended, if it cannot.
};

inline HardenedCookie hardened(std::string_view set_cookie, const SecureCookie& cookie, CookieTime now) {
    GivenCookie given{set_cookie};
    if (!cookie.name().empty() && cookie.name() != given.name())
        return {{}, "Set-Cookie: the rule is about a cookie of another name"};
    std::string wanted{cookie.undated_attributes()};
    if (cookie.has_date() && !given.has("Expires")) {
        const CookieTime time = now ? now : CookieTime::now();
        if (!cookie.has_date_at(*time)) return {{}, "Set-Cookie: the rule has no date that browsers would keep"};
        wanted = cookie.attributes(time);
    }
    std::string added;
    for (CookieAttributes wants{wanted}; wants.next();) {
        if (given.has(wants.name())) continue;
        added.append("; ").append(wants.text());
    }
    for (CookieAttributes gets{added}; gets.next();) given.note(gets.name(), gets.value());
    std::string_view kept = set_cookie;
    while (!added.empty() && (kept.ends_with(';') || kept.ends_with(' ') || kept.ends_with('\t')))
        kept.remove_suffix(1);
    return {std::string{kept} + added, given.fault()};
}

}  // namespace detail

/// Gives a Set-Cookie that another part of the application made the attributes of `cookie` that it lacks: all but
/// Domain, which would widen it, and none that it has already, so that a deletion stays one. Refuses what stays one
/// that browsers drop or take for another: control characters, no name, too many bytes, a Path without /, an unknown
/// SameSite, SameSite=None or Partitioned without Secure, and a prefix whose promise is not kept.
[[nodiscard]] inline std::string harden(std::string_view set_cookie, const SecureCookie& cookie, CookieTime now = {}) {
    detail::HardenedCookie hardened = detail::hardened(set_cookie, cookie, now);
    if (!hardened.fault.empty()) detail::refuse(hardened.fault);
    return std::move(hardened.text);
}

}  // namespace secure_headers
