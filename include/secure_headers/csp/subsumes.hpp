// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/allows.hpp>
#include <secure_headers/csp/cover.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/source_index.hpp>
#include <secure_headers/csp/token.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/text_index.hpp>

#include <cstddef>
#include <cstdint>
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

/// 'script', to the letter, is the one sink that there is. Trusted Types, section 4.2.
constexpr bool requires_trusted_types(const ParsedPolicy& policy) {
    const ParsedDirective* const sinks = policy.find(Directive::require_trusted_types_for);
    if (sinks == nullptr) return false;
    for (const ParsedToken& sink : sinks->tokens)
        if (sink.text == "'script'") return true;
    return false;
}

/// The effective sources, less a 'trusted-types-eval' that does nothing for want of Trusted Types. CSP3, section 4.4.
constexpr EffectiveSources working_sources(const ParsedPolicy& policy, Directive directive) {
    EffectiveSources effective = effective_sources(policy, directive);
    if (requires_trusted_types(policy)) return effective;
    std::size_t kept = 0;
    for (const ParsedToken& source : effective.sources)
        if (!source.is("'trusted-types-eval'")) effective.sources[kept++] = source;
    effective.sources.truncate(kept);
    return effective;
}

/// Whether what `b` lets pages load or run by the directive, `a` does, too.
constexpr bool load_subsumes(const ParsedPolicy& a, const ParsedPolicy& b, Directive directive, const Url& page) {
    const EffectiveSources of_a = effective_sources(a, directive);
    if (!of_a.restricted) return true;
    const EffectiveSources of_b = effective_sources(b, directive);
    return of_b.restricted && holds_all(of_a, of_b, use_of(directive, directive), page);
}

/// Whether eval works, if only for what Trusted Types have let through.
constexpr bool allows_trusted_eval(const ParsedPolicy& policy) {
    if (allows_eval(policy)) return true;
    const ParsedDirective* const list = effective_directive(policy, Directive::script_src);
    return list->has("'trusted-types-eval'") && requires_trusted_types(policy);
}

/// The same of eval and of WebAssembly.
constexpr bool eval_subsumes(const ParsedPolicy& a, const ParsedPolicy& b) {
    return (allows_eval(a) || !allows_eval(b)) && (allows_wasm(a) || !allows_wasm(b)) &&
           (allows_trusted_eval(a) || !allows_trusted_eval(b));
}

/// What a directive that takes no sources says. Keywords and the tokens of sandbox are compared without regard to case,
/// names of policies, sinks and addresses to the letter. Trusted Types, section 4.2.
class Values {
public:
    constexpr explicit Values(const ParsedDirective& directive)
        : directive_{directive}, places_{directive.tokens.size()} {
        for (std::size_t i = 0; i < directive.tokens.size(); ++i) {
            const std::string_view text = directive.tokens[i].text;
            places_.insert(hash_of(text), i, [&](std::size_t place) { return is_at(place, text); });
        }
        has_all_names_ = directive.is(Directive::trusted_types) && has("*");
    }

    constexpr bool has(std::string_view value) const {
        const auto equals = [&](std::size_t place) { return is_at(place, value); };
        return places_.find(hash_of(value), equals) != secure_headers::detail::Places::none;
    }

    /// The same, where `*` stands for all names, and for no keyword, and a token of sandbox for those that it implies.
    constexpr bool lets_through(std::string_view value) const {
        return has(value) || (has_all_names_ && !is_keyword(value)) || is_implied(value);
    }

private:
    static constexpr bool is_keyword(std::string_view value) { return value.starts_with('\''); }

    constexpr bool has_case(std::string_view value) const {
        if (directive_.is(Directive::sandbox)) return false;
        return !is_keyword(value) || directive_.is(Directive::require_trusted_types_for);
    }
    constexpr std::uint64_t hash_of(std::string_view value) const { return places_.hash_of(value, !has_case(value)); }
    constexpr bool is_at(std::size_t place, std::string_view value) const {
        const std::string_view known = directive_.tokens[place].text;
        return has_case(value) ? known == value : iequals(known, value);
    }

    /// HTML, section 7.1.5, on parsing a sandboxing directive.
    constexpr bool is_implied(std::string_view value) const {
        if (!directive_.is(Directive::sandbox)) return false;
        const bool navigates = has(Sandbox::allow_top_navigation.text());
        if (iequals(value, Sandbox::allow_top_navigation_by_user_activation.text())) return navigates;
        if (!iequals(value, Sandbox::allow_top_navigation_to_custom_protocols.text())) return false;
        return navigates || has(Sandbox::allow_popups.text());
    }

    const ParsedDirective& directive_;
    secure_headers::detail::Places places_;
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
