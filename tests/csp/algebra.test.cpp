// SPDX-License-Identifier: MIT
#include <secure_headers/csp/algebra.hpp>

#include <secure_headers/csp/allows.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/parse/content_security_policy.hpp>

#include "catch.hpp"
#include "rounds.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

// Policies put together by chance, and what they let through when they are composed.
namespace sh = secure_headers;
namespace csp = secure_headers::csp;
using D = csp::Directive;

namespace {

constexpr std::string_view page = "https://page.example/";

constexpr std::string_view names[]{
    "default-src",    "script-src",       "script-src-elem", "script-src-attr", "style-src",       "style-src-elem",
    "style-src-attr", "img-src",          "connect-src",     "object-src",      "worker-src",      "child-src",
    "frame-src",      "fenced-frame-src", "base-uri",        "form-action",     "frame-ancestors", "manifest-src",
};

constexpr std::string_view sources[]{
    "'self'",
    "'none'",
    "*",
    "https:",
    "data:",
    "wss:",
    "'unsafe-inline'",
    "'unsafe-inline'",
    "'unsafe-eval'",
    "'wasm-unsafe-eval'",
    "'trusted-types-eval'",
    "'strict-dynamic'",
    "'unsafe-hashes'",
    "'unsafe-hashes'",
    "'report-sample'",
    "'unsafe-allow-redirects'",
    "'nonce-abc'",
    "'nonce-ABC'",
    "'sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='",  // of "test"
    "'SHA256-n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg='",
    "'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='",  // of "x"
    "a.example",
    "http://a.example",
    "https://a.example:8443/x/",
    "*.example",
    "'slef'",
    "self",
};

constexpr std::string_view urls[]{
    "https://a.example/",   "http://a.example/", "https://a.example:8443/x/y", "https://b.a.example/x",
    "wss://a.example/",     "data:text/plain,x", "https://page.example/",      "http://page.example/",
    "https://other.test/x", "https://self/",
};

/// Eval of what Trusted Types let through.
bool allows_trusted_eval(const csp::ParsedPolicy& policy) {
    const auto* const sinks = policy.find(D::require_trusted_types_for);
    const auto* const list = csp::effective_directive(policy, D::script_src);
    return csp::allows_eval(policy) || (sinks != nullptr && sinks->has("'script'") && list->has("'trusted-types-eval'"));
}

/// All that a page of the tests may want, in this order: loads, inline code, eval and WebAssembly.
class Wants {
public:
    template <class Each>
    static void each(Each&& want) {
        for (const D load : csp::detail::loads)
            if (load != D::script_src_attr && load != D::style_src_attr)
                for (const std::string_view url : urls) each_load(want, {.directive = load, .url = url, .page = page});
        for (const D place : {D::script_src_elem, D::script_src_attr, D::style_src_elem, D::style_src_attr})
            for (const std::string_view code : {"test", "x", "other"})
                for (const bool parsed : {true, false})
                    for (const std::string_view nonce : {"", "abc"})
                        let(want, place, csp::InlineCode{place, code, nonce, parsed});
        want(D::script_src, [](const auto& policy) { return csp::allows_eval(policy); });
        want(D::script_src, [](const auto& policy) { return csp::allows_wasm(policy); });
    }

private:
    template <class Each, class What>
    static void let(Each&& want, D directive, const What& what) {
        want(directive, [&what](const auto& policy) { return csp::allows(policy, what); });
    }
    template <class Each>
    static void each_load(Each&& want, csp::Load load) {
        let(want, load.directive, load);
        if (load.directive != D::script_src_elem && load.directive != D::style_src_elem && load.directive != D::worker_src)
            return;
        load.nonce = "abc";
        let(want, load.directive, load);
        load.nonce = {};
        load.parser_inserted = false;
        let(want, load.directive, load);
        load.parser_inserted = true;
        load.integrity = "sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";
        let(want, load.directive, load);
    }
};

class Chance {
public:
    explicit Chance(unsigned seed) : random_{seed} {}

    std::string policy() {
        std::string text;
        for (std::size_t directives = 1 + random_() % 4; directives != 0; --directives) add_directive(text);
        if (random_() % 8 == 0) text += "; require-trusted-types-for 'script'";
        return text;
    }
    /// One that often has much in common with another.
    std::string policy_like(std::string text) {
        if (random_() % 2 == 0) return policy();
        text.append(" ").append(pick(sources));
        if (random_() % 2 == 0) add_directive(text);
        return text;
    }

private:
    template <std::size_t size>
    std::string_view pick(const std::string_view (&from)[size]) {
        return from[random_() % size];
    }
    void add_directive(std::string& text) {
        text.append(text.empty() ? "" : "; ").append(pick(names));
        for (std::size_t count = random_() % 5; count != 0; --count) text.append(" ").append(pick(sources));
    }

