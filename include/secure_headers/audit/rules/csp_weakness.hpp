// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/csp_evaluator/security_checks.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/csp_fix.hpp>
#include <secure_headers/audit/rules/csp_urls.hpp>
#include <secure_headers/csp/allows.hpp>
#include <secure_headers/csp/cover.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/intersect.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/csp/read_source.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/source_index.hpp>
#include <secure_headers/csp/subsumes.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/content_security_policy.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

// What policies let through together, once the sources that browsers ignore are left out. CSP3, sections 6 and 8.
namespace secure_headers::audit_rules::csp_rules {

using csp::ParsedDirective;
using csp::ParsedPolicy;
using csp::ParsedToken;
using csp::SourceKind;
using csp::detail::Trait;
using csp::detail::Traits;
using D = csp::Directive;

using Policies = detail::List<ParsedPolicy>;

/// Where a policy is weak; without a text if it is for want of a directive.
struct Weakness {
    bool found = false;
    std::string_view text{};
    std::size_t offset = 0;
    const ParsedDirective* list = nullptr;  ///< The directive, if its values show it.
};

inline constexpr Weakness sound{};

/// The first places where a policy is weak in one way, as many as a rule lists.
class Weaknesses {
public:
    constexpr Weaknesses() = default;
    constexpr Weaknesses(const Weakness& one) { add(one); }

    constexpr void add(const Weakness& weakness) {
        if (weakness.found && !is_full()) list_.push_back(weakness);
    }

    constexpr bool found() const { return !list_.empty(); }
    constexpr bool is_full() const { return list_.size() == Notes::most_per_rule; }
    constexpr const Weakness* begin() const { return list_.begin(); }
    constexpr const Weakness* end() const { return list_.end(); }

private:
    detail::List<Weakness> list_{};
};

constexpr Weakness missing(const ParsedPolicy& policy) { return {true, {}, policy.offset}; }
constexpr Weakness at(const ParsedToken& token, const ParsedDirective& list) {
    return {true, token.text, token.offset, &list};
}

constexpr bool has_nonce_or_hash(const ParsedDirective& list) {
    return list.traits.has_any({Trait::nonce, Trait::hash});
}
constexpr bool is_dynamic(const ParsedDirective& list) { return list.has(Trait::strict_dynamic); }

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

/// Those of which any host has one, by `*` or a scheme of the network.
inline constexpr Traits network{Trait::http, Trait::https, Trait::ws, Trait::wss},
    wide{Trait::any_host, Trait::http, Trait::https, Trait::ws, Trait::wss};

constexpr bool is_wide(const ParsedToken& token) {
    return token.traits.has(Trait::any_host) || (token.kind == SourceKind::scheme && token.traits.has_any(network));
}
constexpr bool is_data(const ParsedToken& token) {
    return token.kind == SourceKind::scheme && token.traits.has(Trait::data);
}
/// A URL that scripts make.
constexpr bool is_blob(const ParsedToken& token) {
    return token.kind == SourceKind::scheme && token.traits.has_any({Trait::blob, Trait::filesystem});
}

/// The first token of the list that is such a one, or null.
template <class Is>
constexpr const ParsedToken* first(const ParsedDirective& list, Is is) {
    for (const ParsedToken& token : list.tokens)
        if (is(token)) return &token;
    return nullptr;
}

/// Lets no script run by a sandbox, whatever the source lists say.
constexpr bool is_sandboxed(const ParsedPolicy& policy) {
    const ParsedDirective* const sandbox = policy.find(D::sandbox);
    return sandbox != nullptr && !sandbox->has("allow-scripts");
}
constexpr bool is_sandboxed(const Policies& policies) {
    for (const ParsedPolicy& policy : policies)
        if (is_sandboxed(policy)) return true;
    return false;
}

constexpr bool allows_scripts(const ParsedPolicy& policy) {
    if (is_sandboxed(policy)) return false;
    for (const D directive : {D::script_src_elem, D::script_src_attr, D::script_src}) {
        const ParsedDirective* const list = csp::effective_directive(policy, directive);
        if (list == nullptr || !list->allows_nothing()) return true;
    }
    return false;
}

/// True if one of the policies has the directive.
constexpr bool any_has(const Policies& policies, D directive) {
    for (const ParsedPolicy& policy : policies)
        if (policy.has(directive)) return true;
    return false;
}

/// The policy that a missing directive belongs in: the one that says which scripts may run, else the first.
constexpr Weakness missing(const Policies& policies) {
    for (const ParsedPolicy& policy : policies)
        if (csp::effective_directive(policy, D::script_src) != nullptr) return missing(policy);
    return missing(policies[0]);
}

constexpr bool is_restricted(const Policies& policies, D load) {
    for (const ParsedPolicy& policy : policies)
        if (csp::effective_directive(policy, load) != nullptr) return true;
    return false;
}

/// Whether hosts and schemes do something in the list that decides over a load: beside 'strict-dynamic' no script's do.
constexpr bool has_hosts(const ParsedDirective& list, D load) {
    const csp::detail::Use use = csp::detail::use_of(load, *list.directive);
    return use != csp::detail::Use::script || !is_dynamic(list);
}

/// Loads nothing, but stands in the page.
constexpr bool is_inline(D load) { return load == D::script_src_attr || load == D::style_src_attr; }

/// Answers what several policies let through together. A policy that is silent on a kind of load blocks nothing of it.
class Together {
public:
    constexpr explicit Together(const Policies& policies) : policies_{policies} {}

