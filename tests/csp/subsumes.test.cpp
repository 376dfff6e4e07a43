// SPDX-License-Identifier: MIT
#include <secure_headers/csp/subsumes.hpp>

#include <secure_headers/parse/content_security_policy.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;
using D = csp::Directive;

namespace {

struct Row {
    std::string_view a, b;
    bool subsumes;
};

constexpr Row rows[]{
    {"", "", true},
    {"", "default-src *", true},
    {"default-src *", "", false},
    {"default-src 'self'", "default-src 'none'", true},
    {"default-src 'none'", "default-src 'self'", false},
    {"default-src 'self'", "default-src 'self'; img-src https:", false},
    {"default-src https:", "default-src 'none'; img-src https://a.example", true},
    {"img-src https:", "default-src https://a.example", true},
    {"img-src https:", "img-src http:", false},
    {"connect-src https://a.example", "connect-src wss://a.example", true},
    {"connect-src wss://a.example", "connect-src https://a.example", true},
    {"connect-src http:", "connect-src ws:", true},
    {"connect-src https:", "connect-src ws:", false},
    {"img-src *.example.com", "img-src a.example.com b.example.com", true},
    {"img-src *.example.com", "img-src example.com", false},
    // A default that the other writes out.
    {"default-src 'self'", "script-src 'self'; style-src 'self'; img-src 'self'", false},
    {"default-src 'self'",
     "script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'; "
     "object-src 'none'; manifest-src 'self'; child-src 'none'",
     true},
    // Inline code and nonces.
    {"script-src 'unsafe-inline'", "script-src 'none'", true},
    {"script-src 'self'", "script-src 'self' 'unsafe-inline'", false},
    {"script-src 'self' 'nonce-abc'", "script-src 'self' 'nonce-abc' 'unsafe-inline'", true},
    {"script-src 'nonce-abc'", "script-src 'nonce-def'", false},
    {"script-src 'nonce-{nonce-of-each-response}'", "script-src 'nonce-{nonce-of-each-response}'", true},
    {"script-src 'nonce-{nonce-of-each-response}' a.com", "script-src 'nonce-{nonce-of-each-response}'", true},
    {"script-src 'nonce-{nonce-of-each-response}'", "script-src 'nonce-abc'", false},
    {"script-src 'nonce-abc' https:", "script-src https:", true},
    {"script-src https:", "script-src 'nonce-abc'", false},
    {"script-src 'nonce-abc' 'strict-dynamic'", "script-src 'nonce-abc'", true},
    {"script-src 'nonce-abc' 'strict-dynamic' https:", "script-src https://a.example", false},
    {"script-src 'nonce-abc'", "script-src 'nonce-abc' 'strict-dynamic'", false},
    {"script-src 'self'", "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", false},
    {"script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
     "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF-pI='", true},
    {"style-src 'unsafe-inline'", "style-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", true},
    {"script-src 'unsafe-eval'", "script-src 'wasm-unsafe-eval'", true},
    {"script-src 'wasm-unsafe-eval'", "script-src 'unsafe-eval'", false},
    {"script-src 'self'", "script-src 'self' 'report-sample'", true},
    // What does nothing where it stands.
    {"style-src-attr 'none'", "style-src-attr a.example 'nonce-abc' 'self'", true},
    {"style-src-attr 'none'", "style-src-attr 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", true},
    {"style-src-attr 'none'", "style-src-attr 'unsafe-hashes' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
     false},
    {"script-src-elem 'none'", "script-src-elem 'unsafe-eval' 'wasm-unsafe-eval' 'trusted-types-eval'", true},
    {"script-src 'self'; require-trusted-types-for 'script'",
     "script-src 'self' 'trusted-types-eval'; require-trusted-types-for 'script'", false},
    {"script-src 'unsafe-eval'", "script-src 'trusted-types-eval'", true},
    {"script-src-elem 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
     "script-src-elem 'unsafe-hashes' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", true},
    {"img-src 'self'", "img-src 'self' 'unsafe-allow-redirects' 'inline-speculation-rules'", true},
    {"form-action 'self'", "form-action 'self' 'unsafe-allow-redirects'", true},
    {"connect-src 'self'", "connect-src 'self' 'unsafe-webtransport-hashes'", false},
    {"worker-src 'self'; script-src a.example", "worker-src 'self' 'nonce-abc' 'strict-dynamic'; script-src a.example",
     true},
    // What nothing stands in for.
    {"trusted-types foo", "trusted-types Foo", false},
    {"trusted-types foo 'Allow-Duplicates'", "trusted-types foo 'allow-duplicates'", true},
    {"trusted-types *", "trusted-types foo bar", true},
    {"trusted-types *", "trusted-types foo 'allow-duplicates'", false},
    {"sandbox allow-forms", "sandbox Allow-Forms", true},
    {"require-trusted-types-for 'script'", "require-trusted-types-for foo", false},
    {"require-trusted-types-for foo", "", true},
    {"require-trusted-types-for 'script'", "require-trusted-types-for 'SCRIPT'", false},
    {"require-trusted-types-for 'script'", "require-trusted-types-for foo 'script'", true},
    // 'trusted-types-eval' does something where Trusted Types are required. CSP3, section 4.4.
    {"script-src 'trusted-types-eval'", "script-src 'trusted-types-eval'; require-trusted-types-for 'script'", false},
    {"script-src 'self'", "script-src 'self'; require-trusted-types-for 'script'", true},
    {"script-src 'unsafe-eval'", "script-src 'trusted-types-eval'; require-trusted-types-for 'script'", true},
    {"", "script-src 'trusted-types-eval'; require-trusted-types-for 'script'", true},
    {"script-src 'none'", "script-src 'trusted-types-eval'", true},
    {"default-src 'none'", "default-src 'trusted-types-eval'; require-trusted-types-for 'SCRIPT'", true},
    // HTML, section 7.1.5: tokens that imply others.
    {"sandbox allow-top-navigation", "sandbox allow-top-navigation-by-user-activation", true},
    {"sandbox Allow-Top-Navigation", "sandbox allow-top-navigation-to-custom-protocols", true},
    {"sandbox allow-popups", "sandbox allow-top-navigation-To-custom-protocols", true},
    {"sandbox allow-popups", "sandbox allow-top-navigation-by-user-activation", false},
    {"sandbox allow-top-navigation-by-user-activation", "sandbox allow-top-navigation", false},
    {"sandbox allow-top-navigation-to-custom-protocols", "sandbox allow-popups", false},
    {"frame-ancestors 'self'", "default-src 'none'", false},
    {"frame-ancestors 'self'", "frame-ancestors 'none'", true},
    // Where browsers disagree, the wider reading is compared.
    {"frame-ancestors 'none'", "frame-ancestors https://a.example/x/", false},
    {"frame-ancestors https://a.example/x/", "frame-ancestors https://a.example", false},
    {"frame-ancestors https://a.example", "frame-ancestors https://a.example/", true},
    {"img-src 'none'", "img-src a.example?x", false},
    {"img-src http:", "img-src *", true},
    {"connect-src ws:", "connect-src *", true},
    {"img-src http://a.example:80", "img-src https://a.example", true},
    {"sandbox allow-scripts", "sandbox", true},
    {"sandbox", "sandbox allow-scripts", false},
    {"sandbox", "", false},
    {"trusted-types *", "trusted-types a", true},
    {"trusted-types a", "trusted-types 'none'", true},
    {"trusted-types a", "trusted-types b", false},
    {"require-trusted-types-for 'script'", "", false},
    {"block-all-mixed-content", "upgrade-insecure-requests", true},
    {"webrtc 'block'", "webrtc 'allow'", false},
    {"script-src 'self'", "script-src 'self' 'report-sha256'", true},
    {"script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", false},
    {"style-src 'unsafe-inline'", "style-src 'unsafe-hashes' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", true},
    {"style-src 'self'", "style-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", false},
    {"style-src 'unsafe-inline'", "style-src https:", false},
    {"script-src-attr 'unsafe-inline'",
     "script-src-attr 'unsafe-hashes' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", true},
    {"script-src-elem 'unsafe-inline'", "script-src-elem 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", false},
    {"trusted-types a", "", false},
    {"trusted-types a b", "trusted-types b", true},
    {"trusted-types 'none'", "trusted-types a", false},
    {"require-trusted-types-for 'script'", "require-trusted-types-for 'script'", true},
    {"block-all-mixed-content", "", false},
    {"block-all-mixed-content", "block-all-mixed-content", true},
    {"webrtc 'block'", "", false},
    {"webrtc 'block'", "webrtc 'block'", true},
    {"webrtc 'allow'", "", true},
    {"webrtc 'allow'", "webrtc 'block'", true},
    {"report-uri /a; upgrade-insecure-requests", "", true},
};

constexpr bool while_compiling() {
    return csp::subsumes(sh::parse::content_security_policy("default-src 'self'"),
                         sh::parse::content_security_policy("default-src 'none'"));
}
static_assert(while_compiling());

}  // namespace