    std::minstd_rand random_;
};

/// Where one policy is silent, the other one's word is that of both; `merged` may only let less through, if not exact.
void check_merged(const csp::ParsedPolicy& a, const csp::ParsedPolicy& b, const csp::ComposedPolicy& composed) {
    const csp::ParsedPolicy merged = composed.parsed();
    std::size_t gained = 0, lost = 0;
    const auto note = [&](D directive, const auto& allowed_by) {
        const bool by_a = csp::effective_directive(a, directive) != nullptr && allowed_by(a);
        const bool by_b = csp::effective_directive(b, directive) != nullptr && allowed_by(b);
        const bool free =
            csp::effective_directive(a, directive) == nullptr && csp::effective_directive(b, directive) == nullptr;
        const bool by_merged = allowed_by(merged), by_either = by_a || by_b || free;
        gained += by_merged && !by_either ? 1 : 0;
        lost += by_either && !by_merged ? 1 : 0;
    };
    Wants::each(note);
    const std::size_t lost_of_loads = lost;
    note(D::script_src, allows_trusted_eval);
    INFO(composed.text());
    CHECK(gained == 0);
    if (composed.exact()) CHECK(lost_of_loads == 0);
}

void check_common(const csp::ParsedPolicy& a, const csp::ParsedPolicy& b, const csp::ComposedPolicy& composed) {
    const csp::ParsedPolicy common = composed.parsed();
    std::size_t gained = 0, lost = 0;
    const auto note = [&](D, const auto& allowed_by) {
        const bool by_both = allowed_by(a) && allowed_by(b), by_common = allowed_by(common);
        gained += by_common && !by_both ? 1 : 0;
        lost += by_both && !by_common ? 1 : 0;
    };
    Wants::each(note);
    note(D::script_src, allows_trusted_eval);
    INFO(composed.text());
    CHECK(gained == 0);
    if (composed.exact()) CHECK(lost == 0);
}

}  // namespace

TEST_CASE("A policy composed with itself means what it means") {
    Chance chance{20261201};
    for (int i = 0; i < rounds(4000); ++i) {
        const std::string text = chance.policy();
        INFO(text);
        const auto policy = sh::parse::content_security_policy(text);
        const auto merged = csp::merge(policy, policy), common = csp::intersect(policy, policy, page);
        CHECK(merged.exact());
        CHECK(common.exact());
        for (const auto* const composed : {&merged, &common}) {
            INFO(composed->text());
            const auto parsed = composed->parsed();
            CHECK(csp::subsumes(policy, parsed));
            CHECK(csp::subsumes(parsed, policy));
            CHECK(csp::difference(policy, parsed).empty());
        }
    }
}

TEST_CASE("What two policies allow together is what either does when merged, and what both do when intersected") {
    Chance chance{20261202};
    for (int i = 0; i < rounds(3000); ++i) {
        const std::string first = chance.policy(), second = chance.policy_like(first);
        INFO(first << " | " << second);
        const auto a = sh::parse::content_security_policy(first), b = sh::parse::content_security_policy(second);
        check_merged(a, b, csp::merge(a, b));
        check_common(a, b, csp::intersect(a, b, page));
    }
}

TEST_CASE("A policy that subsumes another one allows all that it allows, and no difference means none") {
    Chance chance{20261203};
    for (int i = 0; i < rounds(3000); ++i) {
        const std::string first = chance.policy(), second = chance.policy_like(first);
        INFO(first << " | " << second);
        const auto a = sh::parse::content_security_policy(first), b = sh::parse::content_security_policy(second);
        const bool subsumes = csp::subsumes(a, b, page), same = csp::difference(a, b, page).empty();
        std::size_t more = 0, unlike = 0;
        const auto note = [&](D, const auto& allowed_by) {
            more += allowed_by(b) && !allowed_by(a) ? 1 : 0;
            unlike += allowed_by(a) != allowed_by(b) ? 1 : 0;
        };
        Wants::each(note);
        note(D::script_src, allows_trusted_eval);
        if (subsumes) CHECK(more == 0);
        if (same) CHECK(unlike == 0);
    }
}

TEST_CASE("Policies are composed and compared in constant expressions, too") {
    static_assert([] {
        const auto a = sh::parse::content_security_policy(
            "script-src 'self' 'nonce-abc' https://a.example/x https://a.example/y; webrtc 'allow'; sandbox");
        const auto b = sh::parse::content_security_policy(
            "default-src 'self' A.example a.example/x; webrtc 'block'; trusted-types a; report-uri /a");
        return csp::merge(a, b).exact() && !csp::intersect(a, b, page).text().empty() && !csp::subsumes(a, b, page) &&
               csp::subsumes(b, b, page) && csp::difference(a, b, page).size() > 2 &&
               csp::allows(a, {.directive = D::script_src_elem, .url = page, .page = page}) && !csp::allows_wasm(b);
    }());
    SUCCEED();
}
