// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/directive_list.hpp>
#include <secure_headers/csp/hash.hpp>
#include <secure_headers/csp/source.hpp>
#include <secure_headers/csp/token.hpp>
#include <secure_headers/csp/unlisted_directive.hpp>
#include <secure_headers/detail/items.hpp>
#include <secure_headers/endpoint_name.hpp>
#include <secure_headers/header_policy.hpp>

#include <string_view>
#include <utility>

namespace secure_headers {

/// Says what a page may load and run; each directive once, written in a fixed order or in that of
/// the text that it was parsed from. CSP3, section 2.2.
template <csp::Disposition disposition>
class [[nodiscard]] BasicContentSecurityPolicy {
    using Self = BasicContentSecurityPolicy;
    using D = csp::Directive;

public:
    static constexpr std::string_view name =
        disposition == csp::Disposition::enforce ? "Content-Security-Policy" : "Content-Security-Policy-Report-Only";

    constexpr BasicContentSecurityPolicy() = default;

    /// Takes over directives that a policy or a parser has checked; a report-only policy refuses `sandbox`, and leaves
    /// out `upgrade-insecure-requests`, which browsers ignore there and which blocks nothing that could be reported.
    constexpr explicit BasicContentSecurityPolicy(csp::DirectiveList checked) : directives_{std::move(checked)} {
        const bool sandboxed = directives_.find(D::sandbox) != nullptr;
        if (disposition == csp::Disposition::report && sandboxed)
            detail::refuse(name, "sandbox", "browsers ignore it in a report-only policy");
        if (disposition == csp::Disposition::report) directives_.remove(D::upgrade_insecure_requests);
    }

    /// Takes over a policy of the other disposition; a report-only one refuses `sandbox`.
    template <csp::Disposition other>
    constexpr explicit BasicContentSecurityPolicy(const BasicContentSecurityPolicy<other>& policy)
        : BasicContentSecurityPolicy{policy.directives()} {}

