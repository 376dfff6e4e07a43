// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/caching.hpp>
#include <secure_headers/audit/rules/csp_weakness.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text_index.hpp>
#include <secure_headers/header_policy.hpp>

#include <cstddef>
#include <string_view>

// Nonces: long enough, of one response only, and in no cache. CSP3, section 7.1.
namespace secure_headers::audit_rules {

namespace csp_nonce {

inline constexpr std::string_view name = "Content-Security-Policy";
inline constexpr csp::detail::Traits in_sources{csp::detail::Trait::nonce};
inline constexpr std::string_view fix = "set_headers(response, headers, {.nonce = sh::Nonce::generate()});";

constexpr bool is_placeholder(const csp::ParsedToken& token) { return token.payload() == nonce_placeholder; }

/// All nonces of a response, also those that do nothing: whoever saw it knows them.
constexpr detail::List<csp::ParsedToken> all(const Response& r) {
    detail::List<csp::ParsedToken> nonces;
    for (const csp::ParsedPolicy& policy : r.csp())
        for (const csp::ParsedDirective& directive : policy.directives) {
            if (!directive.has(csp::detail::Trait::nonce)) continue;
            for (const csp::ParsedToken& token : directive.tokens)
                if (token.kind == csp::SourceKind::nonce) nonces.push_back(token);
        }
    return nonces;
}

/// Those by which a document that is shown lets elements load and run.
constexpr detail::List<csp::ParsedToken> in_force(const Response& r, csp::Directive load) {
    detail::List<csp::ParsedToken> nonces;
    if (!r.is_page() && !r.is_other_xml()) return nonces;
    if (load == csp::Directive::script_src_elem && csp_rules::is_sandboxed(r.csp())) return nonces;
    for (const csp::ParsedPolicy& policy : r.csp()) {
        const csp::ParsedDirective* const list = csp::effective_directive(policy, load);
        if (list == nullptr || !list->has(csp::detail::Trait::nonce)) continue;
        for (const csp::ParsedToken& token : list->tokens)
            if (token.kind == csp::SourceKind::nonce) nonces.push_back(token);
    }
    return nonces;
}
constexpr detail::List<csp::ParsedToken> of_scripts(const Response& r) {
    return in_force(r, csp::Directive::script_src_elem);
}
/// Those that are not of scripts, too, for which it matters more.
constexpr detail::List<csp::ParsedToken> of_styles_alone(const Response& r) {
    const detail::List<csp::ParsedToken> scripts = of_scripts(r), styles = in_force(r, csp::Directive::style_src_elem);
    detail::TextIndex known;
    for (const csp::ParsedToken& token : scripts) known.insert(token.payload());
    detail::List<csp::ParsedToken> alone;
    for (const csp::ParsedToken& token : styles)
        if (!known.has(token.payload())) alone.push_back(token);
    return alone;
}

using Nonces = detail::List<csp::ParsedToken> (*)(const Response&);

/// A nonce's length without its padding: 6 bits a character.
constexpr std::size_t length(const csp::ParsedToken& token) {
    return token.payload().substr(0, token.payload().find('=')).size();
}

constexpr void note_length(const Response& r, Notes& n, Nonces nonces, std::size_t least, std::size_t below) {
    for (const csp::ParsedToken& token : nonces(r))
        if (length(token) >= least && length(token) < below && !is_placeholder(token)) n.add(token.text, token.offset);
}

/// Notes nonces that the response before had, whatever they were for.
constexpr void note_repeated(const Response& r, Notes& n, Nonces nonces) {
    if (r.before() == nullptr) return;
    const detail::List<csp::ParsedToken> before = all(*r.before());
    detail::TextIndex known;
    for (const csp::ParsedToken& token : before) known.insert(token.payload());
    for (const csp::ParsedToken& token : nonces(r))
        if (known.has(token.payload()) && !is_placeholder(token)) n.add(token.text, token.offset);
}

/// Notes that caches may keep the response, where it says so.
constexpr void note_cacheable(const Response& r, Notes& n, Nonces nonces) {
    if (r.cache().names.empty() || !caching::is_storable(r) || r.cache().private_) return;
    if (!nonces(r).empty()) n.add(r.value(Header::cache_control));
}

}  // namespace csp_nonce

inline constexpr Rule csp_nonce_rules[]{
    {.id = "csp-nonce-repeated",
     .severity = Severity::high,
     .needs = Header::content_security_policy,
     .sources = csp_nonce::in_sources,
     .header = csp_nonce::name,
     .message = "The response before had the same nonce: whoever saw it can write scripts that run.",
     .fix = csp_nonce::fix,
     .references = {"ASVS 5.0: 3.4.3", "CWE-323", "CWE-79", "CSP3, section 7.1"},
     .check = [](const Response& r, Notes& n) { csp_nonce::note_repeated(r, n, csp_nonce::of_scripts); }},
    {.id = "csp-style-nonce-repeated",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .sources = csp_nonce::in_sources,
     .header = csp_nonce::name,
     .message =
         "The response before had the same nonce for styles: whoever saw it can write styles that dress up the page and read parts of it.",
     .fix = csp_nonce::fix,
     .references = {"ASVS 5.0: 3.4.3", "CWE-323", "CSP3, section 7.1"},
     .check = [](const Response& r, Notes& n) { csp_nonce::note_repeated(r, n, csp_nonce::of_styles_alone); }},
    {.id = "csp-nonce-cacheable",
     .severity = Severity::medium,
     .needs = Header::content_security_policy,
     .sources = csp_nonce::in_sources,
     .header = "Cache-Control",
     .message = "Caches may hand this response out again, and with it a nonce that then is known.",
     .fix = caching::fix,
     .references = {"CWE-323", "CSP3, section 7.1", "RFC 9111, section 5.2"},
     .check = [](const Response& r, Notes& n) { csp_nonce::note_cacheable(r, n, csp_nonce::of_scripts); }},
    {.id = "csp-style-nonce-cacheable",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .sources = csp_nonce::in_sources,
     .header = "Cache-Control",
     .message =
         "Caches may hand this response out again, and with it a nonce by which whoever knows it can write styles into the page.",
     .fix = caching::fix,
     .references = {"CWE-323", "CSP3, section 7.1", "RFC 9111, section 5.2"},
     .check = [](const Response& r, Notes& n) { csp_nonce::note_cacheable(r, n, csp_nonce::of_styles_alone); }},
    {.id = "csp-nonce-cache-unspecified",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .sources = csp_nonce::in_sources,
     .header = "Cache-Control",
     .message = "Without Cache-Control a cache may hand this response, with its nonce, out again.",
     .fix = caching::fix,
     .references = {"CWE-323", "CSP3, section 7.1", "RFC 9111, section 4.2.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.cache().names.empty()) return;
             if (!csp_nonce::of_scripts(r).empty() || !csp_nonce::of_styles_alone(r).empty()) n.add();
         }},
    {.id = "csp-nonce-short",
     .severity = Severity::medium,
     .needs = Header::content_security_policy,
     .sources = csp_nonce::in_sources,
     .header = csp_nonce::name,
     .message = "A nonce of fewer than 8 characters can be guessed.",
     .fix = csp_nonce::fix,
     .references = {"CWE-331", "CSP3, section 7.1"},
     .check = [](const Response& r, Notes& n) { csp_nonce::note_length(r, n, csp_nonce::of_scripts, 0, 8); },
     .csp_evaluator = {"NONCE_LENGTH"}},
    {.id = "csp-style-nonce-short",
     .severity = Severity::low,
     .sources = csp_nonce::in_sources,
     .header = csp_nonce::name,
     .message = "A nonce for styles of fewer than 8 characters can be guessed, and styles can read parts of the page.",
     .fix = csp_nonce::fix,
     .references = {"CWE-331", "CSP3, section 7.1"},
     .check = [](const Response& r, Notes& n) { csp_nonce::note_length(r, n, csp_nonce::of_styles_alone, 0, 8); },
     .csp_evaluator = {"NONCE_LENGTH"}},
    {.id = "csp-nonce-below-128-bits",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .sources = csp_nonce::in_sources,
     .header = csp_nonce::name,
     .message = "A nonce should come from 128 random bits or more, which are 22 characters of base64.",
     .fix = csp_nonce::fix,
     .references = {"CWE-331", "CSP3, section 7.1"},
     .check =
         [](const Response& r, Notes& n) {
             for (const auto nonces : {csp_nonce::of_scripts, csp_nonce::of_styles_alone})
                 csp_nonce::note_length(r, n, nonces, 8, 22);
         }},
};

}  // namespace secure_headers::audit_rules
