// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/csp_evaluator/security_checks.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/subsumes.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/ascii.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>

// What one policy lets through, once the sources that browsers ignore are left out. CSP3, sections 6 and 8.
namespace secure_headers::audit_rules::csp_rules {

using csp::ParsedDirective;
using csp::ParsedPolicy;
using csp::ParsedToken;
using csp::SourceKind;
using D = csp::Directive;

/// Where a policy is weak; without a text if it is for want of a directive.
struct Weakness {
    bool found = false;
    std::string_view text{};
    std::size_t offset = 0;
    const ParsedDirective* list = nullptr;  ///< The directive, if its values show it.
};

inline constexpr Weakness sound{};
constexpr Weakness missing(const ParsedPolicy& policy) { return {true, {}, policy.offset}; }
constexpr Weakness at(const ParsedToken& token, const ParsedDirective& list) {
    return {true, token.text, token.offset, &list};
}

constexpr bool has_nonce_or_hash(const ParsedDirective& list) {
    return list.has(SourceKind::nonce) || list.has(SourceKind::hash);
}
constexpr bool is_dynamic(const ParsedDirective& list) { return list.has("'strict-dynamic'"); }

inline constexpr detail::CharSet behind_host{":/"};

/// A host source without its scheme.
constexpr std::string_view without_scheme(std::string_view source) {
    const std::size_t end = behind_host.find_in(source);
    if (end != std::string_view::npos && source.substr(end).starts_with("://")) source.remove_prefix(end + 3);
    return source;
}
/// The host of a host source, an origin or a URL; an IPv6 address with its brackets.
constexpr std::string_view host_of(std::string_view source) {
    const std::string_view rest = without_scheme(source);
    return rest.starts_with('[') ? rest.substr(0, rest.find(']') + 1) : rest.substr(0, behind_host.find_in(rest));
}
/// The browser's own machine, to which nobody is on the way.
constexpr bool is_loopback(std::string_view host) {
    return detail::iequals(host, "localhost") || host == "127.0.0.1" || host == "[::1]";
}

/// Any host, by `*` or a scheme of the network.
constexpr bool is_wide(const ParsedToken& token) {
    if (token.kind == SourceKind::scheme)
        return token.is("https:") || token.is("http:") || token.is("wss:") || token.is("ws:");
    if (token.kind != SourceKind::host) return false;
    return host_of(token.text) == "*";
}
constexpr bool is_data(const ParsedToken& token) {
    return token.kind == SourceKind::scheme && (token.is("data:") || token.is("blob:") || token.is("filesystem:"));
}

template <class Is>
constexpr Weakness first(const ParsedDirective* list, Is is) {
    if (list == nullptr) return sound;
    for (const ParsedToken& token : list->tokens)
        if (is(token)) return at(token, *list);
    return sound;
}

/// The first source that weakens how scripts load or run; where 'strict-dynamic' stands, hosts and schemes are inert.
template <class Is>
constexpr Weakness first_for_scripts(const ParsedPolicy& policy, Is is) {
    const ParsedDirective* const of_elements = csp::effective_directive(policy, D::script_src_elem);
    const ParsedDirective* const of_all = csp::effective_directive(policy, D::script_src);
    const auto first_of = [&](const ParsedDirective* list) {
        return list == nullptr || is_dynamic(*list) ? sound : first(list, is);
    };
    const Weakness weakness = first_of(of_elements);
    return weakness.found || of_all == of_elements ? weakness : first_of(of_all);
}

/// Lets no script run by a sandbox, whatever the source lists say.
constexpr bool is_sandboxed(const ParsedPolicy& policy) {
    const ParsedDirective* const sandbox = policy.find(D::sandbox);
    return sandbox != nullptr && !sandbox->has("allow-scripts");
}

constexpr bool allows_scripts(const ParsedPolicy& policy) {
    if (is_sandboxed(policy)) return false;
    for (const D directive : {D::script_src_elem, D::script_src_attr, D::script_src}) {
        const ParsedDirective* const list = csp::effective_directive(policy, directive);
        if (list == nullptr || !list->allows_nothing()) return true;
    }
    return false;
}

constexpr Weakness scripts_unrestricted(const ParsedPolicy& policy) {
    for (const D directive : {D::script_src_elem, D::script_src_attr})
        if (csp::effective_directive(policy, directive) == nullptr) return missing(policy);
    return sound;
}

/// Inert beside a nonce, a hash or 'strict-dynamic'.
constexpr Weakness inline_of(const ParsedPolicy& policy, std::initializer_list<D> directives) {
    for (const D directive : directives) {
        const ParsedDirective* const list = csp::effective_directive(policy, directive);
        if (list == nullptr || has_nonce_or_hash(*list) || is_dynamic(*list)) continue;
        if (const ParsedToken* const token = list->find("'unsafe-inline'"); token != nullptr) return at(*token, *list);
    }
    return sound;
}
constexpr Weakness script_unsafe_inline(const ParsedPolicy& policy) {
    return inline_of(policy, {D::script_src_elem, D::script_src_attr});
}
constexpr Weakness style_unsafe_inline(const ParsedPolicy& policy) {
    return inline_of(policy, {D::style_src_elem, D::style_src_attr});
}

constexpr Weakness script_any_host(const ParsedPolicy& policy) { return first_for_scripts(policy, is_wide); }
constexpr Weakness script_data(const ParsedPolicy& policy) { return first_for_scripts(policy, is_data); }
constexpr Weakness script_unsafe_eval(const ParsedPolicy& policy) {
    return first(csp::effective_directive(policy, D::script_src),
                 [](const ParsedToken& token) { return token.is("'unsafe-eval'"); });
}
/// A host that CSP Evaluator's lists say answers with a script of the attacker's: by JSONP or AngularJS.
constexpr Weakness script_bypass(const ParsedPolicy& policy) {
    const bool eval = script_unsafe_eval(policy).found;
    return first_for_scripts(policy, [eval](const ParsedToken& token) {
        return token.kind == SourceKind::host && !is_wide(token) &&
               detail::csp_evaluator::hosts_script_bypass(token.text, eval);
    });
}
constexpr Weakness script_hosts(const ParsedPolicy& policy) {
    return first_for_scripts(policy, [](const ParsedToken& token) {
        return token.kind == SourceKind::host && !is_wide(token) && !csp::detail::is_keyword(token.text);
    });
}
constexpr Weakness script_unsafe_hashes(const ParsedPolicy& policy) {
    const ParsedDirective* const list = csp::effective_directive(policy, D::script_src_attr);
    if (list == nullptr || !list->has(SourceKind::hash)) return sound;
    return first(list, [](const ParsedToken& token) { return token.is("'unsafe-hashes'"); });
}

constexpr Weakness object_unrestricted(const ParsedPolicy& policy) {
    const ParsedDirective* const list = csp::effective_directive(policy, D::object_src);
    return list == nullptr ? missing(policy) : first(list, is_wide);
}
constexpr Weakness object_not_none(const ParsedPolicy& policy) {
    const ParsedDirective* const list = csp::effective_directive(policy, D::object_src);
    if (list == nullptr || list->allows_nothing() || first(list, is_wide).found) return sound;
    return {true, list->value, list->tokens[0].offset};
}

constexpr bool has_script_nonce(const ParsedPolicy& policy) {
    const ParsedDirective* const list = csp::effective_directive(policy, D::script_src_elem);
    return list != nullptr && (list->has(SourceKind::nonce) || (list->has(SourceKind::hash) && is_dynamic(*list)));
}
/// A policy that lets no script run has no use for `base-uri`.
constexpr bool needs_base(const ParsedPolicy& policy) { return !policy.has(D::base_uri) && allows_scripts(policy); }
constexpr Weakness base_missing_with_nonce(const ParsedPolicy& policy) {
    return needs_base(policy) && has_script_nonce(policy) ? missing(policy) : sound;
}
constexpr Weakness base_missing(const ParsedPolicy& policy) {
    return needs_base(policy) && !has_script_nonce(policy) ? missing(policy) : sound;
}
constexpr Weakness base_any_host(const ParsedPolicy& policy) { return first(policy.find(D::base_uri), is_wide); }

constexpr Weakness form_action_open(const ParsedPolicy& policy) {
    const ParsedDirective* const list = policy.find(D::form_action);
    return list == nullptr ? missing(policy) : first(list, is_wide);
}
constexpr Weakness default_missing(const ParsedPolicy& policy) {
    return policy.has(D::default_src) ? sound : missing(policy);
}

constexpr Weakness resource_any_host(const ParsedPolicy& policy) {
    for (const ParsedDirective& list : policy.directives) {
        if (list.ignored || !list.directive || !csp::takes_sources(*list.directive)) continue;
        const D directive = *list.directive;
        const bool has_own_rule = directive == D::script_src || directive == D::script_src_elem ||
                                  directive == D::script_src_attr || directive == D::object_src ||
                                  directive == D::base_uri || directive == D::form_action ||
                                  directive == D::frame_ancestors;
        if (has_own_rule) continue;
        if (const Weakness weakness = first(&list, is_wide); weakness.found) return weakness;
    }
    return sound;
}

constexpr bool is_plain_http(const ParsedToken& token) {
    if (token.kind == SourceKind::scheme) return token.is("http:") || token.is("ws:");
    if (token.kind != SourceKind::host) return false;
    const bool plain = detail::istarts_with(token.text, "http://") || detail::istarts_with(token.text, "ws://");
    return plain && !is_loopback(host_of(token.text));
}
constexpr Weakness plain_http(const ParsedPolicy& policy) {
    if (policy.has(D::upgrade_insecure_requests)) return sound;
    for (const ParsedDirective& list : policy.directives) {
        if (list.ignored || !list.directive || !csp::takes_sources(*list.directive) || is_dynamic(list)) continue;
        if (const Weakness weakness = first(&list, is_plain_http); weakness.found) return weakness;
    }
    return sound;
}

constexpr bool is_address(const ParsedToken& token) {
    if (token.kind != SourceKind::host) return false;
    const std::string_view host = host_of(token.text);
    std::size_t points = 0;
    for (const char c : host) {
        if (c != '.' && !detail::is_digit(c)) return false;
        points += c == '.' ? 1U : 0U;
    }
    return points == 3 && host != "127.0.0.1";
}
constexpr Weakness ip_source(const ParsedPolicy& policy) {
    for (const ParsedDirective& list : policy.directives)
        if (const Weakness weakness = first(&list, is_address); weakness.found) return weakness;
    return sound;
}

constexpr Weakness sandbox_escape(const ParsedPolicy& policy) {
    const ParsedDirective* const sandbox = policy.find(D::sandbox);
    if (sandbox == nullptr || !sandbox->has("allow-scripts")) return sound;
    return first(sandbox, [](const ParsedToken& token) { return token.is("allow-same-origin"); });
}

constexpr Weakness trusted_types_missing(const ParsedPolicy& policy) {
    return allows_scripts(policy) && !csp::detail::requires_trusted_types(policy) ? missing(policy) : sound;
}
constexpr Weakness reporting_missing(const ParsedPolicy& policy) {
    return policy.has(D::report_to) || policy.has(D::report_uri) ? sound : missing(policy);
}
constexpr Weakness report_uri_only(const ParsedPolicy& policy) {
    const ParsedDirective* const uri = policy.find(D::report_uri);
    if (uri == nullptr || policy.has(D::report_to)) return sound;
    return uri->tokens.empty() ? Weakness{true, uri->name, uri->offset} : at(uri->tokens[0], *uri);
}
constexpr Weakness blocks_mixed_content(const ParsedPolicy& policy) {
    const ParsedDirective* const directive = policy.find(D::block_all_mixed_content);
    return directive == nullptr ? sound : Weakness{true, directive->name, directive->offset};
}

/// Where an enforced policy lets through what the report-only one would not: the directive to blame, if there is one.
constexpr Weakness weaker(const ParsedPolicy& enforced, const ParsedPolicy& report_only) {
    if (csp::subsumes(report_only, enforced)) return sound;
    const auto blame = [&enforced](D directive) {
        const ParsedDirective* const found = csp::effective_directive(enforced, directive);
        return found == nullptr ? missing(enforced) : Weakness{true, found->name, found->offset};
    };
    for (const D directive : csp::detail::loads)
        if (!csp::detail::load_subsumes(report_only, enforced, directive, csp::Url{std::string_view{}}))
            return blame(directive);
    return csp::detail::eval_subsumes(report_only, enforced) ? missing(enforced) : blame(D::script_src);
}

/// How much there is to compare: policies, directives and their values.
constexpr std::size_t size_of(const detail::List<ParsedPolicy>& policies) {
    std::size_t size = policies.size();
    for (const ParsedPolicy& policy : policies) {
        size += policy.directives.size();
        for (const ParsedDirective& directive : policy.directives) size += directive.tokens.size();
    }
    return size;
}

/// Notes where the enforced policies let through what a report-only one would not. Each is asked alone: what one of
/// several lets through another may not, but then the other is the one that is as strict. Each source is compared with
/// each, so that what is beyond all bounds is left alone.
constexpr void note_weaker(const Response& r, Notes& n) {
    constexpr std::size_t most = 65536;
    if (r.csp_report_only().empty() || size_of(r.csp()) * size_of(r.csp_report_only()) > most) return;
    for (const ParsedPolicy& report_only : r.csp_report_only()) {
        Weakness first = sound;
        for (const ParsedPolicy& enforced : r.csp()) {
            const Weakness weakness = weaker(enforced, report_only);
            if (!weakness.found) {
                first = sound;
                break;
            }
            if (!first.found) first = weakness;
        }
        if (first.found) return n.add(first.text, first.offset);
    }
}

}  // namespace secure_headers::audit_rules::csp_rules
