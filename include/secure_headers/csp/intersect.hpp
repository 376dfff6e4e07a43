// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/compose.hpp>
#include <secure_headers/csp/cover.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/read_source.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/source_index.hpp>
#include <secure_headers/csp/subsumes.hpp>
#include <secure_headers/csp/token.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/text_index.hpp>

#include <string_view>
#include <utility>

namespace secure_headers::csp {

namespace detail {

/// Takes what two lists have in common.
class Intersection {
public:
    constexpr explicit Intersection(const Url& page) : page_{page} {}

    constexpr bool exact() const { return exact_; }

    constexpr SourceList common(EffectiveSources a, EffectiveSources b) {
        if (!a.restricted || !b.restricted) return all_of(a.restricted ? a : b);
        a.sources = not_alike({}, a);  // each once
        b.sources = not_alike({}, b);
        Made made, redirected;
        for (const ParsedToken& source : a.sources) {
            if (is_url_source(source))
                add_urls(made, redirected, source, b);
            else
                add_shared(made, source, b);
        }
        for (const ParsedToken& source : b.sources)
            if (!is_url_source(source)) add_shared(made, source, a);
        exact_ = exact_ && takes_redirected(made.list, redirected.list);
        return std::move(made.list);
    }

private:
    /// A list in the making, and the text of each source in it.
    struct Made {
        SourceList list{true, {}};
        TextIndex seen{};
    };

    static constexpr SourceList all_of(const EffectiveSources& effective) {
        SourceList list{effective.restricted, {}};
        TextIndex seen;
        for (const ParsedToken& token : effective.sources) list.add(token.text, seen);
        return list;
    }

    constexpr void add_urls(Made& made, Made& redirected, const ParsedToken& source, const EffectiveSources& others) {
        for (const ParsedToken& other : others.sources) {
            if (!is_url_source(other)) continue;
            CommonSource shared = common_source(source.text, other.text, page_);
            exact_ = exact_ && (shared.exact || !shared.redirected.empty());
            made.list.add(std::move(shared.text), made.seen);
            redirected.list.add(std::move(shared.redirected), redirected.seen);
        }
    }

    /// Whether the list lets through what the other one does once their paths count for nothing.
    constexpr bool takes_redirected(const SourceList& list, const SourceList& redirected) const {
        if (redirected.sources.empty()) return true;
        EffectiveSources anywhere{true, {}, {}};
        for (const Text& source : list.sources)
            if (const ParsedToken token = read_token(source); is_url_source(token))
                anywhere.sources.push_back(read_token(token.text.substr(0, find_path(token.text))));
        const SourceIndex index{anywhere, page_};
        for (const Text& source : redirected.sources)
            if (!index.holds(read_token(source))) return false;
        return true;
    }

    /// A nonce, a hash or 'strict-dynamic' of one policy may let through what the other one allows by its URL.
    constexpr void add_shared(Made& made, const ParsedToken& source, const EffectiveSources& others) {
        const bool is_eval = source.is("'wasm-unsafe-eval'") || source.is("'trusted-types-eval'");
        bool shared = (is_eval && others.has("'unsafe-eval'")) || only_reports(source);
        for (const ParsedToken& other : others.sources)
            shared = shared || (other.kind == source.kind && is_same(source, other));
        if (shared) return made.list.add(source.text, made.seen);
        const bool mixes =
            source.kind == SourceKind::nonce || source.kind == SourceKind::hash || source.is("'strict-dynamic'");
        if (mixes && !others.sources.empty()) exact_ = false;
    }

    static constexpr bool is_same(const ParsedToken& a, const ParsedToken& b) {
        if (a.kind == SourceKind::hash) return is_hash(b, unquoted(a.text));
        return a.kind == SourceKind::keyword ? a.is(b.text) : a.text == b.text;
    }

    const Url& page_;
    bool exact_ = true;
};

/// Adds the token of sandbox that others imply, such as allow-popups of the one list and allow-top-navigation of the
/// other one, which nothing in common does.
constexpr void add_implied(SourceList& list, const ParsedDirective& directive, const Values& a, const Values& b) {
    const std::string_view token = Sandbox::allow_top_navigation_to_custom_protocols.text();
    if (!directive.is(Directive::sandbox) || !a.lets_through(token) || !b.lets_through(token)) return;
    ParsedDirective common;
    common.directive = directive.directive;
    for (const Text& value : list.sources) common.tokens.push_back({value});
    if (!Values{common}.lets_through(token)) list.sources.push_back(Text::literal(token));
}

constexpr SourceList common_values(const ParsedDirective* a, const ParsedDirective* b) {
    if (a == nullptr || b == nullptr) return first_value(a, b);
    SourceList list{true, {}};
    TextIndex seen;
    const Values of_a{*a}, of_b{*b};
    for (const ParsedToken& token : a->tokens)
        if (of_b.lets_through(token.text)) list.add(token.text, seen);
    for (const ParsedToken& token : b->tokens)
        if (!of_a.has(token.text) && of_a.lets_through(token.text)) list.add(token.text, seen);
    if (list.sources.size() > 1 && list.has("'none'")) return {true, {}};
    add_implied(list, *a, of_a, of_b);
    return list;
}

}  // namespace detail

/// What two policies of one response mean together: one that lets through what both do. One policy cannot always say
/// that, as where one asks for a nonce and the other one for a host: it then allows less, and is not `exact()`. With
/// the page's URL 'self' is compared with hosts. Costs the product of the lists' sizes.
[[nodiscard]] constexpr ComposedPolicy intersect(const ParsedPolicy& a, const ParsedPolicy& b,
                                                 std::string_view page = {}) {
    using D = Directive;
    const Url origin{page};
    detail::Intersection intersection{origin};
    detail::Composition composition;
    const auto common = [&](D directive) {
        return intersection.common(detail::working_sources(a, directive), detail::working_sources(b, directive));
    };
    detail::put_fetch_directives(composition, a, b, common);
    for (const D directive : {D::base_uri, D::form_action, D::frame_ancestors})
        composition.put(directive, common(directive));
    for (const D directive : {D::sandbox, D::trusted_types})
        composition.put(directive, detail::common_values(a.find(directive), b.find(directive)));
    for (const D directive : {D::require_trusted_types_for, D::report_uri})
        composition.put(directive, detail::all_values(a.find(directive), b.find(directive)));
    for (const D directive : {D::upgrade_insecure_requests, D::block_all_mixed_content})
        composition.put(directive, detail::no_value(a.find(directive), b.find(directive)));
    const auto* const webrtc = b.has(D::webrtc) && b.find(D::webrtc)->has("'block'") ? b.find(D::webrtc) : nullptr;
    composition.put(D::webrtc, detail::first_value(webrtc != nullptr ? webrtc : a.find(D::webrtc), b.find(D::webrtc)));
    composition.put(D::report_to, detail::first_endpoint(a.find(D::report_to), b.find(D::report_to)));
    detail::Text text;
    composition.write(text);
    return {std::move(text), intersection.exact()};
}

}  // namespace secure_headers::csp
