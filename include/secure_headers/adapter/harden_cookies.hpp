// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/response_adapter.hpp>
#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/cookie/attributes.hpp>
#include <secure_headers/cookie/harden.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace secure_headers {

/// Says what `harden_cookies` does with a cookie that cannot be mended.
enum class Unmendable : unsigned char {
    refuse,  ///< Throws, before the response is touched.
    drop,    ///< Takes the cookie out of the response, for hooks that must not throw.
};

namespace detail {

/// What a response's cookies become.
struct HardenedCookies {
    std::vector<std::string> texts{};
    std::size_t dropped = 0;
    bool changed = false;
};

template <class Response>
HardenedCookies hardened_cookies(Response& response, const CookieRules& rules, Unmendable unmendable, CookieTime now) {
    HardenedCookies result;
    std::string_view fault;
    const auto look_at = [&](std::string_view set_cookie) {
        const SecureCookie* const rule = rules.find(cookie_name(set_cookie));
        HardenedCookie hardened =
            rule == nullptr ? HardenedCookie{std::string{set_cookie}} : detail::hardened(set_cookie, *rule, now);
        result.changed |= !hardened.fault.empty() || hardened.text != set_cookie;
        if (hardened.fault.empty()) {
            result.texts.push_back(std::move(hardened.text));
        } else {
            fault = hardened.fault;
            ++result.dropped;
        }
        return false;
    };
    erase_cookie_if(response, look_at);
    if (unmendable == Unmendable::refuse && !fault.empty()) refuse(fault);
    return result;
}

}  // namespace detail

/// Hardens every cookie that the response, or the header lines at the end of a buffer, has already, in the way that the
/// rules say for its name. Returns how many it dropped, which are none unless that is asked for.
template <class Response>
std::size_t harden_cookies(Response&& response, const CookieRules& rules = {},
                           Unmendable unmendable = Unmendable::refuse, CookieTime now = {}) {
    auto& target = detail::unwrap(response);
    using Target = std::remove_cvref_t<decltype(target)>;
    static_assert(detail::ShowsCookies<Target>,
                  "secure_headers: the cookies of this response cannot be read. Write static std::size_t "
                  "erase_cookie_if(Response&, auto&& predicate) in its ResponseAdapter.");
    if constexpr (detail::ShowsCookies<Target>) {
        const detail::HardenedCookies hardened = detail::hardened_cookies(target, rules, unmendable, now);
        if (!hardened.changed) return 0;
        detail::erase_cookie_if(target, detail::AnyValue{});
        for (const std::string& text : hardened.texts) detail::append_cookie(target, detail::cookie_name(text), text);
        return hardened.dropped;
    }
}

}  // namespace secure_headers
