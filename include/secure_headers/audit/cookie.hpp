// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/parse/set_cookie.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
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

/// The letters of a text, whatever their case, and its other characters, as bits: what lacks one of a word's lacks the word.
constexpr std::uint32_t letters_of(std::string_view text) {
    std::uint32_t letters = 0;
    for (const char c : text) letters |= std::uint32_t{1} << (static_cast<unsigned char>(c) & 31U);
    return letters;
}

/// A word to look for.
struct Word {
    std::string_view text{};
    std::uint32_t letters = 0;

    template <std::size_t Size>
    consteval Word(const char (&literal)[Size]) : text{literal, Size - 1}, letters{letters_of(text)} {}
};

using Words = std::span<const Word>;

/// True if a word of the name begins there: behind what is no letter, or with a capital as in `accessToken` and `URLToken`.
constexpr bool begins_word(std::string_view name, std::size_t at) {
    if (at == 0 || at >= name.size() || !detail::is_alpha(name[at - 1])) return true;
    if (!detail::is_upper(name[at])) return !detail::is_alpha(name[at]);
    return detail::is_lower(name[at - 1]) || (at + 1 < name.size() && detail::is_lower(name[at + 1]));
}

inline constexpr Word of_csrf[]{"csrf", "xsrf", "antiforgery", "requestverification"};
inline constexpr Word of_login[]{"login",
                                 "logged_in",
                                 "jwt",
                                 "wordpress_sec_",
                                 "sapsso",
                                 "keycloak_identity",
                                 ".aspnet.application",
                                 ".aspnetcore.cookies",
                                 ".aspnetcore.identity"};
inline constexpr Word of_secrets[]{"password", "passwd",     "passphrase",  "apikey", "api_key",
                                   "api-key",  "credential", "credentials", "bearer", "cfid"};
inline constexpr Word tokenizers[]{"tokeniz", "tokenise", "tokenisa", "tokenisi"};
inline constexpr Word of_other_tokens[]{"consent",  "cookieconsent", "utm",      "cart", "captcha",  "recaptcha",
                                        "hcaptcha", "visitor",       "tracking", "push", "dismissed"};
inline constexpr Word remembered[]{"remembered"}, unauthorised[]{"unauth"}, authors[]{"author", "authent"},
    authorised[]{"authoris", "authoriz", "authentic"}, residents[]{"resid"};

/// A cookie's name, in which words are looked for.
class Name {
public:
    constexpr explicit Name(std::string_view name) : name_{name}, letters_{letters_of(name)} {}

    constexpr bool has_any(Words words) const {
        for (const Word& word : words)
            if (may_have(word) && detail::icontains(name_, word.text)) return true;
        return false;
    }

    /// True if the word is there and no longer one of these with it: "author" is not "auth".
    constexpr bool has_word(Word word, Words longer = {}) const {
        if (!may_have(word)) return false;
        const char first = word.text[0];
        for (std::size_t i = 0; i + word.text.size() <= name_.size(); ++i) {
            if (detail::to_lower(name_[i]) != first || !detail::istarts_with(name_.substr(i), word.text)) continue;
            bool is_longer = i > 0 && detail::to_lower(name_[i - 1]) == first;  // as in "assess"
            for (const Word& other : longer) is_longer = is_longer || detail::istarts_with(name_.substr(i), other.text);
            if (!is_longer) return true;
        }
        return false;
    }

    /// True if one of these is a whole word of the name, or stands right before "token".
    constexpr bool has_whole(Words words) const {
        for (const Word& word : words)
            if (may_have(word) && has_whole(word.text)) return true;
        return false;
    }

private:
    constexpr bool may_have(const Word& word) const { return (word.letters & ~letters_) == 0; }

    constexpr bool has_whole(std::string_view word) const {
        for (std::size_t i = 0; i + word.size() <= name_.size(); ++i) {
            if (detail::to_lower(name_[i]) != word[0] || !begins_word(name_, i)) continue;
            if (!detail::istarts_with(name_.substr(i), word)) continue;
            const std::size_t end = i + word.size();
            if (begins_word(name_, end) || detail::istarts_with(name_.substr(end), "token")) return true;
        }
        return false;
    }

    std::string_view name_;
    std::uint32_t letters_;
};

/// True if it speaks of a token that lets its holder in: not of one of a visit, a cart or a puzzle, and of no tokenizer.
constexpr bool has_token(const Name& name) {
    return name.has_word("token", tokenizers) && !name.has_whole(of_other_tokens);
}

constexpr bool is_session(std::string_view text) {
    const Name name{text};
    if (name.has_any(of_login) || name.has_whole(of_secrets)) return true;
    if (has_token(name) || detail::istarts_with(text, "ssess")) return true;  // Drupal's over HTTPS
    if (name.has_word("sess") || name.has_word("remember", remembered)) return true;
    if (name.has_any(unauthorised)) return false;
    if (name.has_word("auth", authors) || name.has_any(authorised)) return true;
    const std::string_view last = text.size() < 3 ? text : text.substr(text.size() - 3);
    const bool ends_in_sid = detail::iequals(last, "sid") && !name.has_whole(residents);
    return ends_in_sid || detail::istarts_with(text, "sid_") || detail::istarts_with(text, "sid-");
}

constexpr CookiePurpose of(std::string_view name) {
    if (Name{name}.has_any(of_csrf)) return CookiePurpose::csrf;
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
