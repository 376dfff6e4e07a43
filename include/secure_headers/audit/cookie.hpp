// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/parse/set_cookie.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

// A cookie of the response, with what its name says of its purpose.
namespace secure_headers::audit_rules {

enum class CookiePurpose : unsigned char {
    other,
    session,  ///< Whoever has it is taken for the user.
    csrf,     ///< Against forged requests; scripts of the page read such a cookie.
};

namespace cookie_purpose {

constexpr bool has_any(std::string_view name, detail::Literals words) {
    for (const std::string_view word : words)
        if (detail::icontains(name, word)) return true;
    return false;
}

/// True if the word is there and no longer one of these with it: "author" is not "auth".
constexpr bool has_word(std::string_view name, std::string_view word, detail::Literals longer) {
    for (std::size_t i = 0; i + word.size() <= name.size(); ++i) {
        if (detail::to_lower(name[i]) != word[0] || !detail::istarts_with(name.substr(i), word)) continue;
        bool is_longer = i > 0 && detail::to_lower(name[i - 1]) == word[0];  // as in "assess"
        for (const std::string_view other : longer)
            is_longer = is_longer || detail::istarts_with(name.substr(i), other);
        if (!is_longer) return true;
    }
    return false;
}

/// True if a word of the name begins there: behind what is no letter, or with a capital as in `accessToken` and `URLToken`.
constexpr bool begins_word(std::string_view name, std::size_t at) {
    if (at == 0 || at >= name.size() || !detail::is_alpha(name[at - 1])) return true;
    if (!detail::is_upper(name[at])) return !detail::is_alpha(name[at]);
    return detail::is_lower(name[at - 1]) || (at + 1 < name.size() && detail::is_lower(name[at + 1]));
}

/// True if one of these is a whole word of the name, or stands right before "token".
constexpr bool has_whole(std::string_view name, detail::Literals words) {
    for (const std::string_view word : words)
        for (std::size_t i = 0; i + word.size() <= name.size(); ++i) {
            if (detail::to_lower(name[i]) != word[0] || !begins_word(name, i)) continue;
            if (!detail::istarts_with(name.substr(i), word)) continue;
            const std::size_t end = i + word.size();
            if (begins_word(name, end) || detail::istarts_with(name.substr(end), "token")) return true;
        }
    return false;
}

/// True if it speaks of a token that lets its holder in: not of one of a visit, a cart or a puzzle, and of no tokenizer.
constexpr bool has_token(std::string_view name) {
    return has_word(name, "token", {"tokeniz", "tokenise", "tokenisa", "tokenisi"}) &&
           !has_whole(name, {"consent", "cookieconsent", "utm", "cart", "captcha", "recaptcha", "hcaptcha", "visitor",
                             "tracking", "push", "dismissed"});
}

constexpr bool is_csrf(std::string_view name) {
    return has_any(name, {"csrf", "xsrf", "antiforgery", "requestverification"});
}

constexpr bool is_session(std::string_view name) {
    if (has_any(name, {"login", "logged_in", "jwt", "wordpress_sec_", "sapsso", "keycloak_identity",
                       ".aspnet.application", ".aspnetcore.cookies", ".aspnetcore.identity"}))
        return true;
    if (has_whole(name, {"password", "passwd", "passphrase", "apikey", "api_key", "api-key", "credential",
                         "credentials", "bearer", "cfid"}))
        return true;
    if (has_token(name) || detail::istarts_with(name, "ssess")) return true;  // Drupal's over HTTPS
    if (has_word(name, "sess", {}) || has_word(name, "remember", {"remembered"})) return true;
    if (has_any(name, {"unauth"})) return false;
    if (has_word(name, "auth", {"author", "authent"}) || has_any(name, {"authoris", "authoriz", "authentic"}))
        return true;
    const std::string_view last = name.size() < 3 ? name : name.substr(name.size() - 3);
    const bool ends_in_sid = detail::iequals(last, "sid") && !has_whole(name, {"resid"});
    return ends_in_sid || detail::istarts_with(name, "sid_") || detail::istarts_with(name, "sid-");
}

constexpr CookiePurpose of(std::string_view name) {
    if (is_csrf(name)) return CookiePurpose::csrf;
    return is_session(name) ? CookiePurpose::session : CookiePurpose::other;
}

}  // namespace cookie_purpose

/// A cookie, with what rules ask of it.
struct Cookie : parse::SetCookie {
    std::size_t begin = 0;  ///< Where its field would begin in the joined values of all.
    CookiePurpose purpose = CookiePurpose::other;
    bool is_deletion = false;  ///< Nothing is left to protect.

    constexpr bool is_session() const { return purpose == CookiePurpose::session; }
    constexpr bool is_csrf() const { return purpose == CookiePurpose::csrf; }
};

inline constexpr std::int64_t november_2026 = 1793491200;  // before these lines were written

/// True if the cookie's time was over when the response was made. Where that is not known, a time is taken to be over
/// that lies before 2020, or of a cookie without a value before these lines were written.
constexpr bool is_over(const parse::SetCookie& cookie, const detail::Optional<std::int64_t>& made) {
    constexpr std::int64_t year_2020 = 1577836800;
    if (cookie.max_age) return *cookie.max_age <= 0;
    if (!cookie.expires) return false;
    if (made) return *cookie.expires <= *made;
    return *cookie.expires < (cookie.value.text.empty() ? november_2026 : year_2020);
}

constexpr Cookie read_cookie(std::string_view value, std::size_t begin, const detail::Optional<std::int64_t>& made) {
    Cookie cookie{parse::set_cookie(value), begin};
    cookie.purpose = cookie_purpose::of(cookie.name.text);
    cookie.is_deletion = is_over(cookie, made);
    return cookie;
}

}  // namespace secure_headers::audit_rules
