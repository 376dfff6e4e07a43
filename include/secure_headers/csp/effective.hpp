// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/source_rules.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>

// What a policy says of a directive once fallback and the sources that switch others off are accounted for.
namespace secure_headers::csp {

namespace detail {

/// A directive and those that stand in for it, nearest first. CSP3, section 6.8.3; Fenced Frames.
struct Fallbacks {
    Directive chain[4]{};
    std::size_t size = 0;

    constexpr Fallbacks() = default;
    constexpr Fallbacks(std::initializer_list<Directive> list) {
        for (const Directive directive : list) chain[size++] = directive;
    }
    constexpr const Directive* begin() const { return chain; }
    constexpr const Directive* end() const { return chain + size; }
};

constexpr Fallbacks find_fallbacks(Directive directive) {
    using D = Directive;
    switch (directive) {
        case D::script_src_elem:
        case D::script_src_attr:
            return {directive, D::script_src, D::default_src};
        case D::style_src_elem:
        case D::style_src_attr:
            return {directive, D::style_src, D::default_src};
        case D::worker_src:
            return {directive, D::child_src, D::script_src, D::default_src};
        case D::frame_src:
            return {directive, D::child_src, D::default_src};
        case D::fenced_frame_src:
            return {directive, D::frame_src, D::child_src, D::default_src};
        case D::script_src:
        case D::style_src:
        case D::img_src:
        case D::font_src:
        case D::connect_src:
        case D::media_src:
        case D::object_src:
        case D::manifest_src:
        case D::child_src:
            return {directive, D::default_src};
        default:
            return {directive};
    }
}

/// Those of all directives.
struct AllFallbacks {
    Fallbacks of[std::size(directive_names)]{};

    consteval AllFallbacks() {
        for (std::size_t i = 0; i < std::size(directive_names); ++i) of[i] = find_fallbacks(static_cast<Directive>(i));
    }
};
inline constexpr AllFallbacks all_fallbacks{};

constexpr const Fallbacks& fallbacks_of(Directive directive) {
    return all_fallbacks.of[static_cast<std::size_t>(directive)];
}

/// The directives that default-src stands in for, each after those that stand in for it.
inline constexpr Directive fetch_directives[]{
    Directive::default_src,      Directive::child_src,       Directive::script_src,     Directive::style_src,
    Directive::script_src_elem,  Directive::script_src_attr, Directive::style_src_elem, Directive::style_src_attr,
    Directive::img_src,          Directive::font_src,        Directive::connect_src,    Directive::media_src,
    Directive::object_src,       Directive::manifest_src,    Directive::worker_src,     Directive::frame_src,
    Directive::fenced_frame_src,
};

/// What a list of sources is used for: that decides which of its sources do anything.
enum class Use : unsigned char { urls, script, script_attribute, style, everything };

/// `by` is the directive whose list is used for `directive`. A worker is a script where script-src decides, and a mere
/// URL where worker-src, child-src or default-src does. CSP3, sections 6.1.3, 6.1.11 and 6.7.1.
constexpr Use use_of(Directive directive, Directive by) {
    using D = Directive;
    if (directive == D::default_src) return Use::everything;
    if (directive == D::script_src_attr) return Use::script_attribute;
    if (directive == D::script_src || directive == D::script_src_elem) return Use::script;
    if (directive == D::worker_src && by == D::script_src) return Use::script;
    if (directive == D::style_src || directive == D::style_src_elem || directive == D::style_src_attr)
        return Use::style;
    return Use::urls;
}

/// What a list has that decides over the effect of others in it.
struct Deciding {
    bool nonce, hash, strict_dynamic, unsafe_hashes;

    constexpr explicit Deciding(const ParsedDirective& list)
        : nonce{list.has(Trait::nonce)},
          hash{list.has(Trait::hash)},
          strict_dynamic{list.has(Trait::strict_dynamic)},
          unsafe_hashes{list.has(Trait::unsafe_hashes)} {}

