// SPDX-License-Identifier: MIT
#include <secure_headers/csp/source_index.hpp>

#include <secure_headers/csp/subsumes.hpp>
#include <secure_headers/parse/content_security_policy.hpp>

#include "catch.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;
using csp::detail::SourceIndex;

namespace {

constexpr std::string_view sources[]{
    "'self'",
    "'SELF'",
    "*",
    "http:",
    "HTTPS:",
    "wss:",
    "data:",
    "web+app:",
    "a.example",
    "A.Example:8443",
    "https://a.example/x/",
    "*.a.example",
    "http://*.EXAMPLE",
    "b.a.example:*",
    "ws://b.a.example/x/y",
    "*:8443",
    "https://*",
    "*.b.a.example",
    "127.0.0.1",
    "web+app://a.example",
    "'nonce-abc'",
    "'nonce-def'",
    "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
    "'SHA256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF-pI='",
    "'sha384-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
    "'unsafe-eval'",
    "'wasm-unsafe-eval'",
    "'Unsafe-Inline'",
    "'unsafe-inline'",
    "'report-sample'",
};

/// What each pair of sources is asked.
bool is_held_by(const csp::ParsedToken& source, const csp::ParsedToken& by, const csp::Url& page) {
    using csp::SourceKind;
    if (csp::detail::is_url_source(source) && csp::detail::is_url_source(by))
        return csp::detail::covers(by.text, source.text, page);
    if (source.kind == SourceKind::hash) return csp::detail::is_hash(by, csp::detail::unquoted(source.text));
    if (source.kind == SourceKind::nonce) return by.text == source.text;
    return source.kind == SourceKind::keyword &&
           (by.is(source.text) || (source.is("'wasm-unsafe-eval'") && by.is("'unsafe-eval'")));
}

csp::EffectiveSources list_of(const std::vector<std::string_view>& texts) {
    csp::EffectiveSources list{true, csp::Directive::script_src, {}};
    for (const std::string_view text : texts) list.sources.push_back({text, 0, csp::detail::read_kind(text)});
    return list;
}

}  // namespace

TEST_CASE("An index of sources knows what one of them holds") {
    for (const std::string_view at : {"", "https://a.example/", "http://a.example:8443/", "https://10.0.0.1/"}) {
        const csp::Url page{at};
        for (const std::string_view text : sources) {
            const csp::ParsedToken source{text, 0, csp::detail::read_kind(text)};
            std::vector<std::string_view> others;
            for (const std::string_view by : sources) {
                INFO(by << " | " << text << " | " << at);
                const csp::EffectiveSources one = list_of({by});
                const bool held = is_held_by(source, one.sources[0], page);
                CHECK(SourceIndex{one, page}.holds(source) == held);
                if (!held) others.push_back(by);
            }
            INFO(text << " | " << at);
            const csp::EffectiveSources none = list_of(others);
            CHECK_FALSE(SourceIndex{none, page}.holds(source));
            const csp::EffectiveSources all = list_of({std::begin(sources), std::end(sources)});
            CHECK(SourceIndex{all, page}.holds(source));
        }
    }
}

TEST_CASE("An index of sources finds each of several with one host") {
    const csp::Url page{"https://example.com/"};
    const csp::EffectiveSources list =
        list_of({"https://a.example/x", "a.example/y", "A.EXAMPLE:8443", "*.a.example/x", "*.a.example/y", "b.example"});
    const SourceIndex index{list, page};
    for (const std::string_view held : {"https://a.example/x", "https://A.example/y", "https://a.example:8443/z",
                                        "c.a.example/x", "https://*.c.a.example/y", "wss://b.example"}) {
        INFO(held);
        CHECK(index.holds({held, 0, csp::SourceKind::host}));
    }
    for (const std::string_view other :
         {"a.example", "a.example/z", "a.example:8444", "c.a.example", "*.example", "c.example"}) {
        INFO(other);
        CHECK_FALSE(index.holds({other, 0, csp::SourceKind::host}));
    }
}