    /// Whether all other policies let through some of what a source does that one of them has for a load, and that is
    /// such a one.
    template <class Is>
    constexpr bool let_through(const ParsedToken& source, const ParsedPolicy& of, D load, Is is) {
        detail::List<UrlSet> common;
        const bool is_url = csp::detail::is_url_source(source);
        for (const ParsedPolicy& policy : policies_) {
            if (work_ >= most) break;
            if (&policy == &of) continue;
            work_ += 1 + policy.directives.size() / 16;
            const ParsedDirective* const list = csp::effective_directive(policy, load);
            if (list == nullptr) continue;
            if (!has_hosts(*list, load)) return false;
            if (!is_url) {
                if (!holds(*list, source)) return false;
                continue;
            }
            if (common.empty()) common.push_back(UrlSet{source.text});
            common = narrowed(common, *list, is);
            if (common.empty()) return false;
        }
        return true;
    }

    /// The sources for the load that are such ones and that all policies let through, of the first policy that has one.
    template <class Is>
    constexpr Weaknesses all(D load, Is is) {
        Weaknesses found;
        for (const ParsedPolicy& policy : policies_) {
            const ParsedDirective* const list = csp::effective_directive(policy, load);
            if (list == nullptr || !has_hosts(*list, load)) continue;
            for (const ParsedToken& token : list->tokens)
                if (!found.is_full() && is(token) && let_through(token, policy, load, is)) found.add(at(token, *list));
            if (found.found()) break;
        }
        return found;
    }

    /// The first of them.
    template <class Is>
    constexpr Weakness first(D load, Is is) {
        const Weaknesses found = all(load, is);
        return found.found() ? *found.begin() : sound;
    }

    /// Those of each list in the text of one of the policies, for the loads that it decides over.
    template <class Is>
    constexpr Weaknesses all_of(const ParsedPolicy& policy, Is is) {
        Weaknesses found;
        const ParsedDirective* lists[sizeof csp::detail::loads / sizeof csp::detail::loads[0]]{};
        bool has_lists = false;
        for (const ParsedDirective& list : policy.directives) {
            if (!list.directive) continue;
            const auto is_here = [&](const ParsedToken& token) { return is(token, *list.directive); };
            if (csp_rules::first(list, is_here) == nullptr) continue;
            if (!std::exchange(has_lists, true)) {
                const ParsedDirective** next = lists;
                for (const D load : csp::detail::loads) *next++ = csp::effective_directive(policy, load);
            }
            for (const ParsedToken& token : list.tokens)
                if (!found.is_full() && is_here(token) && is_let_through(token, list, lists, policy, is_here))
                    found.add(at(token, list));
        }
        return found;
    }

private:
    /// Whether that is so for one of the loads that the list decides over; `lists` are those that decide over each.
    template <class Is>
    constexpr bool is_let_through(const ParsedToken& source, const ParsedDirective& list,
                                  const ParsedDirective* const* lists, const ParsedPolicy& of, Is is) {
        for (const D load : csp::detail::loads) {
            if (*lists++ != &list || is_inline(load) || !has_hosts(list, load)) continue;
            if (let_through(source, of, load, is)) return true;
        }
        return false;
    }