    /// True if 'unsafe-inline' does something where it stands. CSP3, section 6.7.3.2.
    constexpr bool keeps_inline(Use use) const {
        if (use == Use::urls || nonce || hash) return false;
        return !((use == Use::script || use == Use::script_attribute) && strict_dynamic);
    }
};

/// True if there is an 'unsafe-inline' that does something.
constexpr bool allows_all_inline(const ParsedDirective& list, Use use) {
    return list.has(Trait::unsafe_inline) && Deciding{list}.keeps_inline(use);
}

/// The directives whose lists are asked about code in attributes, be it by fallback.
inline constexpr Directives for_attributes{Directive::default_src, Directive::script_src, Directive::script_src_attr,
                                           Directive::style_src, Directive::style_src_attr};

constexpr bool keyword_has_effect(const Deciding& list, const ParsedToken& token, Directive load, Use use) {
    const bool evaluates = load == Directive::script_src || load == Directive::default_src;
    if (token.is("'self'")) return use != Use::script || !list.strict_dynamic;
    if (token.is("'unsafe-inline'")) return list.keeps_inline(use);
    if (token.is("'strict-dynamic'")) return use == Use::script || use == Use::everything;
    if (token.is("'unsafe-eval'") || token.is("'wasm-unsafe-eval'") || token.is("'trusted-types-eval'"))
        return evaluates;
    if (token.is("'unsafe-hashes'")) return list.hash && for_attributes.has(load);
    return !token.is("'unsafe-allow-redirects'");  // was for navigate-to, which is gone
}

/// False for what browsers ignore where it stands: in a list that is used for `load`.
constexpr bool has_effect(const Deciding& list, const ParsedToken& token, Directive load, Use use) {
    if (!has_place(load, token.traits)) return false;
    switch (token.kind) {
        case SourceKind::none:
        case SourceKind::unknown:
            return false;
        case SourceKind::scheme:
        case SourceKind::host:
            return use != Use::script || !list.strict_dynamic;
        case SourceKind::nonce:
            return use != Use::urls;
        case SourceKind::hash:
            return attributes.has(load) ? list.unsafe_hashes : use != Use::urls;
        case SourceKind::keyword:
            break;
    }
    return keyword_has_effect(list, token, load, use);
}

}  // namespace detail

/// The directive that decides for `directive` once fallback is accounted for, or null if nothing restricts it. CSP3,
/// section 6.8.4.
constexpr const ParsedDirective* effective_directive(const ParsedPolicy& policy, Directive directive) {
    for (const Directive candidate : detail::fallbacks_of(directive))
        if (const ParsedDirective* const found = policy.find(candidate); found != nullptr) return found;
    return nullptr;
}

/// The sources that decide over one kind of load.
struct EffectiveSources {
    bool restricted = false;                              ///< False if the policy lets anything through.
    Directive from = Directive::default_src;              ///< The directive that they come from.
    secure_headers::detail::List<ParsedToken> sources{};  ///< Those that do something; none if nothing is allowed.

    /// True if the source is among these, to the letter but for case where that counts for nothing.
    constexpr bool has(std::string_view source) const {
        for (const ParsedToken& token : sources)
            if (token.is(source)) return true;
        return false;
    }
};

/// What a policy says of `directive` after fallback, less the sources that browsers ignore: 'unsafe-inline' beside a
/// nonce or hash, hosts beside 'strict-dynamic', 'none' beside others, and what has no meaning there.
constexpr EffectiveSources effective_sources(const ParsedPolicy& policy, Directive directive) {
    const ParsedDirective* const list = effective_directive(policy, directive);
    if (list == nullptr || !takes_sources(directive)) return {};
    EffectiveSources effective{true, *list->directive, {}};
    const detail::Use use = detail::use_of(directive, *list->directive);
    const detail::Deciding deciding{*list};
    for (const ParsedToken& token : list->tokens)
        if (detail::has_effect(deciding, token, directive, use)) effective.sources.push_back(token);
    return effective;
}

}  // namespace secure_headers::csp
