// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/allows.hpp>
#include <secure_headers/csp/cover.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/source_index.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text_index.hpp>

#include <string_view>

namespace secure_headers::csp {

namespace detail {

/// Keywords that ask for something and allow nothing.
constexpr bool only_reports(const ParsedToken& token) {
    return token.is("'report-sample'") || istarts_with(token.text, "'report-sha");
}

/// The sources of `b` that are not to the letter in `a`, each once.
constexpr secure_headers::detail::List<ParsedToken> not_alike(const EffectiveSources& a, const EffectiveSources& b) {
    secure_headers::detail::TextIndex known;
    for (const ParsedToken& source : a.sources) known.insert(source.text);
    secure_headers::detail::List<ParsedToken> others;
    for (const ParsedToken& source : b.sources)
        if (known.insert(source.text)) others.push_back(source);
    return others;
}

/// Whether `a` allows every source of `b`, less what 'unsafe-inline' makes up for in attributes and styles, which have
/// nothing but inline code to hash.
constexpr bool holds_all(const EffectiveSources& a, const EffectiveSources& b, Use use, const Url& page) {
    const bool inline_alone = use == Use::script_attribute || use == Use::style;
    const secure_headers::detail::List<ParsedToken> others = not_alike(a, b);
    if (others.empty()) return true;
    const SourceIndex index{a, page};
    for (const ParsedToken& source : others) {
        if (only_reports(source) || index.holds(source)) continue;
        const bool hash = source.kind == SourceKind::hash || source.is("'unsafe-hashes'");
        if (!hash || !inline_alone || !a.has("'unsafe-inline'")) return false;
    }
    return true;
}

/// What pages load and run; the rest of the directives that take sources only stand in for these.
inline constexpr Directive loads[]{
    Directive::script_src_elem,  Directive::script_src_attr, Directive::style_src_elem, Directive::style_src_attr,
    Directive::img_src,          Directive::font_src,        Directive::connect_src,    Directive::media_src,
    Directive::object_src,       Directive::manifest_src,    Directive::worker_src,     Directive::frame_src,
    Directive::fenced_frame_src, Directive::base_uri,        Directive::form_action,    Directive::frame_ancestors,
};

/// Whether what `b` lets pages load or run by the directive, `a` does, too.
constexpr bool load_subsumes(const ParsedPolicy& a, const ParsedPolicy& b, Directive directive, const Url& page) {
    const EffectiveSources of_a = effective_sources(a, directive);
    if (!of_a.restricted) return true;
    const EffectiveSources of_b = effective_sources(b, directive);
    return of_b.restricted && holds_all(of_a, of_b, use_of(directive, directive), page);
}

/// Whether eval works where Trusted Types are required.
constexpr bool allows_trusted_eval(const ParsedPolicy& policy) {
    const ParsedDirective* const list = effective_directive(policy, Directive::script_src);
    return list == nullptr || list->has("'unsafe-eval'") || list->has("'trusted-types-eval'");
}

/// The same of eval and of WebAssembly.
constexpr bool eval_subsumes(const ParsedPolicy& a, const ParsedPolicy& b) {
    return (allows_eval(a) || !allows_eval(b)) && (allows_wasm(a) || !allows_wasm(b)) &&
           (allows_trusted_eval(a) || !allows_trusted_eval(b));
}

/// What a directive that takes no sources says. Keywords and the tokens of sandbox are compared without regard to case,
/// names of policies and addresses to the letter. Trusted Types, section 4.2.
class Values {
public:
    constexpr explicit Values(const ParsedDirective& directive) : directive_{directive} {
        for (const ParsedToken& token : directive.tokens) index_.insert(token.text);
        has_all_names_ = directive.is(Directive::trusted_types) && index_.has("*");
    }

    constexpr bool has(std::string_view value) const {
        return index_.has(value) || ((is_keyword(value) || directive_.is(Directive::sandbox)) && directive_.has(value));
    }

    /// The same, where `*` stands for all names, and for no keyword.
    constexpr bool lets_through(std::string_view value) const {
        return has(value) || (has_all_names_ && !is_keyword(value));
    }

private:
    static constexpr bool is_keyword(std::string_view value) { return value.starts_with('\''); }

    const ParsedDirective& directive_;
    secure_headers::detail::TextIndex index_{};
    bool has_all_names_ = false;
};

/// A missing directive of this kind restricts nothing; tokens are what it still allows.
constexpr bool tokens_subsume(const ParsedPolicy& a, const ParsedPolicy& b, Directive directive) {
    const ParsedDirective* const of_a = a.find(directive);
    const ParsedDirective* const of_b = b.find(directive);
    if (of_a == nullptr) return true;
    if (of_b == nullptr) return false;
    const Values values{*of_a};
    for (const ParsedToken& token : of_b->tokens)
        if (!token.is("'none'") && !values.lets_through(token.text)) return false;
    return true;
}

/// 'script' is the one sink that there is. Trusted Types, section 4.2.
constexpr bool requires_trusted_types(const ParsedPolicy& policy) {
    const ParsedDirective* const sinks = policy.find(Directive::require_trusted_types_for);
    return sinks != nullptr && sinks->has("'script'");
}

constexpr bool switches_subsume(const ParsedPolicy& a, const ParsedPolicy& b) {
    using D = Directive;
    const auto blocks_webrtc = [](const ParsedPolicy& policy) {
        return policy.has(D::webrtc) && policy.find(D::webrtc)->has("'block'");
    };
    if (requires_trusted_types(a) && !requires_trusted_types(b)) return false;
    const bool mixed = b.has(D::block_all_mixed_content) || b.has(D::upgrade_insecure_requests);
    if (a.has(D::block_all_mixed_content) && !mixed) return false;
    return !blocks_webrtc(a) || blocks_webrtc(b);
}

}  // namespace detail

/// Whether whatever `b` allows, `a` allows, too, so that `b` may stand in for `a`. It says no where it cannot tell:
/// without the page's URL 'self' is no host's. upgrade-insecure-requests allows nothing and counts for nothing. The
/// cost grows with the number of sources, and with the product of those that name the same host.
constexpr bool subsumes(const ParsedPolicy& a, const ParsedPolicy& b, std::string_view page = {}) {
    const Url origin{page};
    for (const Directive directive : detail::loads)
        if (!detail::load_subsumes(a, b, directive, origin)) return false;
    return detail::eval_subsumes(a, b) && detail::tokens_subsume(a, b, Directive::sandbox) &&
           detail::tokens_subsume(a, b, Directive::trusted_types) && detail::switches_subsume(a, b);
}

}  // namespace secure_headers::csp