    /// Each of these puts in a directive that the policy does not have yet. CSP3, section 6.
    constexpr Self& default_src(detail::Items<csp::Source> list) & { return sources_of(D::default_src, list); }
    constexpr Self default_src(detail::Items<csp::Source> list) && { return std::move(default_src(list)); }
    constexpr Self& script_src(detail::Items<csp::Source> list) & { return sources_of(D::script_src, list); }
    constexpr Self script_src(detail::Items<csp::Source> list) && { return std::move(script_src(list)); }
    constexpr Self& script_src_elem(detail::Items<csp::Source> list) & { return sources_of(D::script_src_elem, list); }
    constexpr Self script_src_elem(detail::Items<csp::Source> list) && { return std::move(script_src_elem(list)); }
    constexpr Self& script_src_attr(detail::Items<csp::Source> list) & { return sources_of(D::script_src_attr, list); }
    constexpr Self script_src_attr(detail::Items<csp::Source> list) && { return std::move(script_src_attr(list)); }
    constexpr Self& style_src(detail::Items<csp::Source> list) & { return sources_of(D::style_src, list); }
    constexpr Self style_src(detail::Items<csp::Source> list) && { return std::move(style_src(list)); }
    constexpr Self& style_src_elem(detail::Items<csp::Source> list) & { return sources_of(D::style_src_elem, list); }
    constexpr Self style_src_elem(detail::Items<csp::Source> list) && { return std::move(style_src_elem(list)); }
    constexpr Self& style_src_attr(detail::Items<csp::Source> list) & { return sources_of(D::style_src_attr, list); }
    constexpr Self style_src_attr(detail::Items<csp::Source> list) && { return std::move(style_src_attr(list)); }
    constexpr Self& img_src(detail::Items<csp::Source> list) & { return sources_of(D::img_src, list); }
    constexpr Self img_src(detail::Items<csp::Source> list) && { return std::move(img_src(list)); }
    constexpr Self& font_src(detail::Items<csp::Source> list) & { return sources_of(D::font_src, list); }
    constexpr Self font_src(detail::Items<csp::Source> list) && { return std::move(font_src(list)); }
    constexpr Self& connect_src(detail::Items<csp::Source> list) & { return sources_of(D::connect_src, list); }
    constexpr Self connect_src(detail::Items<csp::Source> list) && { return std::move(connect_src(list)); }
    constexpr Self& media_src(detail::Items<csp::Source> list) & { return sources_of(D::media_src, list); }
    constexpr Self media_src(detail::Items<csp::Source> list) && { return std::move(media_src(list)); }
    constexpr Self& object_src(detail::Items<csp::Source> list) & { return sources_of(D::object_src, list); }
    constexpr Self object_src(detail::Items<csp::Source> list) && { return std::move(object_src(list)); }
    constexpr Self& manifest_src(detail::Items<csp::Source> list) & { return sources_of(D::manifest_src, list); }
    constexpr Self manifest_src(detail::Items<csp::Source> list) && { return std::move(manifest_src(list)); }
    constexpr Self& worker_src(detail::Items<csp::Source> list) & { return sources_of(D::worker_src, list); }
    constexpr Self worker_src(detail::Items<csp::Source> list) && { return std::move(worker_src(list)); }
    constexpr Self& frame_src(detail::Items<csp::Source> list) & { return sources_of(D::frame_src, list); }
    constexpr Self frame_src(detail::Items<csp::Source> list) && { return std::move(frame_src(list)); }
    constexpr Self& child_src(detail::Items<csp::Source> list) & { return sources_of(D::child_src, list); }
    constexpr Self child_src(detail::Items<csp::Source> list) && { return std::move(child_src(list)); }
    constexpr Self& fenced_frame_src(detail::Items<csp::Source> list) & {
        return sources_of(D::fenced_frame_src, list);
    }
    constexpr Self fenced_frame_src(detail::Items<csp::Source> list) && { return std::move(fenced_frame_src(list)); }
    constexpr Self& base_uri(detail::Items<csp::Source> list) & { return sources_of(D::base_uri, list); }
    constexpr Self base_uri(detail::Items<csp::Source> list) && { return std::move(base_uri(list)); }
    constexpr Self& form_action(detail::Items<csp::Source> list) & { return sources_of(D::form_action, list); }
    constexpr Self form_action(detail::Items<csp::Source> list) && { return std::move(form_action(list)); }
    constexpr Self& frame_ancestors(detail::Items<csp::Source> list) & { return sources_of(D::frame_ancestors, list); }
    constexpr Self frame_ancestors(detail::Items<csp::Source> list) && { return std::move(frame_ancestors(list)); }

    /// Lets `sandbox` stand without a token: nothing is allowed.
    constexpr Self& sandbox(detail::Items<csp::Sandbox> allowed = {}) & {
        static_assert(disposition == csp::Disposition::enforce,
                      "Content-Security-Policy-Report-Only: browsers ignore sandbox in a report-only policy");
        return tokens(D::sandbox, allowed);
    }
    constexpr Self sandbox(detail::Items<csp::Sandbox> allowed = {}) && { return std::move(sandbox(allowed)); }

    /// Says whether the page may open WebRTC connections. CSP3, section 6.3.3.
    constexpr Self& webrtc(csp::WebRtc value) & {
        return value_of(D::webrtc, value == csp::WebRtc::allow ? "'allow'" : "'block'");
    }
    constexpr Self webrtc(csp::WebRtc value) && { return std::move(webrtc(value)); }

    /// Lets what runs scripts take typed values only. Trusted Types, section 4.1.
    constexpr Self& require_trusted_types_for(csp::TrustedTypesSink) & {
        return value_of(D::require_trusted_types_for, "'script'");
    }
    constexpr Self require_trusted_types_for(csp::TrustedTypesSink sink) && {
        return std::move(require_trusted_types_for(sink));
    }

    /// Names the Trusted Types policies that scripts may make; none given allows none.
    constexpr Self& trusted_types(detail::Items<csp::TrustedTypesPolicy> policies) & {
        for (const auto& policy : policies)
            if (policies.size() > 1 && policy.text() == "'none'")
                detail::refuse(name, "trusted-types", "'none' stands alone");
        return tokens(D::trusted_types, policies);
    }
    constexpr Self trusted_types(detail::Items<csp::TrustedTypesPolicy> policies) && {
        return std::move(trusted_types(policies));
    }

