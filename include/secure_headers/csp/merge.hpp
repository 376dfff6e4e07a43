// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/compose.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/subsumes.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/text_index.hpp>
#include <secure_headers/parse/content_security_policy.hpp>

#include <string_view>
#include <utility>

namespace secure_headers::csp {

namespace detail {

/// What either policy lets through of a load. A 'trusted-types-eval' whose own policy requires no Trusted Types lets
/// nothing through, and would beside the other one's require-trusted-types-for.
constexpr SourceList effective_union(const ParsedPolicy& a, const ParsedPolicy& b, Directive directive) {
    SourceList list;
    TextIndex seen;
    const bool required = requires_trusted_types(a) || requires_trusted_types(b);
    for (const ParsedPolicy* const policy : {&a, &b}) {
        EffectiveSources effective = effective_sources(*policy, directive);
        if (required) effective = working_sources(*policy, directive);
        list.restricted = list.restricted || effective.restricted;
        for (const ParsedToken& source : effective.sources) list.add(source.text, seen);
    }
    return list;
}

/// False if what one of the two names is switched off by what the other one does, as hosts are by 'strict-dynamic'.
constexpr bool keeps_all(std::string_view merged, const ParsedPolicy& of) {
    const ParsedPolicy policy = parse::content_security_policy(merged);
    for (const Directive directive : loads) {
        const EffectiveSources before = effective_sources(of, directive);
        const Use use = use_of(directive, directive);
        if (before.restricted && !holds_all(effective_sources(policy, directive), before, use, Url{})) return false;
    }
    return true;
}

}  // namespace detail

/// Composes one site's policy of two that each name what a part of it needs: the union of their sources, by which a
/// script gets through whose integrity names hashes of both, although neither lets it. Where one of them says nothing,
/// by the directive or by those that stand in for it, the other one's word stands. report-to takes one endpoint, which
/// is the first policy's.
[[nodiscard]] constexpr ComposedPolicy merge(const ParsedPolicy& a, const ParsedPolicy& b) {
    using D = Directive;
    detail::Composition composition;
    for (const D directive : detail::fetch_directives)
        if (a.has(directive) || b.has(directive))
            composition.put(directive,
                            detail::union_of(effective_directive(a, directive), effective_directive(b, directive)));
    detail::put_fetch_directives(composition, a, b,
                                 [&](D directive) { return detail::effective_union(a, b, directive); });
    for (const D directive : {D::base_uri, D::form_action, D::frame_ancestors})
        composition.put(directive, detail::union_of(a.find(directive), b.find(directive)));
    for (const D directive : {D::sandbox, D::require_trusted_types_for, D::trusted_types, D::report_uri})
        composition.put(directive, detail::all_values(a.find(directive), b.find(directive)));
    for (const D directive : {D::upgrade_insecure_requests, D::block_all_mixed_content})
        composition.put(directive, detail::no_value(a.find(directive), b.find(directive)));
    const auto* const webrtc = b.has(D::webrtc) && b.find(D::webrtc)->has("'allow'") ? b.find(D::webrtc) : nullptr;
    composition.put(D::webrtc, detail::first_value(webrtc != nullptr ? webrtc : a.find(D::webrtc), b.find(D::webrtc)));
    composition.put(D::report_to, detail::first_endpoint(a.find(D::report_to), b.find(D::report_to)));
    detail::Text text;
    composition.write(text);
    const bool exact = detail::keeps_all(text, a) && detail::keeps_all(text, b);
    return {std::move(text), exact};
}

}  // namespace secure_headers::csp
