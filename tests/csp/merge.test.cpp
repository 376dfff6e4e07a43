// SPDX-License-Identifier: MIT
#include <secure_headers/csp/merge.hpp>

#include <secure_headers/bake.hpp>
#include <secure_headers/csp/intersect.hpp>
#include <secure_headers/delivery.hpp>
#include <secure_headers/headers.hpp>
#include <secure_headers/parse/content_security_policy.hpp>
#include <secure_headers/policy/content_security_policy.hpp>
#include <secure_headers/policy/reporting_endpoints.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <cstddef>
#include <string_view>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

namespace {

struct Row {
    std::string_view a, b, merged;
};

constexpr Row rows[]{
    {"", "", ""},
    {"default-src 'self'", "", "default-src 'self'"},
    {"", "default-src 'self'", "default-src 'self'"},
    {"img-src 'self'", "img-src https://a.example", "img-src 'self' https://a.example"},
    {"img-src 'self' a.example", "img-src a.example 'SELF'", "img-src 'self' a.example"},
    {"img-src 'none'", "img-src https:", "img-src https:"},
    {"img-src 'none'", "img-src", "img-src 'none'"},
    {"img-src a.example/X", "img-src a.example/x", "img-src a.example/X a.example/x"},
    // Letters of another case make another source only where they count.
    {"img-src a.example https:", "img-src A.example HTTPS: b.example", "img-src a.example https: b.example"},
    {"img-src a.example a.Example", "img-src https://a.example https://A.example",
     "img-src a.example https://a.example https://A.example"},
    {"default-src a.example A.example", "img-src a.Example", "default-src a.example; img-src a.example"},
    {"sandbox allow-scripts", "sandbox Allow-Scripts", "sandbox allow-scripts"},
    {"trusted-types a", "trusted-types A", "trusted-types a A"},
    {"report-uri /a", "report-uri /A", "report-uri /a /A"},
    // Who names what a part needs means: beside what the site allows already.
    {"default-src 'self'", "img-src https://a.example", "default-src 'self'; img-src 'self' https://a.example"},
    {"img-src https://a.example", "default-src 'self'", "default-src 'self'; img-src https://a.example 'self'"},
    {"script-src a:", "img-src b:", "script-src a:; img-src b:"},
    {"default-src a:; script-src b:", "default-src c:", "default-src a: c:; script-src b: c:"},
    {"script-src a:", "script-src-elem b:", "script-src a:; script-src-elem a: b:"},
    // A directive that neither has, where its fallbacks would not add up.
    {"child-src a:", "script-src b:", "script-src b:; worker-src a: b:; child-src a:"},
    {"default-src 'self' 'unsafe-inline'", "default-src 'self'", "default-src 'self' 'unsafe-inline'"},
    // What has no fallback.
    {"frame-ancestors 'none'", "frame-ancestors https://a.example", "frame-ancestors https://a.example"},
    {"base-uri 'none'", "default-src 'self'", "default-src 'self'; base-uri 'none'"},
    {"sandbox allow-scripts", "sandbox allow-forms allow-scripts", "sandbox allow-scripts allow-forms"},
    {"sandbox", "sandbox", "sandbox"},
    {"trusted-types 'none'", "trusted-types a b", "trusted-types a b"},
    {"trusted-types", "trusted-types 'none'", "trusted-types 'none'"},
    {"require-trusted-types-for 'script'", "", "require-trusted-types-for 'script'"},
    {"webrtc 'block'", "webrtc 'allow'", "webrtc 'allow'"},
    {"upgrade-insecure-requests", "img-src https:", "img-src https:; upgrade-insecure-requests"},
    {"report-uri /a; report-to a", "report-uri /b; report-to b", "report-uri /a /b; report-to a"},
    // With a comma, browsers would read two policies.
    {"trusted-types a,default-src", "img-src 'self'", "img-src 'self'; trusted-types 'none'"},
    {"report-uri /a,b; sandbox allow-forms,x", "report-uri /c", "sandbox; report-uri /c"},
    {"report-uri /a,b; report-to a,b; webrtc 'block',x; require-trusted-types-for 'script',x", "", ""},
    {"trusted-types a\x01", "", "trusted-types 'none'"},
    // What browsers skip does not come along.
    {"img-src a:; img-src b:; plugin-types x/y; img-source c:", "", "img-src a:"},
    {"img-src a: 'unknown'", "", "img-src a:"},
    {"upgrade-insecure-requests x; report-to; report-uri /a", "report-to b c",
     "upgrade-insecure-requests; report-uri /a; report-to b"},
    // What only means something in the directive that it comes from does not come along.
    {"script-src 'nonce-abc' 'strict-dynamic' 'unsafe-hashes'", "script-src-attr a.example",
     "script-src 'nonce-abc' 'strict-dynamic'; script-src-attr 'none'"},
    {"default-src 'self' 'nonce-abc' 'unsafe-inline' 'unsafe-eval'", "img-src a.example",
     "default-src 'self' 'nonce-abc' 'unsafe-inline' 'unsafe-eval'; img-src 'self' a.example"},
    // What neither lets through stays out: nothing is let loose by leaving out what switches it off.
    {"script-src-attr 'nonce-abc' 'unsafe-inline'; default-src 'self'", "img-src a.example",
     "default-src 'self'; script-src-attr 'none'; img-src 'self' a.example"},
    {"style-src-attr 'unsafe-inline' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", "", "style-src-attr 'none'"},
    {"script-src-attr 'strict-dynamic' 'unsafe-inline'", "", "script-src-attr 'none'"},
    {"script-src 'nonce-abc' 'unsafe-inline'", "script-src-attr 'none'",
     "script-src 'nonce-abc' 'unsafe-inline'; script-src-attr 'none'"},
    {"default-src 'nonce-abc' a:", "script-src b:",
     "default-src 'nonce-abc' a:; script-src 'nonce-abc' a: b:; worker-src a: b:"},
    {"script-src 'unsafe-hashes' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
     "script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
     "script-src 'unsafe-hashes' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' "
     "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; script-src-attr 'unsafe-hashes' "
     "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"},
    {"script-src 'trusted-types-eval'", "script-src 'self'; require-trusted-types-for 'script'",
     "script-src 'self'; require-trusted-types-for 'script'"},
};

constexpr bool while_compiling() {
    const auto a = sh::parse::content_security_policy("default-src 'self'");
    const auto b = sh::parse::content_security_policy("img-src https://a.example");
    return csp::merge(a, b).text() == "default-src 'self'; img-src 'self' https://a.example";
}
static_assert(while_compiling());

}  // namespace