    /// Makes browsers fetch http: resources by https:; sent over HTTPS only. Upgrade Insecure Requests, section 3.1.
    constexpr Self& upgrade_insecure_requests() & {
        static_assert(disposition == csp::Disposition::enforce,
                      "Content-Security-Policy-Report-Only: browsers ignore upgrade-insecure-requests in a report-only "
                      "policy");
        return value_of(D::upgrade_insecure_requests, "");
    }
    constexpr Self upgrade_insecure_requests() && { return std::move(upgrade_insecure_requests()); }

    /// Superseded by `upgrade_insecure_requests`, and by what browsers do of themselves.
    constexpr Self& block_all_mixed_content() & { return value_of(D::block_all_mixed_content, ""); }
    constexpr Self block_all_mixed_content() && { return std::move(block_all_mixed_content()); }

    /// For browsers without the Reporting API, beside `report_to`.
    constexpr Self& report_uri(detail::Items<csp::ReportUri> uris) & {
        if (uris.size() == 0) detail::refuse(name, "report-uri", "needs a URI");
        return tokens(D::report_uri, uris);
    }
    constexpr Self report_uri(detail::Items<csp::ReportUri> uris) && { return std::move(report_uri(uris)); }

    /// Sends reports to an endpoint that the set's Reporting-Endpoints declares; beside `report_uri` over HTTPS only,
    /// since over plain HTTP browsers would then send none at all.
    constexpr Self& report_to(EndpointName endpoint) & { return value_of(D::report_to, endpoint); }
    constexpr Self report_to(EndpointName endpoint) && { return std::move(report_to(std::move(endpoint))); }

    /// Puts in a directive that is newer than `csp::Directive`, behind the others.
    constexpr Self& unlisted(const csp::UnlistedDirective& directive, const csp::UnlistedValue& value = "") & {
        directives_.insert(name, directive.text(), value.text());
        return *this;
    }
    constexpr Self unlisted(const csp::UnlistedDirective& directive, const csp::UnlistedValue& value = "") && {
        return std::move(unlisted(directive, value));
    }

    /// Adds the sources that a directive of the policy does not have yet; refuses to add to `'none'`.
    constexpr Self& add(D directive, detail::Items<csp::Source> sources) & {
        directives_.add(name, directive, sources);
        return *this;
    }
    constexpr Self add(D directive, detail::Items<csp::Source> sources) && {
        return std::move(add(directive, sources));
    }

    /// Puts a directive in, in place of the one that the policy may have.
    constexpr Self& replace(D directive, detail::Items<csp::Source> sources) & {
        directives_.replace(csp::detail::checked(name, directive, sources));
        return *this;
    }
    constexpr Self replace(D directive, detail::Items<csp::Source> sources) && {
        return std::move(replace(directive, sources));
    }

    /// Takes a directive out, if the policy has it.
    constexpr Self& remove(D directive) & {
        directives_.remove(directive);
        return *this;
    }
    constexpr Self remove(D directive) && { return std::move(remove(directive)); }
    constexpr Self& remove(const csp::UnlistedDirective& directive) & {
        directives_.remove(directive.text());
        return *this;
    }
    constexpr Self remove(const csp::UnlistedDirective& directive) && { return std::move(remove(directive)); }

    constexpr void write_to(FieldWriter& out) const { directives_.write_to(out); }

    constexpr const csp::DirectiveList& directives() const { return directives_; }

private:
    constexpr Self& sources_of(D directive, detail::Items<csp::Source> sources) {
        directives_.insert(name, csp::detail::checked(name, directive, sources));
        return *this;
    }
    constexpr Self& value_of(D directive, std::string_view value) {
        directives_.insert(name, csp::DirectiveEntry{directive, detail::Text{value}});
        return *this;
    }
    template <class Token>
    constexpr Self& tokens(D directive, const detail::Items<Token>& list) {
        directives_.insert(name, csp::detail::joined(name, directive, list));
        return *this;
    }

    csp::DirectiveList directives_{};
};

/// The policy that browsers enforce.
using ContentSecurityPolicy = BasicContentSecurityPolicy<csp::Disposition::enforce>;

}  // namespace secure_headers
