// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/name_table.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::csp {

/// `unknown` is what browsers skip; no `Source` is.
enum class SourceKind : unsigned char { none, keyword, nonce, hash, scheme, host, unknown };

namespace detail {

using secure_headers::detail::alphanumeric;
using secure_headers::detail::begins_with;
using secure_headers::detail::CharSet;
using secure_headers::detail::check_host_and_port;
using secure_headers::detail::contains;
using secure_headers::detail::iequals;
using secure_headers::detail::is_ascii;
using secure_headers::detail::is_hex;
using secure_headers::detail::is_host_with_colon;
using secure_headers::detail::is_scheme;
using secure_headers::detail::is_visible;
using secure_headers::detail::istarts_with;
using secure_headers::detail::Literals;
using secure_headers::detail::NameTable;
using secure_headers::detail::refuse;

inline constexpr std::string_view keywords[]{
    "self"sv,
    "unsafe-inline"sv,
    "unsafe-eval"sv,
    "unsafe-hashes"sv,
    "strict-dynamic"sv,
    "report-sample"sv,
    "report-sha256"sv,
    "report-sha384"sv,
    "report-sha512"sv,
    "wasm-unsafe-eval"sv,
    "none"sv,
    "trusted-types-eval"sv,
    "unsafe-allow-redirects"sv,
    "unsafe-webtransport-hashes"sv,
    "inline-speculation-rules"sv,
};

inline constexpr NameTable keyword_table{keywords};

constexpr bool is_keyword(std::string_view unquoted) { return keyword_table.has(unquoted); }

/// The length of a hash's base64, or zero if the text is no `sha256-`, `sha384-` or `sha512-`.
constexpr std::size_t hash_length(std::string_view unquoted) {
    if (istarts_with(unquoted, "sha256-")) return 44;
    if (istarts_with(unquoted, "sha384-")) return 64;
    return istarts_with(unquoted, "sha512-") ? 88 : 0;
}

constexpr bool is_quoted(std::string_view text) {
    return text.size() >= 2 && text.front() == '\'' && text.back() == '\'';
}
constexpr std::string_view unquoted(std::string_view text) { return text.substr(1, text.size() - 2); }

/// The kind of a source that `check_source` has let through.
constexpr SourceKind kind_of(std::string_view text) {
    if (is_quoted(text)) {
        if (iequals(text, "'none'")) return SourceKind::none;
        if (istarts_with(text, "'nonce-")) return SourceKind::nonce;
        return hash_length(unquoted(text)) != 0 ? SourceKind::hash : SourceKind::keyword;
    }
    return text.back() == ':' && is_scheme(text.substr(0, text.size() - 1)) ? SourceKind::scheme : SourceKind::host;
}

/// base64-value: standard or URL alphabet, up to two `=` at the end.
constexpr bool is_base64_value(std::string_view text) {
    for (int padding = 0; padding < 2 && !text.empty() && text.back() == '='; ++padding) text.remove_suffix(1);
    return !text.empty() && secure_headers::detail::any_base64_digits.holds(text);
}

/// Whether base64 is of so many characters, and has the = that a digest has: one of sha256, none of sha384, two of sha512.
constexpr bool is_digest(std::string_view base64, std::size_t length) {
    const std::string_view padding = length == 44 ? "=" : length == 88 ? "==" : "";
    const std::size_t digits = length - padding.size();
    return base64.size() == length && base64.substr(digits) == padding && !contains(base64.substr(0, digits), '=');
}

inline constexpr std::string_view schemes_of_sources[]{
    "http", "https", "ws", "wss", "data", "blob", "filesystem", "mediastream",
};
inline constexpr NameTable scheme_table{schemes_of_sources};

constexpr bool is_scheme_without_colon(std::string_view text) { return scheme_table.has(text); }

inline constexpr NameTable directive_table{directive_names};

constexpr secure_headers::detail::Optional<Directive> find_directive(std::string_view name) {
    const std::size_t place = directive_table.find(name);
    if (place == std::size(directive_names)) return {};
    return static_cast<Directive>(place);
}

/// What a directive's name is made of. CSP3, section 2.3.
inline constexpr CharSet name_char = alphanumeric + CharSet{"-"};

/// Directives of earlier drafts and levels.
constexpr bool is_removed(std::string_view name) {
    for (const std::string_view removed : Literals{"plugin-types", "referrer", "reflected-xss", "require-sri-for",
                                                   "prefetch-src", "navigate-to", "disown-opener", "script-nonce"})
        if (iequals(removed, name)) return true;
    return false;
}

/// Such as http:80, port 80 of a host named http.
constexpr bool is_scheme_with_port(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon >= text.size() - 1 || !is_scheme_without_colon(text.substr(0, colon))) return false;
    return text[colon + 1] == '*' || secure_headers::detail::is_digit(text[colon + 1]);
}

/// Such as https/a.example, a path of a host named https.
constexpr bool is_scheme_with_path(std::string_view text) {
    const std::size_t slash = text.find('/');
    return slash != std::string_view::npos && is_scheme_without_colon(text.substr(0, slash));
}

