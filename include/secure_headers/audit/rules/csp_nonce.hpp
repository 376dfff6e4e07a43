// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/caching.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/header_policy.hpp>

#include <cstddef>
#include <string_view>

// Nonces: long enough, of one response only, and in no cache. CSP3, section 7.1.
namespace secure_headers::audit_rules {

namespace csp_nonce {

inline constexpr std::string_view name = "Content-Security-Policy";
inline constexpr std::string_view fix = "set_headers(response, headers, {.nonce = sh::Nonce::generate()});";

constexpr bool is_placeholder(const csp::ParsedToken& token) { return token.payload() == nonce_placeholder; }

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

/// A nonce's length without its padding: 6 bits a character.
constexpr std::size_t length(const csp::ParsedToken& token) {
    return token.payload().substr(0, token.payload().find('=')).size();
}

constexpr bool has_any(const Response& r) {
    for (const csp::ParsedPolicy& policy : r.csp())
        for (const csp::ParsedDirective& directive : policy.directives)
            if (directive.has(csp::detail::Trait::nonce)) return true;
    return false;
}

constexpr void note_length(const Response& r, Notes& n, std::size_t least, std::size_t below) {
    for (const csp::ParsedToken& token : all(r))
        if (length(token) >= least && length(token) < below && !is_placeholder(token)) n.add(token.text, token.offset);
}

}  // namespace csp_nonce

inline constexpr Rule csp_nonce_rules[]{
    {.id = "csp-nonce-repeated",
     .severity = Severity::high,
     .needs = Header::content_security_policy,
     .header = csp_nonce::name,
     .message = "The response before had the same nonce: whoever saw it can write scripts that run.",
     .fix = csp_nonce::fix,
     .references = {"ASVS 5.0: 3.4.3", "CWE-323", "CWE-79", "CSP3, section 7.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.before() == nullptr) return;
             const detail::List<csp::ParsedToken> before = csp_nonce::all(*r.before());
             detail::Places places{before.size()};
             const auto is = [&](std::string_view nonce) {
                 return [&before, nonce](std::size_t place) { return before[place].payload() == nonce; };
             };
             for (std::size_t i = 0; i < before.size(); ++i)
                 places.insert(places.hash_of(before[i].payload()), i, is(before[i].payload()));
             for (const csp::ParsedToken& token : csp_nonce::all(r)) {
                 const std::size_t place = places.find(places.hash_of(token.payload()), is(token.payload()));
                 if (place != detail::Places::none && !csp_nonce::is_placeholder(token))
                     n.add(token.text, token.offset);
             }
         }},
    {.id = "csp-nonce-cacheable",
     .severity = Severity::medium,
     .needs = Header::content_security_policy,
     .header = "Cache-Control",
     .message = "Caches may hand this response out again, and with it a nonce that then is known.",
     .fix = caching::fix,
     .references = {"CWE-323", "CSP3, section 7.1", "RFC 9111, section 5.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.cache().names.empty() || !caching::is_storable(r) || r.cache().private_) return;
             if (csp_nonce::has_any(r)) n.add(r.value(Header::cache_control));
         }},
    {.id = "csp-nonce-cache-unspecified",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .header = "Cache-Control",
     .message = "Without Cache-Control a cache may hand this response, with its nonce, out again.",
     .fix = caching::fix,
     .references = {"CWE-323", "CSP3, section 7.1", "RFC 9111, section 4.2.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.cache().names.empty() && csp_nonce::has_any(r)) n.add();
         }},
    {.id = "csp-nonce-short",
     .severity = Severity::medium,
     .needs = Header::content_security_policy,
     .header = csp_nonce::name,
     .message = "A nonce of fewer than 8 characters can be guessed.",
     .fix = csp_nonce::fix,
     .references = {"CWE-331", "CSP3, section 7.1"},
     .check = [](const Response& r, Notes& n) { csp_nonce::note_length(r, n, 0, 8); },
     .csp_evaluator = {"NONCE_LENGTH"}},
    {.id = "csp-nonce-below-128-bits",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .header = csp_nonce::name,
     .message = "A nonce should come from 128 random bits or more, which are 22 characters of base64.",
     .fix = csp_nonce::fix,
     .references = {"CWE-331", "CSP3, section 7.1"},
     .check = [](const Response& r, Notes& n) { csp_nonce::note_length(r, n, 8, 22); }},
};

}  // namespace secure_headers::audit_rules
