// SPDX-License-Identifier: MIT
#include <secure_headers/csp/allows.hpp>

#include <secure_headers/parse/content_security_policy.hpp>

#include "catch.hpp"

#include <string_view>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;
using D = csp::Directive;

namespace {

constexpr std::string_view page = "https://example.com/";
constexpr std::string_view cdn = "https://cdn.example/a.js";
// Of "alert(1)", by `printf 'alert(1)' | openssl dgst -sha256 -binary | openssl base64`.
constexpr std::string_view hash = "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=";

struct LoadRow {
    std::string_view policy;
    csp::Load load;
    bool allowed;
};

constexpr LoadRow loads[]{
    {"", {D::script_src_elem, cdn, page}, true},
    {"img-src 'none'", {D::script_src_elem, cdn, page}, true},
    {"default-src 'none'", {D::script_src_elem, cdn, page}, false},
    {"default-src 'none'; script-src https://cdn.example", {D::script_src_elem, cdn, page}, true},
    {"script-src https://cdn.example; script-src-elem 'self'", {D::script_src_elem, cdn, page}, false},
    {"script-src https://cdn.example/b/", {D::script_src_elem, cdn, page}, false},
    {"script-src https://cdn.example/b/",
     {.directive = D::script_src_elem, .url = cdn, .page = page, .redirected = true},
     true},
    // A page that is not known is taken to come by https, and has no 'self'.
    {"img-src a.example", {D::img_src, "https://a.example/x", ""}, true},
    {"img-src a.example", {D::img_src, "http://a.example/x", ""}, false},
    {"connect-src a.example", {D::connect_src, "wss://a.example/x", ""}, true},
    {"img-src 'self'", {D::img_src, "https://a.example/x", ""}, false},
    {"img-src a.example", {D::img_src, "http://a.example/x", "http://b.example/"}, true},
    // CSP3, section 6.7.1.1, step 1.1: a nonce makes up for the URL, compared to the letter.
    {"script-src 'nonce-abc'", {.directive = D::script_src_elem, .url = cdn, .page = page, .nonce = "abc"}, true},
    {"script-src 'nonce-abc'", {.directive = D::script_src_elem, .url = cdn, .page = page, .nonce = "ABC"}, false},
    {"script-src 'nonce-abc'", {.directive = D::script_src_elem, .url = cdn, .page = page}, false},
    {"style-src 'nonce-abc'", {.directive = D::style_src_elem, .url = cdn, .page = page, .nonce = "abc"}, true},
    {"img-src 'nonce-abc'", {.directive = D::img_src, .url = cdn, .page = page, .nonce = "abc"}, false},
    {"default-src 'nonce-abc'", {.directive = D::script_src_elem, .url = cdn, .page = page, .nonce = "abc"}, true},
    {"default-src 'nonce-abc'", {.directive = D::worker_src, .url = cdn, .page = page, .nonce = "abc"}, false},
    {"script-src 'nonce-abc'", {.directive = D::worker_src, .url = cdn, .page = page, .nonce = "abc"}, true},
    // An attribute of code loads nothing.
    {"script-src-attr 'none'", {D::script_src_attr, cdn, page}, true},
    {"style-src-attr 'none'", {D::style_src_attr, cdn, page}, true},
    // Step 1.2: so does integrity, if all of its hashes are in the list.
    {"script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
     {.directive = D::script_src_elem, .url = cdn, .page = page, .integrity = hash},
     true},
    {"script-src 'SHA256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF-pI='",
     {.directive = D::script_src_elem, .url = cdn, .page = page, .integrity = hash},
     true},
    {"script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
     {.directive = D::script_src_elem,
      .url = cdn,
      .page = page,
      .integrity = "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI= sha384-other"},
     false},
    {"script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
     {.directive = D::script_src_elem, .url = cdn, .page = page, .integrity = "md5-unknown"},
     false},
    {"style-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
     {.directive = D::style_src_elem, .url = cdn, .page = page, .integrity = hash},
     false},
    // Step 1.3: 'strict-dynamic' asks who put the script in, and nobody about its URL.
    {"script-src 'strict-dynamic' 'nonce-abc' https:", {.directive = D::script_src_elem, .url = cdn, .page = page}, false},
    {"script-src 'Strict-Dynamic' 'nonce-abc'",
     {.directive = D::script_src_elem, .url = cdn, .page = page, .parser_inserted = false},
     true},
    {"script-src 'strict-dynamic' 'nonce-abc' https:",
     {.directive = D::script_src_elem, .url = cdn, .page = page, .nonce = "abc"},
     true},
    {"default-src 'strict-dynamic' 'nonce-abc' https:", {D::img_src, cdn, page}, true},
    // A WebSocket is asked about as http or https. Fetch, section 4.1.
    {"connect-src *", {D::connect_src, "wss://chat.example/", page}, true},
    {"connect-src https:", {D::connect_src, "wss://chat.example/", page}, true},
    {"connect-src wss:", {D::connect_src, "wss://chat.example/", page}, true},
    {"connect-src wss:", {D::connect_src, "ws://chat.example/", page}, false},
    {"connect-src 'self'", {D::connect_src, "wss://example.com/", page}, true},
    {"connect-src chat.example", {D::connect_src, "wss://chat.example/", page}, true},
    // Directives that nothing stands in for.
    {"default-src 'none'", {D::form_action, cdn, page}, true},
    {"form-action 'self'", {D::form_action, cdn, page}, false},
    {"base-uri 'none'", {D::base_uri, page, page}, false},
    {"frame-ancestors https://*.example.org", {D::frame_ancestors, "https://a.example.org", page}, true},
    {"frame-ancestors 'none'", {D::frame_ancestors, page, page}, false},
    // Browsers compare the origin of the page that frames another. CSP3, section 6.4.2.1.
    {"frame-ancestors https://a.example", {D::frame_ancestors, "https://a.example/x/y", page}, true},
    {"frame-ancestors https://a.example/", {D::frame_ancestors, "https://a.example/x/y", page}, true},
    {"frame-ancestors https://a.example/x/", {D::frame_ancestors, "https://a.example/x/y", page}, false},
    {"frame-ancestors https://a.example/x", {D::frame_ancestors, "https://a.example/x", page}, false},
    {"frame-ancestors 'self'", {D::frame_ancestors, "https://example.com/x", page}, true},
    {"frame-ancestors data: blob:", {D::frame_ancestors, "data:text/html,x", page}, false},
    {"frame-src https://a.example/x/", {D::frame_src, "https://a.example/x/y", page}, true},
    // Behind a host, Firefox ignores a query and Chromium the source; behind a path, both ignore the query.
    {"img-src a.example?x", {D::img_src, "https://a.example/y", page}, true},
    {"img-src a.example#x", {D::img_src, "https://a.example/", page}, true},
    {"img-src *?x", {D::img_src, "https://a.example/", page}, true},
    {"img-src a.example/y?x", {D::img_src, "https://a.example/y", page}, true},
    {"img-src http://a.example:80", {D::img_src, "https://a.example/", "http://example.com/"}, true},
    {"connect-src ws://a.example:80", {D::connect_src, "wss://a.example/", page}, true},
    {"sandbox", {D::sandbox, cdn, page}, true},
};

struct InlineRow {
    std::string_view policy;
    csp::InlineCode code;
    bool allowed;
};

constexpr InlineRow inlines[]{
    {"", {D::script_src_elem, "alert(1)"}, true},
    {"default-src 'self'", {D::script_src_elem, "alert(1)"}, false},
    {"default-src 'unsafe-inline'", {D::script_src_attr, "alert(1)"}, true},
    {"script-src 'unsafe-inline'; script-src-attr 'none'", {D::script_src_attr, "alert(1)"}, false},
    {"script-src 'unsafe-inline' 'nonce-abc'", {D::script_src_elem, "alert(1)"}, false},
    {"script-src 'unsafe-inline' 'nonce-abc'", {D::script_src_elem, "alert(1)", "abc"}, true},
    {"script-src 'nonce-abc'", {D::script_src_attr, "alert(1)", "abc"}, false},
    {"script-src 'unsafe-inline' 'strict-dynamic'", {D::script_src_elem, "alert(1)"}, false},
    {"script-src 'unsafe-inline' 'strict-dynamic'", {D::script_src_attr, "alert(1)"}, false},
    {"script-src 'unsafe-inline' 'strict-dynamic'", {D::script_src_elem, "alert(1)", "", false}, true},
    {"default-src 'unsafe-inline' 'strict-dynamic'", {D::style_src_elem, "p{}"}, true},
    {"script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", {D::script_src_elem, "alert(1)"}, true},
    {"script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF-pI='", {D::script_src_elem, "alert(1)"}, true},
    {"script-src 'sha256-fhj3NzEbLcOy8mndeDlrA1HxT7Zu+oefdoyyMYGIPHg='", {D::script_src_elem, "a\r\nb"}, true},
    {"script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", {D::script_src_elem, "alert(2)"}, false},
    {"script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", {D::script_src_attr, "alert(1)"}, false},
    {"script-src 'unsafe-hashes' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
     {D::script_src_attr, "alert(1)"},
     true},
    {"style-src 'unsafe-inline' https:", {D::style_src_attr, "color:red"}, true},
    {"style-src 'nonce-abc'", {D::style_src_elem, "p{}", "abc"}, true},
    {"style-src 'nonce-abc'", {D::style_src_attr, "color:red", "abc"}, false},
    {"style-src 'sha256-8f935d27GvUutRyY9yWScUMiFUk4WTdZURISiYfPOeQ='", {D::style_src_attr, "color:red"}, false},
    {"style-src 'unsafe-hashes' 'sha256-8f935d27GvUutRyY9yWScUMiFUk4WTdZURISiYfPOeQ='",
     {D::style_src_attr, "color:red"},
     true},
    {"script-src 'nonce-abc' 'strict-dynamic'", {D::script_src_elem, "alert(1)", "", false}, true},
    {"script-src 'nonce-abc' 'strict-dynamic'", {D::script_src_elem, "alert(1)", "", true}, false},
    {"style-src 'nonce-abc' 'strict-dynamic'", {D::style_src_elem, "p{}", "", false}, false},
    {"script-src 'sha384-HT2E9NfWiuQ/w1PRai+hTyqW16NIoCGA/m8VQDUopfAtcz6YQjtsMmQd5uRbVDpW'",
     {D::script_src_elem, "alert(1)"},
     true},
    {"script-src 'sha384-HT2E9NfWiuQ/w1PRai+hTyqW16NIoCGA/m8VQDUopfAtcz6YQjtsMmQd5uRbVDpW'",
     {D::script_src_elem, "alert(2)"},
     false},
    {"script-src 'sha512-+uuYUxxe7oWIShQrWEmMn/fixz/rxDP4qcAZddXLDM3nN8/tpk1ZC2jXQk6N+mXE65jwfzNVUJL/qjA3y9KbuQ=='",
     {D::script_src_elem, "alert(1)"},
     true},
    {"script-src 'sha256-8f935d27GvUutRyY9yWScUMiFUk4WTdZURISiYfPOeQ=' 'sha512-+uuYUxxe7oWIShQrWEmMn/fixz/rxDP4qcAZddXLDM3nN8/tpk1ZC2jXQk6N+mXE65jwfzNVUJL/qjA3y9KbuQ=='",
     {D::script_src_elem, "alert(1)"},
     true},
};

constexpr bool all_hold() {
    for (const LoadRow& row : loads)
        if (csp::allows(sh::parse::content_security_policy(row.policy), row.load) != row.allowed) return false;
    return true;
}
static_assert(all_hold());

}  // namespace