constexpr void check_quoted(std::string_view field, std::string_view text) {
    const std::string_view inner = unquoted(text);
    if (istarts_with(inner, "nonce-")) {
        if (!is_base64_value(inner.substr(6))) refuse(field, "a nonce is base64, with at most two = at its end");
        return;
    }
    if (const std::size_t length = hash_length(inner); length != 0) {
        const std::string_view digest = inner.substr(7);
        if (!is_base64_value(digest)) refuse(field, "a hash is base64, with at most two = at its end");
        if (!is_digest(digest, length))
            refuse(field, "a sha256 has 44, a sha384 64 and a sha512 88 characters of base64, with their =");
        return;
    }
    if (!is_keyword(inner)) refuse(field, "no such keyword; hosts and schemes stand without quotes");
}

inline constexpr CharSet path_char = alphanumeric + CharSet{"%/-._~!$&'()*+=:@"};

constexpr void check_path(std::string_view field, std::string_view path) {
    for (std::size_t i = 0; i < path.size(); ++i) {
        const char c = path[i];
        if (c == '?' || c == '#') refuse(field, "a source has no query and no fragment");
        if (c == '%' && (path.size() - i < 3 || !is_hex(path[i + 1]) || !is_hex(path[i + 2])))
            refuse(field, "% in a path needs two hexadecimal digits");
        if (!path_char.has(c)) refuse(field, "a path takes what a URL's path takes; percent-encode the rest");
    }
    if (path.starts_with("//")) refuse(field, "a path begins with one /");
}

/// Where the `://` behind a scheme begins, before which there is no slash, or npos.
constexpr std::size_t find_scheme_end(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == 0 || slash == std::string_view::npos) return std::string_view::npos;
    return text.substr(slash - 1).starts_with("://") ? slash - 1 : std::string_view::npos;
}

/// Where the path of a host source begins, or npos.
constexpr std::size_t find_path(std::string_view text) {
    const std::size_t scheme = find_scheme_end(text);
    return text.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
}

/// Whether a host source has a path other than `/`.
constexpr bool has_path(std::string_view text) {
    const std::size_t slash = find_path(text);
    if (slash == std::string_view::npos || slash + 1 == text.size()) return false;
    return text[slash + 1] != '?' && text[slash + 1] != '#';
}

constexpr void check_host_source(std::string_view field, std::string_view text) {
    if (const std::size_t end = find_scheme_end(text); end != std::string_view::npos) {
        if (!is_scheme(text.substr(0, end)))
            refuse(field, "a scheme begins with a letter and takes letters, digits, + - .");
        text.remove_prefix(end + 3);
    }
    const std::size_t path = text.find('/');
    if (path != std::string_view::npos) check_path(field, text.substr(path));
    text = text.substr(0, path);
    if (text.ends_with(':')) refuse(field, "a port is missing behind the colon, or // behind a scheme's");
    if (is_scheme_without_colon(text.substr(0, text.find(':'))))
        refuse(field, "behind a scheme's colon comes // and a host, or nothing; write https://example.com or csp::https");
    check_host_and_port(field, text);
}

constexpr void check_source(std::string_view field, std::string_view text) {
    if (text.empty()) refuse(field, "a source must not be empty");
    if (contains(text, ';') || contains(text, ','))
        refuse(field, "a source takes no ; and no , - write %3B and %2C in a path");
    if (contains(text, ' ')) refuse(field, "a source has no spaces; give each source by itself");
    for (const char c : text)
        if (!is_visible(c)) refuse(field, "a source is visible ASCII; write hosts in punycode, paths percent-encoded");
    if (is_quoted(text)) return check_quoted(field, text);
    if (is_keyword(text))
        refuse(field, "a keyword without quotes is a host to browsers; write csp::self, csp::none and so on");
    const bool is_scheme_source = kind_of(text) == SourceKind::scheme;
    const bool is_name = !is_scheme_source && !contains(text, '.');  // base64 has no point
    if (is_name && istarts_with(text, "nonce-"))
        refuse(field, "a nonce without quotes is a host to browsers; write csp::nonce");
    if (is_name && hash_length(text) != 0)
        refuse(field, "a hash without quotes is a host to browsers; write csp::sha256(code) or 'sha256-...'");
    if (is_scheme_without_colon(text))
        refuse(field, "a scheme without a colon is a host to browsers; write csp::https, csp::data and so on");
    if (is_name && find_directive(text))
        refuse(field, "a directive's name is a host to browsers here; the directive has a function of its own");
    if (is_scheme_with_port(text))
        refuse(field, "a port behind a scheme is one of a host of that name; write csp::https, or https:// and a host");
    if (is_host_with_colon(text)) refuse(field, "a port is missing behind the colon, or // behind a scheme's");
    if (!is_scheme_source) check_host_source(field, text);
}

}  // namespace detail
}  // namespace secure_headers::csp
