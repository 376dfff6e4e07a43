// SPDX-License-Identifier: MIT
// The words that CSP Evaluator 1.1.8 knows, and its patterns for tokens.
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/host_source.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::detail::csp_evaluator {

constexpr bool is_one_of(std::string_view word, const auto& words) {
    for (const std::string_view each : words)
        if (each.size() == word.size() && each == word) return true;  // most differ in size, which is inlined
    return false;
}

inline constexpr std::string_view fetch_directives[]{"child-src",    "connect-src",     "default-src",
                                                     "font-src",     "frame-src",       "img-src",
                                                     "manifest-src", "media-src",       "object-src",
                                                     "script-src",   "script-src-attr", "script-src-elem",
                                                     "style-src",    "style-src-attr",  "style-src-elem",
                                                     "worker-src"};
constexpr bool is_fetch_directive(std::string_view name) { return is_one_of(name, fetch_directives); }

inline constexpr std::string_view other_directives[]{"prefetch-src",
                                                     "base-uri",
                                                     "plugin-types",
                                                     "sandbox",
                                                     "disown-opener",
                                                     "form-action",
                                                     "frame-ancestors",
                                                     "navigate-to",
                                                     "report-to",
                                                     "report-uri",
                                                     "block-all-mixed-content",
                                                     "upgrade-insecure-requests",
                                                     "reflected-xss",
                                                     "referrer",
                                                     "require-sri-for",
                                                     "trusted-types",
                                                     "require-trusted-types-for",
                                                     "webrtc"};
constexpr bool is_directive(std::string_view name) {
    return is_fetch_directive(name) || is_one_of(name, other_directives);
}

inline constexpr std::string_view keywords[]{"'self'",
                                             "'none'",
                                             "'unsafe-inline'",
                                             "'unsafe-eval'",
                                             "'wasm-eval'",
                                             "'wasm-unsafe-eval'",
                                             "'strict-dynamic'",
                                             "'unsafe-hashed-attributes'",
                                             "'unsafe-hashes'",
                                             "'report-sample'",
                                             "'block'",
                                             "'allow'",
                                             "'inline-speculation-rules'"};
constexpr bool is_keyword(std::string_view value) { return is_one_of(value, keywords); }

/// True for a keyword that lacks its quotes.
constexpr bool is_bare_keyword(std::string_view value) {
    for (const std::string_view keyword : keywords)
        if (keyword.substr(1, keyword.size() - 2) == value) return true;
    return false;
}

constexpr bool is_url_scheme(std::string_view value) {
    return value.size() > 1 && value.back() == ':' && is_alpha(value.front()) &&
           scheme_char.holds(value.substr(0, value.size() - 1));
}

/// What is between the quotes after the prefix, empty if the value has another form.
constexpr std::string_view quoted_after(std::string_view prefix, std::string_view value) {
    if (value.size() <= prefix.size() + 1 || !value.starts_with(prefix) || value.back() != '\'') return {};
    return value.substr(prefix.size(), value.size() - prefix.size() - 1);
}

/// Base64 of either alphabet with at most two signs of padding.
constexpr bool is_base64_text(std::string_view text) {
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
    return !text.empty() && any_base64_digits.holds(text);
}

constexpr bool is_strict_nonce(std::string_view value) { return is_base64_text(quoted_after("'nonce-", value)); }

constexpr bool is_strict_hash(std::string_view value) {
    for (const std::string_view prefix : Literals{"'sha256-", "'sha384-", "'sha512-"})
        if (is_base64_text(quoted_after(prefix, value))) return true;
    return false;
}

}  // namespace secure_headers::detail::csp_evaluator
