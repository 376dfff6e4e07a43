// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/response_adapter.hpp>
#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/cookie/attributes.hpp>
#include <secure_headers/cookie/harden.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/invalid_header.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
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

/// Texts of cookies, and how often each stands in a response.
class CookieTexts {
public:
    void add(std::string_view text) { texts_.push_back({std::string{text}}); }

    /// To be called once all are added, before what follows.
    void count() {
        std::sort(texts_.begin(), texts_.end(), [](const Text& a, const Text& b) { return a.text < b.text; });
        auto known = texts_.begin();
        for (Text& each : texts_) {
            if (each.text != known->text) std::swap(*++known, each);
            ++known->count;
        }
        if (!texts_.empty()) texts_.erase(std::next(known), texts_.end());
    }

    /// Erases all else from a response, and of each text what is too many: the last ones. Allocates nothing itself.
    template <class Response>
    void keep_first(Response& response) {
        detail::erase_cookie_if(response, [&](std::string_view set_cookie) {
            Text* const text = find(set_cookie);
            return text == nullptr || text->seen++ >= text->count;
        });
    }

    /// The same, but for the first ones.
    template <class Response>
    void keep_last(Response& response) {
        detail::erase_cookie_if(response, [&](std::string_view set_cookie) {
            if (Text* const text = find(set_cookie)) ++text->seen;
            return false;
        });
        detail::erase_cookie_if(response, [&](std::string_view set_cookie) {
            Text* const text = find(set_cookie);
            return text == nullptr || text->seen-- > text->count;
        });
    }

private:
    struct Text {
        std::string text{};
        std::size_t count = 0;
        std::size_t seen = 0;
    };

    Text* find(std::string_view text) {
        const auto found = std::lower_bound(texts_.begin(), texts_.end(), text,
                                            [](const Text& a, std::string_view b) { return a.text < b; });
        return found != texts_.end() && found->text == text ? &*found : nullptr;
    }

    std::vector<Text> texts_{};
};

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
    detail::erase_cookie_if(response, look_at);
    if (unmendable == Unmendable::refuse && !fault.empty()) refuse(fault);
    return result;
}

/// Takes those that were added to a response's cookies out again, if memory ran out before all were.
template <class Response>
struct AddedCookies {
    Response& response;
    CookieTexts& before;
    bool complete = false;
    ~AddedCookies() {
        if (complete) return;
#if defined(__cpp_exceptions)
        try {
            before.keep_first(response);
        } catch (...) {  // where to erase takes memory: what was added stays beside what was there
        }
#endif
    }
};

}  // namespace detail

/// Hardens every cookie that the response, or the header lines at the end of a buffer, has already, in the way that the
/// rules say for its name. Returns how many it dropped, which are none unless that is asked for. If it throws, the
/// response has the cookies that it had, and without memory to take them out again perhaps hardened ones beside them.
template <class Response>
std::size_t harden_cookies(Response&& response, const CookieRules& rules = {},
                           Unmendable unmendable = Unmendable::refuse, CookieTime now = {}) {
    auto& target = detail::target_of(response);
    using Target = std::remove_reference_t<decltype(target)>;
    static_assert(detail::ShowsCookies<Target> || !detail::ShowsCookies<std::remove_const_t<Target>>,
                  "secure_headers: the response is const, so that its cookies cannot be hardened");
    static_assert(detail::ShowsCookies<std::remove_const_t<Target>>,
                  "secure_headers: the cookies of this response cannot be read. Write static std::size_t "
                  "erase_cookie_if(Response&, auto&& predicate) in its ResponseAdapter.");
    if constexpr (detail::ShowsCookies<Target>) {
        const detail::HardenedCookies hardened = detail::hardened_cookies(target, rules, unmendable, now);
        if (!hardened.changed) return 0;
        detail::CookieTexts before, after;
        detail::erase_cookie_if(target, [&](std::string_view set_cookie) { return before.add(set_cookie), false; });
        for (const std::string& text : hardened.texts) after.add(text);
        before.count();
        after.count();
        detail::AddedCookies<Target> added{target, before};
        for (const std::string& text : hardened.texts) detail::append_cookie(target, detail::cookie_name(text), text);
        added.complete = true;
        after.keep_last(target);
        return hardened.dropped;
    }
}

}  // namespace secure_headers
