// SPDX-License-Identifier: MIT
// The words that CSP Evaluator 1.1.8 knows, and its patterns for tokens.
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/enum_set.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/name_table.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace secure_headers::detail::csp_evaluator {

/// The names of directives, those of fetch directives first, in the order of `directive_names`.
enum class Name : unsigned char {
    child_src,
    connect_src,
    default_src,
    font_src,
    frame_src,
    img_src,
    manifest_src,
    media_src,
    object_src,
    script_src,
    script_src_attr,
    script_src_elem,
    style_src,
    style_src_attr,
    style_src_elem,
    worker_src,
    prefetch_src,
    base_uri,
    plugin_types,
    sandbox,
    disown_opener,
    form_action,
    frame_ancestors,
    navigate_to,
    report_to,
    report_uri,
    block_all_mixed_content,
    upgrade_insecure_requests,
    reflected_xss,
    referrer,
    require_sri_for,
    trusted_types,
    require_trusted_types_for,
    webrtc,
    unknown,
};
using Names = EnumSet<Name>;

inline constexpr std::string_view directive_names[]{"child-src",
                                                    "connect-src",
                                                    "default-src",
                                                    "font-src",
                                                    "frame-src",
                                                    "img-src",
                                                    "manifest-src",
                                                    "media-src",
                                                    "object-src",
                                                    "script-src",
                                                    "script-src-attr",
                                                    "script-src-elem",
                                                    "style-src",
                                                    "style-src-attr",
                                                    "style-src-elem",
                                                    "worker-src",
                                                    "prefetch-src",
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
inline constexpr NameTable directive_table{directive_names};

constexpr Name find_name(std::string_view name) { return static_cast<Name>(directive_table.find_exact(name)); }
constexpr std::string_view text_of(Name name) { return directive_names[static_cast<std::size_t>(name)]; }
constexpr bool is_fetch_directive(Name name) { return name <= Name::worker_src; }
constexpr bool is_directive(std::string_view name) { return find_name(name) != Name::unknown; }

/// What a value is or has, each of which is found out once, where the value is read.
enum class Kind : unsigned char {
    // The keywords, in the order of `keywords`.
    self,
    none,
    unsafe_inline,
    unsafe_eval,
    wasm_eval,
    wasm_unsafe_eval,
    strict_dynamic,
    unsafe_hashed_attributes,
    unsafe_hashes,
    report_sample,
    block,
    allow,
    inline_speculation_rules,
    quoted,          ///< Begins with a quote.
    nonce,           ///< As browsers take it.
    any_nonce,       ///< As browsers may take it.
    hash,            ///< As browsers take it.
    scheme,          ///< A scheme with its colon.
    dot,             ///< Has a dot.
    bare,            ///< A keyword, nonce or hash that lacks its quotes.
    directive_name,  ///< For want of a semicolon.
};
using Kinds = EnumSet<Kind, std::uint32_t>;

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
inline constexpr NameTable keyword_table{keywords};
constexpr bool is_keyword(std::string_view value) { return keyword_table.find_exact(value) != std::size(keywords); }

/// Keywords without their quotes.
struct BareKeywords {
    std::string_view words[std::size(keywords)]{};

    consteval BareKeywords() {
        for (std::size_t i = 0; i < std::size(keywords); ++i) words[i] = keywords[i].substr(1, keywords[i].size() - 2);
    }
};
inline constexpr BareKeywords bare_keywords{};
inline constexpr NameTable bare_keyword_table{bare_keywords.words};

inline constexpr CharSet capitals{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"};
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
    if (!value.starts_with("'sha")) return false;
    for (const std::string_view prefix : Literals{"'sha256-", "'sha384-", "'sha512-"})
        if (is_base64_text(quoted_after(prefix, value))) return true;
    return false;
}

/// What a value is that begins with a quote and is no keyword.
constexpr Kinds kinds_of_quoted(std::string_view value) {
    Kinds kinds = Kind::quoted;
    if (contains(value, '.')) kinds.add(Kind::dot);
    if (const std::string_view nonce = quoted_after("'nonce-", value); !nonce.empty()) {
        kinds.add(Kind::any_nonce);
        if (is_base64_text(nonce)) kinds.add(Kind::nonce);
    }
    if (is_strict_hash(value)) kinds.add(Kind::hash);
    return kinds;
}

/// What any other value is; a scheme is in lower case.
constexpr Kinds kinds_of_bare(std::string_view value, bool is_scheme) {
    Kinds kinds;
    if (is_scheme) kinds.add(Kind::scheme);
    if (contains(value, '.')) kinds.add(Kind::dot);
    if (value.front() == 'n' || value.front() == 's')
        for (const std::string_view prefix : Literals{"nonce-", "sha256-", "sha384-", "sha512-"})
            if (value.starts_with(prefix)) kinds.add(Kind::bare);
    if (!kinds.empty()) return kinds;
    if (is_directive(value)) kinds.add(Kind::directive_name);
    if (bare_keyword_table.find_exact(value) != std::size(keywords)) kinds.add(Kind::bare);
    return kinds;
}

}  // namespace secure_headers::detail::csp_evaluator