TEST_CASE("Content-Security-Policies merge into what either of them names") {
    for (const Row& row : rows) {
        INFO(row.a << " | " << row.b);
        const auto merged =
            csp::merge(sh::parse::content_security_policy(row.a), sh::parse::content_security_policy(row.b));
        CHECK(merged.text() == row.merged);
        CHECK(merged.exact());
    }
}

TEST_CASE("Content-Security-Policies say where one switches off what the other one names") {
    const auto exact = [](std::string_view a, std::string_view b) {
        return csp::merge(sh::parse::content_security_policy(a), sh::parse::content_security_policy(b)).exact();
    };
    CHECK(exact("script-src 'nonce-abc'", "script-src https://a.example"));
    CHECK_FALSE(exact("script-src 'nonce-abc' 'strict-dynamic'", "script-src https://a.example"));
    CHECK_FALSE(exact("style-src 'unsafe-inline'", "style-src 'nonce-abc'"));
}

TEST_CASE("A merged Content-Security-Policy goes into a set, with its place for the nonce") {
    sh::FieldWriter strict;
    sh::ContentSecurityPolicy{}.script_src({csp::nonce, csp::strict_dynamic}).upgrade_insecure_requests().write_to(strict);
    const auto merged = csp::merge(sh::parse::content_security_policy(strict.value()),
                                   sh::parse::content_security_policy("img-src https://a.example"));
    sh::FieldWriter out;
    merged.write_to(out);
    CHECK(out.value() ==
          "script-src 'nonce-{nonce-of-each-response}' 'strict-dynamic'; img-src https://a.example; upgrade-insecure-requests");
    CHECK(out.marks().size() == 2);  // the nonce, and what is for HTTPS only
    CHECK(sh::SecureHeaders::empty().set(merged).find("Content-Security-Policy")->value == out.value());
}

TEST_CASE("A merged Content-Security-Policy in which something is wrong keeps its marks") {
    sh::FieldWriter strict;
    sh::ContentSecurityPolicy{}
        .script_src({csp::nonce, csp::strict_dynamic})
        .upgrade_insecure_requests()
        .report_to("csp")
        .write_to(strict);
    for (const std::string_view other :
         {"script-src-attr 'unsafe-hashes' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
          "style-src 'self' a.example A.EXAMPLE", "img-src a.example?b", "sandbox allow-all"}) {
        INFO(other);
        const auto merged =
            csp::merge(sh::parse::content_security_policy(strict.value()), sh::parse::content_security_policy(other));
        CHECK(written(merged) == merged.text());
        CHECK_THROWS_WITH(sh::FrozenHeaders{sh::SecureHeaders::empty().set(merged)},
                          "Content-Security-Policy: report_to names an endpoint that no Reporting-Endpoints of the set declares");
        const sh::FrozenHeaders headers{
            sh::SecureHeaders::empty().set(merged).set(sh::ReportingEndpoints{{"csp", "/reports"}})};
        CHECK(headers.view().needs_nonce());
        char block[512];
        CHECK_THROWS_AS(sh::write_block(block, headers, {}), sh::InvalidHeader);
        const std::string_view plain{block,
                                     static_cast<std::size_t>(
                                         sh::write_block(block, headers, {.nonce = sh::Nonce::generate()}) - block)};
        CHECK(plain.find("upgrade-insecure-requests") == std::string_view::npos);
        CHECK(plain.find(sh::nonce_placeholder) == std::string_view::npos);
    }
}

TEST_CASE("What both policies name is named once, keywords whatever their case") {
    const auto a =
        secure_headers::parse::content_security_policy("script-src 'SELF' 'nonce-abcd' x.example; report-uri /a /b");
    const auto b = secure_headers::parse::content_security_policy(
        "script-src 'self' 'nonce-ABCD' x.example 'nonce-abcd'; report-uri /b /c");
    CHECK(secure_headers::csp::merge(a, b).text() ==
          "script-src 'SELF' 'nonce-abcd' x.example 'nonce-ABCD'; report-uri /a /b /c");
    CHECK(secure_headers::csp::intersect(a, b).text() == "script-src 'self' 'nonce-abcd' x.example; report-uri /a /b /c");
}
