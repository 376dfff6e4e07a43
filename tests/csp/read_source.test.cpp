// SPDX-License-Identifier: MIT
#include <secure_headers/csp/read_source.hpp>

#include "catch.hpp"

#include <secure_headers/csp/traits.hpp>

#include <string_view>

namespace csp = secure_headers::csp;
using csp::SourceKind;
using csp::detail::Trait;
using csp::detail::Traits;

namespace {

struct Row {
    std::string_view source;
    SourceKind kind;
    Traits traits;
};

constexpr Row rows[]{
    {"'self'", SourceKind::keyword, Trait::self},
    {"'Unsafe-Inline'", SourceKind::keyword, Trait::unsafe_inline},
    {"'inline-speculation-rules'", SourceKind::keyword, Trait::inline_speculation_rules},
    {"'none'", SourceKind::none, Trait::none},
    {"'nonce-abc='", SourceKind::nonce, Trait::nonce},
    {"'nonce-'", SourceKind::unknown, Trait::unknown},
    {"'SHA256-abc'", SourceKind::hash, Trait::hash},
    {"'sha256-'", SourceKind::unknown, Trait::unknown},
    {"'selff'", SourceKind::unknown, Trait::unknown},
    {"''", SourceKind::unknown, Trait::unknown},
    {"'", SourceKind::unknown, Trait::unknown},
    {"HTTPS:", SourceKind::scheme, {Trait::scheme, Trait::https}},
    {"mediastream:", SourceKind::scheme, {Trait::scheme, Trait::mediastream}},
    {"app:", SourceKind::scheme, Trait::scheme},
    {"1a:", SourceKind::unknown, Trait::unknown},
    {"*", SourceKind::host, {Trait::host, Trait::any_host}},
    {"*:*", SourceKind::host, {Trait::host, Trait::any_host, Trait::bare}},
    {"ws://*/a.b", SourceKind::host, {Trait::host, Trait::any_host, Trait::ws}},
    {"*?a", SourceKind::host, {Trait::host, Trait::bare, Trait::query}},
    {"*.example", SourceKind::host, Trait::host},
    {"*.", SourceKind::unknown, Trait::unknown},
    {"*a", SourceKind::unknown, Trait::unknown},
    {"self", SourceKind::host, {Trait::host, Trait::bare}},
    {"a.example.", SourceKind::host, Trait::host},
    {".example", SourceKind::unknown, Trait::unknown},
    {"a..example", SourceKind::unknown, Trait::unknown},
    {"a_b", SourceKind::unknown, Trait::unknown},
    {"http://a.example:80/b%41/?c#d", SourceKind::host, {Trait::host, Trait::http, Trait::query}},
    {"app://a.example", SourceKind::host, Trait::host},
    {"://a.example", SourceKind::unknown, Trait::unknown},
    {"1://a.example", SourceKind::unknown, Trait::unknown},
    {"https://", SourceKind::unknown, Trait::unknown},
    {"a.example:", SourceKind::scheme, Trait::scheme},
    {"a.example:/", SourceKind::unknown, Trait::unknown},
    {"a.example:65536", SourceKind::unknown, Trait::unknown},
    {"a.example//b", SourceKind::unknown, Trait::unknown},
    {"a.example/%4", SourceKind::unknown, Trait::unknown},
    {"a.example/b://c", SourceKind::host, Trait::host},
    {"a.example:80/b://c", SourceKind::host, Trait::host},
    {"a.example/b://c?d", SourceKind::host, {Trait::host, Trait::query}},
    {"a.example//b", SourceKind::unknown, Trait::unknown},
    {"a/://b", SourceKind::host, {Trait::host, Trait::bare}},
    {"a+b/c://d", SourceKind::unknown, Trait::unknown},
    {"https://a.example/b://c", SourceKind::host, {Trait::host, Trait::https}},
    {"a.example#b://c", SourceKind::host, {Trait::host, Trait::query}},
    {"1.2.3.4", SourceKind::host, {Trait::host, Trait::address}},
    {"https://01.2.3.4?a", SourceKind::host, {Trait::host, Trait::address, Trait::https, Trait::query}},
    {"127.0.0.1:80", SourceKind::host, Trait::host},
    {"1.2.3", SourceKind::host, Trait::host},
    {"1.2.3.a", SourceKind::host, Trait::host},
    {"?a", SourceKind::unknown, Trait::unknown},
};

}  // namespace

TEST_CASE("A source is read once, for its kind and what rules ask of it") {
    for (const Row& row : rows) {
        CAPTURE(row.source);
        CHECK(csp::detail::read_kind(row.source) == row.kind);
        CHECK(csp::detail::read_source(row.source).traits == row.traits);
    }
}
