// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/compose.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/parsed_policy.hpp>

#include <utility>

namespace secure_headers::csp {

namespace detail {

constexpr SourceList merged(const ParsedDirective* a, const ParsedDirective* b) {
    SourceList list = list_of(a);
    for (const Text& source : list_of(b).sources) list.add(source);
    list.restricted = a != nullptr || b != nullptr;
    return list;
}

}  // namespace detail

/// Composes one site's policy of two that each name what a part of it needs: the union of their sources. Where one of
/// them says nothing, by the directive or by those that stand in for it, the other one's word stands. report-to takes
/// one endpoint, which is the first policy's.
constexpr ComposedPolicy merge(const ParsedPolicy& a, const ParsedPolicy& b) {
    using D = Directive;
    detail::Composition composition;
    detail::put_fetch_directives(composition, a, b, [&](D directive) {
        return detail::merged(effective_directive(a, directive), effective_directive(b, directive));
    });
    for (const D directive : {D::base_uri, D::form_action, D::frame_ancestors})
        composition.put(directive, detail::merged(a.find(directive), b.find(directive)));
    for (const D directive : {D::sandbox, D::require_trusted_types_for, D::trusted_types, D::upgrade_insecure_requests,
                              D::block_all_mixed_content, D::report_uri})
        composition.put(directive, detail::all_values(a.find(directive), b.find(directive)));
    const auto* const webrtc = b.has(D::webrtc) && b.find(D::webrtc)->has("'allow'") ? b.find(D::webrtc) : nullptr;
    composition.put(D::webrtc, webrtc != nullptr ? detail::first_value(webrtc, nullptr)
                                                 : detail::first_value(a.find(D::webrtc), b.find(D::webrtc)));
    composition.put(D::report_to, detail::first_value(a.find(D::report_to), b.find(D::report_to)));
    detail::Text text;
    composition.write(text);
    return {std::move(text), true};
}

}  // namespace secure_headers::csp