    constexpr bool holds(const ParsedDirective& list, const ParsedToken& source) {
        for (const ParsedToken& token : list.tokens)
            if (++work_ >= most || is_same(token, source)) return true;
        return false;
    }
    static constexpr bool is_same(const ParsedToken& token, const ParsedToken& source) {
        if (source.kind == SourceKind::hash) return csp::detail::is_hash(token, csp::detail::unquoted(source.text));
        return source.kind == SourceKind::keyword ? token.is(source.text) : token.text == source.text;
    }

    /// What each of the sets has in common with a source of the list, and that is such a one. Where a source lets all
    /// of a set through, what the others let through of it adds nothing.
    template <class Is>
    constexpr detail::List<UrlSet> narrowed(const detail::List<UrlSet>& sets, const ParsedDirective& list, Is is) {
        detail::List<UrlSet> all;
        for (const UrlSet& set : sets) {
            const std::size_t before = all.size();
            for (const ParsedToken& token : list.tokens) {
                if (++work_ >= most) return sets;
                UrlSet common = set;
                if (!csp::detail::is_url_source(token) || !common.narrow(UrlSet{token.text})) continue;
                if (common == set) {
                    all.truncate(before);
                    all.push_back(set);
                    break;
                }
                if (is_such(common, is) && is_new(all, common)) all.push_back(common);
            }
        }
        return all;
    }
    template <class Is>
    constexpr bool is_such(const UrlSet& set, Is is) {
        work_ += 8;
        const detail::Text text = set.text();
        return is(csp::detail::read_token(text));
    }
    constexpr bool is_new(const detail::List<UrlSet>& sets, const UrlSet& set) {
        work_ += sets.size();
        for (const UrlSet& known : sets)
            if (known == set) return false;
        return true;
    }

    /// Nobody has lists of which more is to be compared; beyond it all is taken to be let through.
    static constexpr std::size_t most = 32768;

