// SPDX-License-Identifier: MIT
#include <secure_headers/csp/intersect.hpp>

#include <secure_headers/csp/allows.hpp>
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
    std::string_view a, b, both;
    bool exact = true;
};

constexpr Row rows[]{
    {"", "", ""},
    {"default-src 'self'", "", "default-src 'self'"},
    {"default-src 'self'", "img-src https:", "default-src 'self'; img-src 'self'", true},
    {"img-src https:", "img-src http://a.example", "img-src https://a.example"},
    {"img-src a: b:", "img-src b: c:", "img-src b:"},
    {"img-src a:", "img-src b:", "img-src 'none'"},
    {"img-src a.example b.example", "img-src A.example a.Example", "img-src A.example"},
    {"img-src HTTPS:", "img-src a.example A.example", "img-src a.example"},
    {"default-src a.example A.example", "img-src a.Example", "default-src a.example; img-src a.Example"},
    {"img-src 'none'", "img-src *", "img-src 'none'"},
    {"img-src *.example.com", "img-src https://a.example.com:*", "img-src https://a.example.com"},
    {"default-src a:; script-src b:", "default-src a: b:", "default-src a:; script-src b:"},
    {"script-src 'unsafe-inline' a:", "script-src a:", "script-src a:"},
    {"script-src 'unsafe-eval'", "script-src 'wasm-unsafe-eval'", "script-src 'wasm-unsafe-eval'"},
    {"script-src 'nonce-abc' 'strict-dynamic'", "script-src 'strict-dynamic' 'nonce-abc'",
     "script-src 'nonce-abc' 'strict-dynamic'"},
    // What one policy cannot say.
    {"script-src 'nonce-abc'", "script-src https://a.example", "script-src 'none'", false},
    {"script-src 'nonce-abc' https:", "script-src https://a.example", "script-src https://a.example", false},
    {"script-src 'nonce-abc'", "script-src 'unsafe-inline'", "script-src 'none'", false},
    {"script-src 'nonce-abc'", "script-src 'none'", "script-src 'none'", true},
    // 'unsafe-inline' that a nonce has switched off must not come back.
    {"script-src 'unsafe-inline' 'nonce-abc'", "script-src 'unsafe-inline' 'nonce-def'", "script-src 'none'", false},
    {"default-src 'unsafe-inline' 'strict-dynamic' a:", "default-src 'unsafe-inline' a:",
     "default-src 'unsafe-inline' a:; script-src 'none'; worker-src a:", false},
    {"child-src a:", "script-src a: b:", "script-src a: b:; child-src a:"},
    {"child-src a: c:", "script-src a: b:", "script-src a: b:; worker-src a:; child-src a: c:"},
    {"sandbox allow-scripts allow-forms", "sandbox allow-forms", "sandbox allow-forms"},
    {"sandbox allow-scripts", "", "sandbox allow-scripts"},
    {"sandbox allow-scripts", "sandbox", "sandbox"},
    // HTML, section 7.1.5: tokens that imply others.
    {"sandbox allow-scripts allow-top-navigation", "sandbox allow-scripts allow-top-navigation-by-user-activation",
     "sandbox allow-scripts allow-top-navigation-by-user-activation"},
    {"sandbox Allow-Top-Navigation-By-User-Activation", "sandbox ALLOW-TOP-NAVIGATION",
     "sandbox Allow-Top-Navigation-By-User-Activation"},
    {"sandbox allow-popups", "sandbox allow-top-navigation-to-custom-protocols",
     "sandbox allow-top-navigation-to-custom-protocols"},
    {"sandbox allow-popups allow-forms", "sandbox allow-forms allow-top-navigation",
     "sandbox allow-forms allow-top-navigation-to-custom-protocols"},
    {"sandbox allow-popups", "sandbox allow-popups allow-top-navigation", "sandbox allow-popups"},
    {"sandbox allow-popups", "sandbox allow-top-navigation-by-user-activation", "sandbox"},
    // 'trusted-types-eval' does nothing where Trusted Types are not required.
    {"script-src 'trusted-types-eval'", "script-src 'trusted-types-eval'; require-trusted-types-for 'script'",
     "script-src 'none'; require-trusted-types-for 'script'"},
    {"script-src 'trusted-types-eval'", "require-trusted-types-for 'script'",
     "script-src 'none'; require-trusted-types-for 'script'"},
    {"script-src 'unsafe-eval'", "script-src 'trusted-types-eval'; require-trusted-types-for 'script'",
     "script-src 'trusted-types-eval'; require-trusted-types-for 'script'"},
    {"frame-ancestors https://a.example/x", "frame-ancestors https:", "frame-ancestors https://a.example/x"},
    // With a comma, browsers would read two policies.
    {"trusted-types a,default-src b", "trusted-types a,default-src b", "trusted-types b"},
    {"report-uri /a,b", "", ""},
    {"report-uri /a,b /c", "report-to x,y", "report-uri /c"},
    {"sandbox allow-forms,x", "", "sandbox"},
    {"require-trusted-types-for 'script',x", "", ""},
    {"webrtc 'block',x", "", ""},
    {"trusted-types a b", "trusted-types *", "trusted-types a b"},
    {"trusted-types a", "trusted-types b", "trusted-types 'none'"},
    {"trusted-types A", "trusted-types a", "trusted-types 'none'"},
    {"trusted-types *", "trusted-types a 'allow-duplicates'", "trusted-types a"},
    {"trusted-types a 'allow-duplicates'", "trusted-types * 'ALLOW-DUPLICATES'", "trusted-types a 'allow-duplicates'"},
    {"img-src https://a.example/x/", "img-src https://a.example/y/", "img-src 'none'", false},  // but for redirects
    {"img-src https://a.example/x/ https://a.example/y/", "img-src https://a.example/x/ https://a.example/y/",
     "img-src https://a.example/x/ https://a.example/y/"},
    {"img-src https://a.example/x/ a.example/y/", "img-src https://a.example/x/z https://a.example/q",
     "img-src https://a.example/x/z"},
    {"img-src https://a.example/x/ *.example/y/", "img-src https://a.example/x/ https://b.example/q",
     "img-src https://a.example/x/", false},
    {"img-src http://a.example/x http://a.example:80/y", "img-src https://a.example/x https://a.example:*/q",
     "img-src https://a.example/x", false},  // and redirects to port 80
    {"webrtc 'allow'", "webrtc 'block'", "webrtc 'block'"},
    {"upgrade-insecure-requests", "require-trusted-types-for 'script'",
     "require-trusted-types-for 'script'; upgrade-insecure-requests"},
    {"frame-ancestors 'self'", "frame-ancestors https://a.example", "frame-ancestors 'none'", false},
};

}  // namespace