TEST_CASE("Content-Security-Policy allows what CSP3 lets load") {
    for (const LoadRow& row : loads) {
        INFO(row.policy << " | " << csp::name_of(row.load.directive) << " " << row.load.url);
        CHECK(csp::allows(sh::parse::content_security_policy(row.policy), row.load) == row.allowed);
    }
}

TEST_CASE("Content-Security-Policy allows inline code as CSP3 says") {
    for (const InlineRow& row : inlines) {
        INFO(row.policy << " | " << csp::name_of(row.code.directive) << " " << row.code.code);
        CHECK(csp::allows(sh::parse::content_security_policy(row.policy), row.code) == row.allowed);
    }
}

TEST_CASE("Content-Security-Policy gates eval and WebAssembly by script-src, never by -elem or -attr") {
    const auto gates = [](std::string_view text) {
        const auto policy = sh::parse::content_security_policy(text);
        return std::pair{csp::allows_eval(policy), csp::allows_wasm(policy)};
    };
    CHECK(gates("") == std::pair{true, true});
    CHECK(gates("default-src 'self'") == std::pair{false, false});
    CHECK(gates("default-src 'unsafe-eval'") == std::pair{true, true});
    CHECK(gates("default-src 'unsafe-eval'; script-src 'self'") == std::pair{false, false});
    CHECK(gates("script-src 'wasm-unsafe-eval'") == std::pair{false, true});
    CHECK(gates("default-src 'self'; script-src-elem 'unsafe-eval'") == std::pair{false, false});
}

TEST_CASE("Content-Security-Policy in several policies allows what each of them does") {
    const auto policies = sh::parse::content_security_policies("img-src https:, img-src 'self' https://a.example");
    const auto allowed = [&](std::string_view url) { return csp::allows(policies, csp::Load{D::img_src, url, page}); };
    CHECK(allowed("https://a.example/"));
    CHECK(allowed("https://example.com/"));
    CHECK_FALSE(allowed("http://a.example/"));
    CHECK_FALSE(allowed("https://b.example/"));
}