    const Policies& policies_;
    std::size_t work_ = 0;
};

/// The sources that weaken how elements load scripts. Where script-src decides over no more than workers, its
/// hosts do nothing: a worker is of the page's own origin, or is made by a script that runs already.
template <class Is>
constexpr Weaknesses all_for_scripts(const Policies& policies, Is is) {
    return Together{policies}.all(D::script_src_elem, is);
}

constexpr Weakness scripts_unrestricted(const Policies& policies) {
    for (const D load : {D::script_src_elem, D::script_src_attr})
        if (!is_restricted(policies, load)) return missing(policies);
    return sound;
}

/// Where each policy that has a list for the load has the keyword in it; `counts` tells of a list whether it then does
/// something there.
template <class Counts>
constexpr Weakness keyword_of_all(const Policies& policies, D load, Trait keyword, Counts counts) {
    Weakness first = sound;
    for (const ParsedPolicy& policy : policies) {
        const ParsedDirective* const list = csp::effective_directive(policy, load);
        if (list == nullptr) continue;
        const ParsedToken* const token = list->find(keyword);
        if (token == nullptr || !counts(*list)) return sound;
        if (!first.found) first = at(*token, *list);
    }
    return first;
}

/// Inert beside a nonce or a hash, and for scripts beside 'strict-dynamic'.
constexpr Weaknesses inline_of(const Policies& policies, std::initializer_list<D> loads) {
    Weaknesses found;
    for (const D load : loads) {
        const auto counts = [load](const ParsedDirective& list) {
            return csp::detail::allows_all_inline(list, csp::detail::use_of(load, *list.directive));
        };
        found.add(keyword_of_all(policies, load, Trait::unsafe_inline, counts));
    }
    return found;
}
constexpr Weaknesses script_unsafe_inline(const Policies& policies) {
    return inline_of(policies, {D::script_src_elem, D::script_src_attr});
}
constexpr Weaknesses style_unsafe_inline(const Policies& policies) {
    return inline_of(policies, {D::style_src_elem, D::style_src_attr});
}

constexpr Weaknesses script_any_host(const Policies& policies) { return all_for_scripts(policies, is_wide); }
constexpr Weaknesses script_data(const Policies& policies) { return all_for_scripts(policies, is_data); }
constexpr Weaknesses script_blob(const Policies& policies) { return all_for_scripts(policies, is_blob); }
/// For want of a directive where others say which scripts load: they say nothing of eval, nor of workers.
constexpr Weakness script_unsafe_eval(const Policies& policies) {
    if (!is_restricted(policies, D::script_src))
        return scripts_unrestricted(policies).found ? sound : missing(policies);
    return keyword_of_all(policies, D::script_src, Trait::unsafe_eval, [](const ParsedDirective&) { return true; });
}
/// A host, and no slip of the pen, which other rules are about.
constexpr bool is_host(const ParsedToken& token) {
    return token.kind == SourceKind::host && !is_wide(token) && !csp::detail::slip_of(token);
}
/// A host that CSP Evaluator's lists say answers with a script of the attacker's: by JSONP or AngularJS.
constexpr bool is_bypass(const ParsedToken& token, bool eval) {
    return token.kind == SourceKind::host && !is_wide(token) &&
           detail::csp_evaluator::hosts_script_bypass(token.text, eval);
}
constexpr Weaknesses script_bypass(const Policies& policies) {
    const bool eval = script_unsafe_eval(policies).found;
    return all_for_scripts(policies, [eval](const ParsedToken& token) { return is_bypass(token, eval); });
}
constexpr Weaknesses script_hosts(const Policies& policies) { return all_for_scripts(policies, is_host); }

/// The 'unsafe-hashes' that lets a hash do something that no other policy keeps from it.
constexpr Weakness script_unsafe_hashes(const Policies& policies) {
    const auto counts = [](const ParsedDirective& list) { return list.has(Trait::hash); };
    const Weakness weakness = keyword_of_all(policies, D::script_src_attr, Trait::unsafe_hashes, counts);
    if (!weakness.found) return sound;
    const auto is_hash = [](const ParsedToken& token) { return token.kind == SourceKind::hash; };
    return Together{policies}.first(D::script_src_attr, is_hash).found ? weakness : sound;
}

constexpr Weaknesses object_unrestricted(const Policies& policies) {
    if (!is_restricted(policies, D::object_src)) return missing(policies);
    return Together{policies}.all(D::object_src, is_wide);
}
constexpr Weakness object_not_none(const Policies& policies) {
    if (object_unrestricted(policies).found()) return sound;
    const Weakness weakness = Together{policies}.first(D::object_src, [](const ParsedToken& token) {
        return token.kind != SourceKind::none && token.kind != SourceKind::unknown && !csp::detail::slip_of(token);
    });
    if (!weakness.found) return sound;
    return {true, weakness.list->value, weakness.list->tokens[0].offset};
}

constexpr bool has_script_nonce(const ParsedPolicy& policy) {
    const ParsedDirective* const list = csp::effective_directive(policy, D::script_src_elem);
    return list != nullptr && (list->has(Trait::nonce) || (list->has(Trait::hash) && is_dynamic(*list)));
}
/// A policy that lets no script run has no use for `base-uri`.
constexpr bool needs_base(const ParsedPolicy& policy) { return !policy.has(D::base_uri) && allows_scripts(policy); }
constexpr bool needs_base(const Policies& policies) {
    for (const ParsedPolicy& policy : policies)
        if (!needs_base(policy)) return false;
    return true;
}
constexpr Weakness base_missing_with_nonce(const Policies& policies) {
    bool by_nonce = false;
    for (const ParsedPolicy& policy : policies) {
        const ParsedDirective* const list = csp::effective_directive(policy, D::script_src_elem);
        if (list == nullptr) continue;
        by_nonce = by_nonce || has_script_nonce(policy);
        if (!has_script_nonce(policy) && (is_dynamic(*list) || first(*list, is_wide) == nullptr)) return sound;
    }
    return by_nonce && needs_base(policies) ? missing(policies) : sound;
}
constexpr Weakness base_missing(const Policies& policies) {
    const bool missing_one = needs_base(policies) && !base_missing_with_nonce(policies).found;
    return missing_one ? missing(policies) : sound;
}
constexpr Weaknesses base_any_host(const Policies& policies) { return Together{policies}.all(D::base_uri, is_wide); }

constexpr Weaknesses form_action_open(const Policies& policies) {
    if (!is_restricted(policies, D::form_action)) return missing(policies);
    return Together{policies}.all(D::form_action, is_wide);
}

/// Other rules say so of scripts, of object-src, and of where forms, frames and relative links lead.
constexpr bool has_own_rule(D directive) {
    return directive == D::script_src || directive == D::script_src_elem || directive == D::object_src ||
           directive == D::base_uri || directive == D::form_action || directive == D::frame_ancestors;
}
constexpr Weaknesses resource_any_host(Together& together, const ParsedPolicy& policy) {
    return together.all_of(policy, [](const ParsedToken& token, D directive) {
        return !has_own_rule(directive) && is_wide(token);
    });
}

constexpr bool is_plain_http(const ParsedToken& token) {
    if (!token.traits.has_any({Trait::http, Trait::ws})) return false;
    return token.kind == SourceKind::scheme || !is_loopback(host_of(token.text));
}
/// The sources of plain HTTP in lists of those directives, of the first policy that has one.
template <class IsOne>
constexpr Weaknesses plain_http_in(const Policies& policies, IsOne is_one) {
    Together together{policies};
    for (const ParsedPolicy& policy : policies) {
        Weaknesses found = together.all_of(policy, [is_one](const ParsedToken& token, D directive) {
            return is_one(directive) && is_plain_http(token);
        });
        if (found.found()) return found;
    }
    return {};
}
/// What a page loads and sends by plain HTTP, unless it is upgraded.
constexpr Weaknesses plain_http(const Policies& policies) {
    if (any_has(policies, D::upgrade_insecure_requests)) return {};
    return plain_http_in(policies, [](D directive) { return directive != D::frame_ancestors; });
}
/// Pages that frame this one are not upgraded by it.
constexpr Weaknesses plain_http_framing(const Policies& policies) {
    return plain_http_in(policies, [](D directive) { return directive == D::frame_ancestors; });
}

constexpr Weaknesses ip_source(const ParsedPolicy& policy) {
    Weaknesses found;
    for (const ParsedDirective& list : policy.directives) {
        if (list.ignored || !list.has(Trait::address)) continue;
        for (const ParsedToken& token : list.tokens)
            if (is_address_source(token)) found.add(at(token, list));
    }
    return found;
}

/// What one sandbox lets a page do, another one may not.
constexpr Weakness sandbox_escape(const Policies& policies) {
    Weakness escape = sound;
    for (const ParsedPolicy& policy : policies) {
        const ParsedDirective* const sandbox = policy.find(D::sandbox);
        if (sandbox == nullptr) continue;
        const ParsedToken* const token = sandbox->find("allow-same-origin");
        if (token == nullptr || !sandbox->has("allow-scripts")) return sound;
        if (!escape.found) escape = at(*token, *sandbox);
    }
    return escape;
}

constexpr Weakness trusted_types_missing(const Policies& policies) {
    for (const ParsedPolicy& policy : policies)
        if (!allows_scripts(policy) || csp::detail::requires_trusted_types(policy)) return sound;
    return missing(policies);
}
constexpr Weakness reporting_missing(const Policies& policies) {
    return any_has(policies, D::report_to) || any_has(policies, D::report_uri) ? sound : missing(policies);
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

/// Whether something is weaker than the report-only policy, and the directive to blame, if there is one: of the first
/// enforced policy that has it. `together` is what the enforced ones mean together.
constexpr Weakness weaker(const Policies& enforced, const ParsedPolicy& together, const ParsedPolicy& report_only) {
    if (csp::subsumes(report_only, together)) return sound;
    const auto blame = [&enforced](D directive) {
        for (const ParsedPolicy& policy : enforced)
            if (const auto* const found = csp::effective_directive(policy, directive); found != nullptr)
                return Weakness{true, found->name, found->offset};
        return missing(enforced[0]);
    };
    for (const D directive : csp::detail::loads)
        if (!csp::detail::load_subsumes(report_only, together, directive, csp::Url{std::string_view{}}))
            return blame(directive);
    return csp::detail::eval_subsumes(report_only, together) ? missing(enforced[0]) : blame(D::script_src);
}

/// What all but some of the policies mean together.
template <class IsOne>
constexpr detail::Text together_of(const Policies& policies, IsOne is_one) {
    detail::Text text;
    bool is_first = true;
    for (const ParsedPolicy& policy : policies) {
        if (!is_one(policy)) continue;
        if (is_first)
            policy.write_to(text);
        else
            text = detail::Text{csp::intersect(parse::content_security_policy(text), policy).text()};
        is_first = false;
    }
    return text;
}

constexpr bool lets_through(const csp::EffectiveSources& sources, const ParsedToken& url) {
    for (const ParsedToken& source : sources.sources)
        if (csp::detail::is_url_source(source) && csp::detail::covers(source.text, url.text)) return true;
    return false;
}

/// What no one policy says: one asks for a nonce or hash and another one for a host, so that what has both is let
/// through, and by the report-only policy is not.
constexpr Weakness weaker_by_both(const Policies& enforced, const ParsedPolicy& report_only) {
    for (const D load : {D::script_src_elem, D::style_src_elem}) {
        const csp::EffectiveSources wanted = csp::effective_sources(report_only, load);
        if (!wanted.restricted) continue;
        for (const ParsedPolicy& policy : enforced) {
            const ParsedDirective* const list = csp::effective_directive(policy, load);
            if (list == nullptr) continue;
            const ParsedToken* const shown = first(*list, [load](const ParsedToken& token) {
                return token.kind == SourceKind::nonce || (token.kind == SourceKind::hash && load == D::script_src_elem);
            });
            if (shown == nullptr || wanted.has(shown->text)) continue;
            const detail::Text text = together_of(enforced, [&](const ParsedPolicy& other) {
                const ParsedDirective* const of_other = csp::effective_directive(other, load);
                return of_other != nullptr && !of_other->has(shown->text);
            });
            const ParsedPolicy others = parse::content_security_policy(text);
            const csp::EffectiveSources by_url = csp::effective_sources(others, load);
            for (const ParsedToken& url : by_url.sources)
                if (csp::detail::is_url_source(url) && !lets_through(wanted, url))
                    return {true, list->name, list->offset};
        }
    }
    return sound;
}

/// How much there is to compare: policies, directives and their values.
constexpr std::size_t size_of(const Policies& policies) {
    std::size_t size = policies.size();
    for (const ParsedPolicy& policy : policies) {
        size += policy.directives.size();
        for (const ParsedDirective& directive : policy.directives) size += directive.tokens.size();
    }
    return size;
}

/// Notes where the enforced policies together let through what a report-only one would not. Each source is compared
/// with each, so that what is beyond all bounds is left alone.
constexpr void note_weaker(const Response& r, Notes& n) {
    constexpr std::size_t most = 65536;
    if (r.csp_limits_nothing() || r.csp_report_only().empty()) return;
    const std::size_t size = size_of(r.csp()), others = size_of(r.csp_report_only());
    if (size * others > most || (r.csp().size() > 1 && size * size > most)) return;
    const detail::Text text = together_of(r.csp(), [](const ParsedPolicy&) { return true; });
    const ParsedPolicy together = parse::content_security_policy(text);
    for (const ParsedPolicy& report_only : r.csp_report_only()) {
        Weakness weakness = weaker(r.csp(), together, report_only);
        if (!weakness.found && r.csp().size() > 1) weakness = weaker_by_both(r.csp(), report_only);
        if (weakness.found) return n.add(weakness.text, weakness.offset);
    }
}

}  // namespace secure_headers::audit_rules::csp_rules