TEST_CASE("Content-Security-Policies subsume those that allow no more") {
    for (const Row& row : rows) {
        INFO(row.a << " | " << row.b);
        const auto a = sh::parse::content_security_policy(row.a), b = sh::parse::content_security_policy(row.b);
        CHECK(csp::subsumes(a, b) == row.subsumes);
        CHECK(csp::subsumes(a, a));
        CHECK(csp::subsumes(b, b));
    }
}

TEST_CASE("Content-Security-Policies are compared by every directive of what pages load and run") {
    for (const D directive : {D::script_src_elem, D::script_src_attr, D::style_src_elem, D::style_src_attr, D::img_src,
                              D::font_src, D::connect_src, D::media_src, D::object_src, D::manifest_src, D::worker_src,
                              D::frame_src, D::fenced_frame_src, D::base_uri, D::form_action, D::frame_ancestors}) {
        const std::string name{csp::name_of(directive)},
            none = name + " 'none'",
            some = name + (csp::detail::attributes.has(directive) ? " 'unsafe-inline'" : " https:");
        INFO(name);
        const auto strict = sh::parse::content_security_policy(none), loose = sh::parse::content_security_policy(some);
        CHECK(csp::subsumes(loose, strict));
        CHECK_FALSE(csp::subsumes(strict, loose));
        CHECK_FALSE(csp::subsumes(strict, sh::parse::content_security_policy("")));
    }
}

