// SPDX-License-Identifier: MIT
#include <secure_headers/csp/difference.hpp>

#include <secure_headers/parse/content_security_policy.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

namespace {

struct Row {
    std::string_view before, after, sentences;  ///< One a line.
};

constexpr Row rows[]{
    {"", "", ""},
    {"default-src 'self'", "default-src 'self'", ""},
    {"default-src 'self'; img-src 'self'", "img-src 'SELF'; default-src 'self'", ""},
    {"default-src 'self'", "default-src 'self'; img-src 'self'", ""},
    {"img-src 'self'", "img-src 'self' https://a.example", "img-src also allows https://a.example\n"},
    {"img-src 'self' https://a.example", "img-src 'self'", "img-src no longer allows https://a.example\n"},
    {"img-src https://a.example", "img-src https:", "img-src also allows https:\n"},
    {"img-src a: b:", "img-src b: c:", "img-src also allows c:\nimg-src no longer allows a:\n"},
    {"img-src 'self'", "img-src 'none'", "img-src allows nothing any more\n"},
    {"img-src 'none'", "img-src 'self'", "img-src also allows 'self'\n"},
    {"", "img-src 'self'", "img-src allows no longer anything, only 'self'\n"},
    {"", "img-src 'none'", "img-src allows no longer anything, only nothing\n"},
    {"img-src 'self'", "", "img-src allows anything now, before only 'self'\n"},
    {"default-src 'self'; img-src https:", "default-src 'self'", "img-src no longer allows https:\n"},
    {"script-src 'unsafe-inline'", "script-src 'unsafe-inline' 'nonce-abc'",
     "script-src also allows 'nonce-abc'\nscript-src no longer allows 'unsafe-inline'\n"},
    {"script-src 'nonce-abc'", "script-src 'nonce-def'",
     "script-src also allows 'nonce-def'\nscript-src no longer allows 'nonce-abc'\n"},
    {"script-src 'self'", "script-src 'self' 'report-sample'", ""},
    {"script-src 'report-sample' 'self'", "script-src 'report-sample'", "script-src allows nothing any more\n"},
    {"child-src a.com; worker-src 'self'; frame-src 'self'", "child-src b.com; worker-src 'self'; frame-src 'self'", ""},
    {"child-src a.com; worker-src 'self'", "child-src b.com; worker-src 'self'",
     "child-src also allows b.com\nchild-src no longer allows a.com\n"},
    {"sandbox allow-forms", "sandbox allow-scripts",
     "sandbox also names allow-scripts\nsandbox no longer names allow-forms\n"},
    {"sandbox", "", "sandbox is gone\n"},
    {"default-src 'none'; script-src 'self'; child-src 'none'", "default-src 'none'; script-src 'self'",
     "worker-src also allows 'self'\n"},
    {"default-src 'self'; script-src a.example", "default-src 'self'",
     "script-src also allows 'self'\nscript-src no longer allows a.example\n"},
    {"", "default-src 'self'", "default-src allows no longer anything, only 'self'\n"},
    {"default-src 'self'", "", "default-src allows anything now, before only 'self'\n"},
    {"trusted-types Foo", "trusted-types foo", "trusted-types also names foo\ntrusted-types no longer names Foo\n"},
    {"report-uri /Report", "report-uri /report", "report-uri also names /report\nreport-uri no longer names /Report\n"},
    {"sandbox Allow-Forms", "sandbox allow-forms", ""},
    {"trusted-types a 'ALLOW-DUPLICATES'", "trusted-types a 'allow-duplicates'", ""},
    {"trusted-types *", "trusted-types a *", ""},
    {"trusted-types a *", "trusted-types *", ""},
    {"trusted-types *", "trusted-types a", "trusted-types no longer names *\n"},
    {"trusted-types a", "trusted-types *", "trusted-types also names *\n"},
    {"trusted-types * 'allow-duplicates'", "trusted-types *", "trusted-types no longer names 'allow-duplicates'\n"},
    {"trusted-types 'none'", "trusted-types", ""},
    {"trusted-types a", "trusted-types a 'none'", ""},
    {"trusted-types a", "trusted-types 'none'", "trusted-types also names 'none'\ntrusted-types no longer names a\n"},
    {"connect-src https://a.example", "connect-src wss://a.example", ""},
    {"style-src-attr 'none'", "style-src-attr a.example", ""},
    {"script-src-elem 'none'", "script-src-elem 'unsafe-eval'", ""},
    {"script-src 'none'", "script-src 'unsafe-eval'", "script-src also allows 'unsafe-eval'\n"},
    {"script-src 'unsafe-eval'", "script-src 'unsafe-eval' 'trusted-types-eval'", ""},
    {"img-src 'self'", "img-src 'self' 'unsafe-allow-redirects'", ""},
    {"frame-ancestors 'none'", "frame-ancestors b.example/x", "frame-ancestors also allows b.example/x\n"},
    {"img-src 'none'", "img-src a.example?x", "img-src also allows a.example?x\n"},
    {"img-src *", "img-src http:", ""},
    {"connect-src ws:", "connect-src *", ""},
    // A default list decides over scripts, of which 'strict-dynamic' alone is asked.
    {"default-src 'nonce-a' 'strict-dynamic' https:", "default-src 'nonce-a' https:",
     "default-src no longer allows 'strict-dynamic'\nscript-src also allows https:\n"},
    {"default-src 'nonce-a' https:", "default-src 'nonce-a' 'strict-dynamic' https:",
     "default-src also allows 'strict-dynamic'\nscript-src no longer allows https:\n"},
    {"default-src 'strict-dynamic' 'unsafe-inline' 'self'", "default-src 'unsafe-inline' 'self'",
     "default-src no longer allows 'strict-dynamic'\nscript-src also allows 'unsafe-inline' 'self'\n"},
    {"default-src 'strict-dynamic' 'unsafe-inline'; script-src-elem 'none'",
     "default-src 'unsafe-inline'; script-src-elem 'none'",
     "default-src no longer allows 'strict-dynamic'\nscript-src-attr also allows 'unsafe-inline'\n"},
    {"default-src 'strict-dynamic' a.example", "default-src b.example",
     "default-src also allows b.example\ndefault-src no longer allows 'strict-dynamic' a.example\n"},
    {"default-src 'strict-dynamic' a.example; script-src 'self'", "default-src a.example; script-src 'self'",
     "default-src no longer allows 'strict-dynamic'\n"},
    {"default-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' a.example",
     "default-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' b.example 'unsafe-hashes'",
     "default-src also allows b.example 'unsafe-hashes'\ndefault-src no longer allows a.example\n"},
    // What decides over eval alone.
    {"script-src a.example; script-src-elem 'self'; script-src-attr 'none'; worker-src 'self'",
     "script-src b.example 'unsafe-eval'; script-src-elem 'self'; script-src-attr 'none'; worker-src 'self'",
     "script-src also allows 'unsafe-eval'\n"},
    {"script-src a.example; script-src-elem 'self'; script-src-attr 'none'; worker-src 'self'",
     "script-src-elem 'self'; script-src-attr 'none'; worker-src 'self'", "script-src also allows 'unsafe-eval'\n"},
    {"script-src 'unsafe-eval'; script-src-elem 'self'; script-src-attr 'none'; worker-src 'self'",
     "script-src 'wasm-unsafe-eval'; script-src-elem 'self'; script-src-attr 'none'; worker-src 'self'",
     "script-src no longer allows 'unsafe-eval'\n"},
    {"script-src a.example 'unsafe-inline'; script-src-elem 'self'; worker-src 'self'",
     "script-src b.example; script-src-elem 'self'; worker-src 'self'", "script-src no longer allows 'unsafe-inline'\n"},
    {"script-src a.example; script-src-elem 'self'; worker-src 'self'", "script-src-elem 'self'; worker-src 'self'",
     "script-src allows anything now, before only nothing\n"},
    {"style-src a.example; style-src-elem 'self'", "style-src b.example 'unsafe-inline'; style-src-elem 'self'",
     "style-src also allows 'unsafe-inline'\n"},
    {"style-src 'none'; style-src-elem 'self'",
     "style-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; style-src-elem 'self'", ""},
    {"script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; script-src-elem 'self'; worker-src 'self'",
     "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'unsafe-hashes'; script-src-elem 'self'; worker-src "
     "'self'",
     "script-src also allows 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'unsafe-hashes'\n"},
    {"style-src a.example; style-src-elem 'self'; style-src-attr 'none'",
     "style-src b.example; style-src-elem 'self'; style-src-attr 'none'", ""},
    {"script-src a.example; script-src-elem 'self'; script-src-attr 'none'",
     "script-src b.example; script-src-elem 'self'; script-src-attr 'none'",
     "script-src also allows b.example\nscript-src no longer allows a.example\n"},
    {"script-src 'trusted-types-eval'", "script-src 'trusted-types-eval'; require-trusted-types-for 'script'",
     "script-src also allows 'trusted-types-eval'\nrequire-trusted-types-for is new: 'script'\n"},
    {"script-src 'self'", "script-src 'self' 'trusted-types-eval'", ""},
    {"require-trusted-types-for 'script'", "require-trusted-types-for 'SCRIPT'",
     "require-trusted-types-for also names 'SCRIPT'\nrequire-trusted-types-for no longer names 'script'\n"},
    {"sandbox allow-top-navigation-by-user-activation", "sandbox allow-top-navigation",
     "sandbox also names allow-top-navigation\n"},
    {"", "sandbox", "sandbox is new\n"},
    {"", "report-to csp", "report-to is new: csp\n"},
    {"upgrade-insecure-requests", "", "upgrade-insecure-requests is gone\n"},
    {"unknown a", "unknown b", ""},
};

std::string told(const Row& row) {
    std::string lines;
    for (const auto& sentence :
         csp::difference(sh::parse::content_security_policy(row.before), sh::parse::content_security_policy(row.after)))
        lines += std::string{sentence.view()} + "\n";
    return lines;
}

}  // namespace

TEST_CASE("Content-Security-Policies differ in words, by what they allow") {
    for (const Row& row : rows) {
        INFO(row.before << " | " << row.after);
        CHECK(told(row) == row.sentences);
    }
}

TEST_CASE("A source that a directive repeats is told once") {
    const auto before = secure_headers::parse::content_security_policy("img-src a.example a.example");
    const auto after = secure_headers::parse::content_security_policy("img-src b.example b.example A.example 'self'");
    const auto sentences = secure_headers::csp::difference(before, after);
    REQUIRE(sentences.size() == 1);
    CHECK(sentences[0].view() == "img-src also allows b.example 'self'");
}

constexpr bool is_told_while_compiling(std::string_view before, std::string_view after) {
    const csp::ParsedPolicy a = sh::parse::content_security_policy(before), b = sh::parse::content_security_policy(after);
    return csp::difference(a, b).size() == 1;
}
static_assert(is_told_while_compiling("img-src 'self'", ""));
static_assert(is_told_while_compiling("", "img-src 'self'"));
static_assert(is_told_while_compiling("img-src 'self'", "img-src a.example 'self'"));
