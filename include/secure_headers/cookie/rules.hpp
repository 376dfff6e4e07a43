// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/cookie.hpp>
#include <secure_headers/cookie/name.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>

#include <string_view>
#include <utility>

namespace secure_headers {

/// Says what `harden_cookies` makes of a response's cookies, by their names: what was said first of a name counts, then
/// what was said of its beginning, then what is said of all others.
class CookieRules {
public:
    constexpr CookieRules() = default;  ///< `SecureCookie{}` for all.

    /// Refuses a cookie that has a name of its own, which all others have not.
    constexpr CookieRules(SecureCookie others) : others_{std::move(others)} {
        if (!others_.name().empty())
            detail::refuse("Set-Cookie: the rule for all cookies has no name; use with(name, cookie)");
    }

    /// Hardens the cookie of that name so. Refuses a cookie that has another name of its own.
    constexpr CookieRules& with(CookieName name, SecureCookie cookie) & {
        if (!cookie.name().empty() && cookie.name() != std::string_view{name})
            detail::refuse("Set-Cookie: the rule is for one name and its cookie has another");
        return add({detail::Text{name}, std::move(cookie)});
    }
    constexpr CookieRules with(CookieName name, SecureCookie cookie) && {
        return std::move(with(name, std::move(cookie)));
    }

    /// Hardens the cookies so whose names begin so. Refuses a cookie that has a name of its own.
    constexpr CookieRules& with_prefix(CookieName prefix, SecureCookie cookie) & {
        if (!cookie.name().empty())
            detail::refuse("Set-Cookie: the rule for a prefix has no name; use with(name, cookie)");
        return add({detail::Text{prefix}, std::move(cookie), Rule::begins});
    }
    constexpr CookieRules with_prefix(CookieName prefix, SecureCookie cookie) && {
        return std::move(with_prefix(prefix, std::move(cookie)));
    }

    /// Leaves the cookie of that name as it is.
    constexpr CookieRules& leave(CookieName name) & { return add({detail::Text{name}, {}, Rule::is, true}); }
    constexpr CookieRules leave(CookieName name) && { return std::move(leave(name)); }

    /// What a cookie of that name is hardened with, or nullptr if it is left as it is.
    constexpr const SecureCookie* find(std::string_view name) const {
        for (const Rule& rule : rules_)
            if (rule.match == Rule::is && rule.name == name) return rule.leave ? nullptr : &rule.cookie;
        for (const Rule& rule : rules_)
            if (rule.match == Rule::begins && name.starts_with(rule.name)) return &rule.cookie;
        return &others_;
    }

private:
    struct Rule {
        enum Match : unsigned char { is, begins };
        detail::Text name{};
        SecureCookie cookie{};
        Match match = is;
        bool leave = false;
    };

    constexpr CookieRules& add(Rule rule) {
        rules_.push_back(std::move(rule));
        return *this;
    }

    SecureCookie others_{};
    detail::List<Rule> rules_{};
};

}  // namespace secure_headers