TEST_CASE("Content-Security-Policies of one response mean what both of them allow") {
    for (const Row& row : rows) {
        INFO(row.a << " | " << row.b);
        const auto both =
            csp::intersect(sh::parse::content_security_policy(row.a), sh::parse::content_security_policy(row.b));
        CHECK(both.text() == row.both);
        CHECK(both.exact() == row.exact);
    }
}

TEST_CASE("Content-Security-Policies together keep what is sent over HTTPS only, whatever is wrong with them") {
    const auto a =
        sh::parse::content_security_policy("script-src 'nonce-abc' 'strict-dynamic'; upgrade-insecure-requests");
    const auto b = sh::parse::content_security_policy("script-src 'nonce-def' 'strict-dynamic'; report-to csp");
    const auto both = csp::intersect(a, b);
    CHECK(both.text() == "script-src 'strict-dynamic'; upgrade-insecure-requests; report-to csp");
    sh::FieldWriter out;
    both.write_to(out);
    CHECK(out.value() == both.text());
    REQUIRE(out.marks().size() == 2);
    CHECK(out.marks()[0].kind == sh::FieldWriter::Mark::https_only);
    CHECK(out.marks()[1].kind == sh::FieldWriter::Mark::uses_endpoint);
}

TEST_CASE("Content-Security-Policies compare 'self' with hosts where the page is known") {
    const auto a = sh::parse::content_security_policy("img-src 'self'");
    const auto b = sh::parse::content_security_policy("img-src https://example.com https://b.example");
    CHECK(csp::intersect(a, b, "https://example.com/x").text() == "img-src https://example.com");
    CHECK(csp::intersect(a, b, "https://example.com/x").exact());
    CHECK(csp::intersect(a, b, "https://a.example/").text() == "img-src 'none'");
}

TEST_CASE("Content-Security-Policies together never allow more than each, and no less where the result is exact") {
    const std::string_view lists[]{
        "'none'",
        "'self'",
        "*",
        "https:",
        "https://a.example 'self'",
        "'unsafe-inline' https://a.example",
        "'nonce-abc'",
        "'nonce-abc' 'strict-dynamic' https:",
        "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'unsafe-hashes' http://a.example/x/",
    };
    std::vector<std::string> texts{""};
    for (const std::string_view name : {"default-src", "script-src"})
        for (const std::string_view list : lists) texts.push_back(std::string{name} + " " + std::string{list});
    for (const std::string_view list : lists)
        texts.push_back("default-src https:; script-src-elem " + std::string{list} + "; worker-src 'self'");

    constexpr std::string_view page = "https://example.com/";
    std::size_t exact = 0, gained = 0, lost = 0;
    for (const std::string& text_a : texts) {
        for (const std::string& text_b : texts) {
            const auto a = sh::parse::content_security_policy(text_a), b = sh::parse::content_security_policy(text_b);
            const auto both = csp::intersect(a, b, page);
            const auto c = both.parsed();
            exact += both.exact() ? 1 : 0;
            const auto compare = [&](const auto& what) {
                const bool by_each = csp::allows(a, what) && csp::allows(b, what), by_both = csp::allows(c, what);
                gained += by_both && !by_each ? 1 : 0;
                lost += both.exact() && by_each && !by_both ? 1 : 0;
            };
            for (const D directive : {D::script_src_elem, D::worker_src, D::frame_src, D::img_src, D::style_src_elem})
                for (const std::string_view url : {"https://a.example/x/y", "https://example.com/", "http://a.example/"})
                    for (const std::string_view nonce : {"", "abc"})
                        for (const bool inserted : {false, true})
                            compare(csp::Load{.directive = directive,
                                              .url = url,
                                              .page = page,
                                              .nonce = nonce,
                                              .parser_inserted = inserted});
            for (const D directive : {D::script_src_elem, D::script_src_attr, D::style_src_elem, D::style_src_attr})
                for (const std::string_view nonce : {"", "abc"})
                    for (const std::string_view code : {"alert(1)", "alert(2)"})
                        compare(csp::InlineCode{directive, code, nonce});
        }
    }
    CHECK(exact > texts.size() * texts.size() / 2);
    CHECK(gained == 0);
    CHECK(lost == 0);
}
