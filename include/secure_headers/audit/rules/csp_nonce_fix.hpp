// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rules/caching.hpp>
#include <secure_headers/audit/rules/csp_fix.hpp>
#include <secure_headers/audit/rules/csp_weakness.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

// What a list of sources needs beside it. CSP3, sections 6.1.9 and 7.1.
namespace secure_headers::audit_rules {

/// Whether caches may keep the response as far as it says.
constexpr bool may_be_cached(const Response& r) {
    return r.cache().names.empty() || (caching::is_storable(r) && !r.cache().private_);
}

/// Whether scripts run by a nonce now.
constexpr bool has_script_nonce(const Response& r) {
    for (const csp::ParsedPolicy& policy : r.csp()) {
        const csp::ParsedDirective* const list = csp::effective_directive(policy, csp::Directive::script_src_elem);
        if (list != nullptr && list->has(csp::detail::Trait::nonce)) return true;
    }
    return false;
}

/// Whether scripts by nonce need a base-uri that no policy has, and no finding says so yet.
constexpr bool wants_base(const Response& r) {
    return !csp_rules::any_has(r.csp(), csp::Directive::base_uri) && !csp_rules::base_missing_with_nonce(r.csp()).found;
}

/// C++ that writes a list of sources anew with what it asks for beside it: of a default-src, object-src, which would
/// follow it; of a nonce, that no cache hands the response out again, and where scripts have it base-uri.
constexpr detail::Text with_needs(const Response& r, Header header, WrittenList list) {
    const bool is_shown = r.is_page() || r.is_other_xml();
    if (list.code.empty() || !is_shown || header != Header::content_security_policy) return std::move(list.code);
    const bool is_default = list.directive == csp::Directive::default_src && !list.allows_nothing;
    const bool of_scripts = is_for_scripts(list.directive) || list.directive == csp::Directive::script_src_attr;
    const bool by_nonce = list.has_nonce || list.is_dynamic;
    const bool is_cached = list.has_nonce && may_be_cached(r) && !has_script_nonce(r);
    const bool wants_object = is_default && r.is_page() && !csp_rules::any_has(r.csp(), csp::Directive::object_src);
    const bool needs_base = by_nonce && of_scripts && wants_base(r);
    if (!is_cached && !wants_object && !needs_base) return std::move(list.code);
    const std::string_view code = list.code;
    const std::size_t end = code.find(';');  // which no source has
    detail::Text whole;
    whole.reserve(code.size() + 192);
    if (is_cached) whole.append("headers.set(");
    whole.append(code.substr(0, end));
    if (wants_object) whole.append(".replace(sh::csp::Directive::object_src, {sh::csp::none})");
    if (needs_base) whole.append(".replace(sh::csp::Directive::base_uri, {sh::csp::none})");
    if (is_cached) whole.append(").set(sh::CacheControl{{.no_store = true}})");
    return std::move(whole.append(code.substr(end)));
}

}  // namespace secure_headers::audit_rules
