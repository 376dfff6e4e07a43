// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/hash.hpp>
#include <secure_headers/csp/match.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::csp {

/// Something that a page wants to load, frame, or send a form to.
struct Load {
    Directive directive = Directive::img_src;  ///< What it is loaded as, such as `script_src_elem`.
    std::string_view url{};
    std::string_view page{};       ///< The page's URL or origin, which is what 'self' means.
    bool redirected = false;       ///< Whether `url` is where a redirect led to.
    std::string_view nonce{};      ///< The element's.
    std::string_view integrity{};  ///< The element's, such as `sha256-...`; several with spaces between.
    bool parser_inserted = true;   ///< False for a script that another script has put in.
};

/// Code that stands in the page itself.
struct InlineCode {
    Directive directive = Directive::script_src_elem;  ///< `script_src_elem`, `script_src_attr` or those of style.
    std::string_view code{};
    std::string_view nonce{};
    bool parser_inserted = true;
};

namespace detail {

/// CSP3, section 6.7.2.3.
constexpr bool nonce_matches(const ParsedDirective& list, std::string_view nonce) {
    if (nonce.empty()) return false;
    for (const ParsedToken& token : list.tokens)
        if (token.kind == SourceKind::nonce && token.payload() == nonce) return true;
    return false;
}

constexpr std::size_t hash_bits(std::string_view source) {
    if (istarts_with(source, "sha256-")) return 256;
    return istarts_with(source, "sha384-") ? 384 : istarts_with(source, "sha512-") ? 512 : 0;
}

/// Compares base64, in which the URL alphabet means the same.
constexpr bool base64_equal(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    const auto standard = [](char c) { return c == '-' ? '+' : c == '_' ? '/' : c; };
    for (std::size_t i = 0; i < a.size(); ++i)
        if (standard(a[i]) != standard(b[i])) return false;
    return true;
}

/// Compares hash sources; `hash` is without quotes.
constexpr bool is_hash(const ParsedToken& token, std::string_view hash) {
    return token.kind == SourceKind::hash && hash_bits(unquoted(token.text)) == hash_bits(hash) &&
           base64_equal(token.payload(), hash.substr(7));
}

constexpr bool has_hash(const ParsedDirective& list, std::string_view hash) {
    for (const ParsedToken& token : list.tokens)
        if (is_hash(token, hash)) return true;
    return false;
}

/// All hashes of an integrity attribute must be in the list. CSP3, section 6.7.2.4.
constexpr bool integrity_matches(const ParsedDirective& list, std::string_view integrity) {
    bool any = false;
    while (!integrity.empty()) {
        const std::size_t end = integrity.find_first_of(" \t\n\f\r");
        std::string_view hash = integrity.substr(0, end);
        hash = hash.substr(0, hash.find('?'));  // options. SRI, section 3.5
        integrity = end == std::string_view::npos ? std::string_view{} : integrity.substr(end + 1);
        if (hash_bits(hash) == 0) continue;
        if (!has_hash(list, hash)) return false;
        any = true;
    }
    return any;
}

/// The list's hashes of code. CSP3, section 6.7.3.3, step 5.
constexpr bool code_matches(const ParsedDirective& list, std::string_view code) {
    for (const ParsedToken& token : list.tokens) {
        if (token.kind != SourceKind::hash) continue;
        const std::size_t bits = hash_bits(unquoted(token.text));
        const Hash hash = bits == 256 ? sha256(code) : bits == 384 ? sha384(code) : sha512(code);
        if (is_hash(token, unquoted(hash.text()))) return true;
    }
    return false;
}

}  // namespace detail

/// Whether the policy lets it through; a policy without the directive and those that stand in for it does. CSP3,
/// sections 6.7.1, 6.7.2 and 6.8.
constexpr bool allows(const ParsedPolicy& policy, const Load& load) {
    const ParsedDirective* const list = effective_directive(policy, load.directive);
    if (list == nullptr || !takes_sources(load.directive)) return true;
    if (load.directive == Directive::script_src_attr || load.directive == Directive::style_src_attr)
        return true;  // loads nothing
    const detail::Use use = detail::use_of(load.directive, *list->directive);
    if (use == detail::Use::script || use == detail::Use::style)
        if (detail::nonce_matches(*list, load.nonce)) return true;
    if (use == detail::Use::script) {
        if (detail::integrity_matches(*list, load.integrity)) return true;
        if (list->has("'strict-dynamic'")) return !load.parser_inserted;
    }
    const Url url = Url{load.url}.as_fetched();
    if (load.directive == Directive::frame_ancestors) return matches(*list, url.as_ancestor(), Url{load.page});
    return matches(*list, url, Url{load.page}, load.redirected);
}

/// The same in short, for what has no nonce and no integrity.
constexpr bool allows(const ParsedPolicy& policy, Directive directive, std::string_view url, std::string_view page) {
    return allows(policy, Load{.directive = directive, .url = url, .page = page});
}

/// Whether the policy lets inline code run. CSP3, section 6.7.3.3.
constexpr bool allows(const ParsedPolicy& policy, const InlineCode& code) {
    const ParsedDirective* const list = effective_directive(policy, code.directive);
    if (list == nullptr) return true;
    using D = Directive;
    const bool attribute = code.directive == D::script_src_attr || code.directive == D::style_src_attr;
    const detail::Use use = detail::use_of(code.directive, *list->directive);
    if (detail::allows_all_inline(*list, use)) return true;
    if (!attribute && detail::nonce_matches(*list, code.nonce)) return true;
    if (attribute && !list->has("'unsafe-hashes'")) return false;
    if (use == detail::Use::script && list->has("'strict-dynamic'") && !code.parser_inserted) return true;
    return detail::code_matches(*list, code.code);
}

/// Whether `eval` and its like work, and without Trusted Types. CSP3, section 4.4.
constexpr bool allows_eval(const ParsedPolicy& policy) {
    const ParsedDirective* const list = effective_directive(policy, Directive::script_src);
    return list == nullptr || list->has("'unsafe-eval'");
}

/// Whether WebAssembly is compiled. CSP3, section 4.5.
constexpr bool allows_wasm(const ParsedPolicy& policy) {
    const ParsedDirective* const list = effective_directive(policy, Directive::script_src);
    return list == nullptr || list->has("'unsafe-eval'") || list->has("'wasm-unsafe-eval'");
}

/// Whether each of several policies, of as many headers or of one with commas, lets it through.
template <class What>
constexpr bool allows(const secure_headers::detail::List<ParsedPolicy>& policies, const What& what) {
    for (const ParsedPolicy& policy : policies)
        if (!allows(policy, what)) return false;
    return true;
}

}  // namespace secure_headers::csp