TEST_CASE("Content-Security-Policies know 'self' where the page is known") {
    const auto a = sh::parse::content_security_policy("img-src 'self'");
    const auto b = sh::parse::content_security_policy("img-src https://example.com/logo/");
    CHECK_FALSE(csp::subsumes(a, b));
    CHECK(csp::subsumes(a, b, "https://example.com/x"));
    CHECK_FALSE(csp::subsumes(b, a, "https://example.com/x"));
    CHECK_FALSE(csp::subsumes(a, b, "https://a.example/"));
}

TEST_CASE("Content-Security-Policies compare many values as they do a few") {
    const auto list = [](std::string_view name, std::string_view word, std::string_view end) {
        std::string text{name};
        for (int i = 0; i < 40; ++i) text.append(" ").append(word).append(std::to_string(i)).append(end);
        return text;
    };
    const auto subsumes = [](const std::string& a, const std::string& b) {
        return csp::subsumes(sh::parse::content_security_policy(a), sh::parse::content_security_policy(b));
    };
    CHECK(subsumes(list("sandbox", "allow-", ""), list("sandbox", "ALLOW-", "")));
    CHECK_FALSE(subsumes(list("sandbox", "allow-", ""), list("sandbox", "ALLOW-", "x")));
    CHECK(subsumes(list("trusted-types", "'a", "'"), list("trusted-types", "'A", "'")));
    CHECK(subsumes(list("trusted-types", "a", ""), list("trusted-types", "a", "")));
    CHECK_FALSE(subsumes(list("trusted-types", "a", ""), list("trusted-types", "A", "")));
}
