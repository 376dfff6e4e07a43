// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/detail/items.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace secure_headers::csp {

class Source;
namespace detail {
constexpr Source named(std::string_view);
}  // namespace detail

/// One source expression: a named one, a literal checked while compiling, or runtime text, neither of which may be a
/// nonce. CSP3, section 2.3.1.
class Source {
public:
    template <std::size_t Size>
    consteval Source(const char (&literal)[Size]) : text_{secure_headers::detail::Text::literal(literal)} {
        check(text_);
        if (kind() == SourceKind::nonce)
            detail::refuse("Content-Security-Policy: a nonce in the code is known to all; write csp::nonce");
    }
    template <secure_headers::detail::Unchecked Outside>
    Source(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr Source(runtime source) : text_{source.text} {
        check(text_);
        if (kind() == SourceKind::nonce)
            detail::refuse("Content-Security-Policy: a nonce in text is the same for all responses; write csp::nonce");
    }

    constexpr std::string_view text() const { return text_; }
    constexpr SourceKind kind() const { return detail::kind_of(text_); }
    bool operator==(const Source&) const = default;

private:
    friend struct Hash;
    friend constexpr Source detail::named(std::string_view);
    friend class secure_headers::detail::List<Source>;
    constexpr Source() = default;
    constexpr explicit Source(secure_headers::detail::Text text) : text_{std::move(text)} {}

    static constexpr void check(std::string_view text) { detail::check_source("Content-Security-Policy", text); }

    secure_headers::detail::Text text_{};
};

namespace detail {
constexpr Source named(std::string_view text) { return Source{secure_headers::detail::Text::literal(text)}; }
}  // namespace detail

inline constexpr Source none = detail::named("'none'"sv);  ///< Allows nothing; stands alone.
inline constexpr Source self = detail::named("'self'"sv);
inline constexpr Source unsafe_inline = detail::named("'unsafe-inline'"sv);
inline constexpr Source unsafe_eval = detail::named("'unsafe-eval'"sv);
inline constexpr Source unsafe_hashes = detail::named("'unsafe-hashes'"sv);
inline constexpr Source strict_dynamic = detail::named("'strict-dynamic'"sv);
inline constexpr Source wasm_unsafe_eval = detail::named("'wasm-unsafe-eval'"sv);
inline constexpr Source trusted_types_eval = detail::named("'trusted-types-eval'"sv);
inline constexpr Source report_sample = detail::named("'report-sample'"sv);
inline constexpr Source report_sha256 = detail::named("'report-sha256'"sv);
inline constexpr Source report_sha384 = detail::named("'report-sha384'"sv);
inline constexpr Source report_sha512 = detail::named("'report-sha512'"sv);
inline constexpr Source unsafe_allow_redirects = detail::named("'unsafe-allow-redirects'"sv);
inline constexpr Source unsafe_webtransport_hashes = detail::named("'unsafe-webtransport-hashes'"sv);
inline constexpr Source inline_speculation_rules = detail::named("'inline-speculation-rules'"sv);

inline constexpr Source any = detail::named("*"sv);  ///< Any host, by the page's own scheme or a network scheme.
inline constexpr Source https = detail::named("https:"sv);
inline constexpr Source http = detail::named("http:"sv);
inline constexpr Source wss = detail::named("wss:"sv);
inline constexpr Source ws = detail::named("ws:"sv);
inline constexpr Source data = detail::named("data:"sv);
inline constexpr Source blob = detail::named("blob:"sv);
inline constexpr Source mediastream = detail::named("mediastream:"sv);
inline constexpr Source filesystem = detail::named("filesystem:"sv);

/// The nonce of each response, patched in when it is delivered.
inline constexpr Source nonce = detail::named("'nonce-{nonce-of-each-response}'"sv);

namespace detail {
using SourceItems = secure_headers::detail::Items<Source>;
}  // namespace detail

/// Sources to give to several directives: a copy of a list in braces or of any contiguous range of `Source`. Where it
/// has to be constexpr, write an array, which directives take as well: `constexpr csp::Source cdn[]{...}`.
class Sources {
public:
    constexpr Sources(std::initializer_list<Source> list) : Sources(detail::SourceItems{list}) {}
    constexpr explicit Sources(detail::SourceItems items) {
        list_.reserve(items.size());
        for (const Source& source : items) list_.push_back(source);
    }

    constexpr const Source* data() const { return list_.data(); }
    constexpr const Source* begin() const { return list_.begin(); }
    constexpr const Source* end() const { return list_.end(); }
    constexpr std::size_t size() const { return list_.size(); }

private:
    secure_headers::detail::List<Source> list_{};
};

/// A scheme such as `"web+app:"`; refuses any other kind of source.
constexpr Source scheme(Source source) {
    if (source.kind() != SourceKind::scheme) detail::refuse("Content-Security-Policy: a scheme ends with a colon");
    return source;
}

/// A host such as `"https://*.example.com:443/path/"`; refuses any other kind of source.
constexpr Source host(Source source) {
    if (source.kind() != SourceKind::host) detail::refuse("Content-Security-Policy: this is no host");
    return source;
}

}  // namespace secure_headers::csp
