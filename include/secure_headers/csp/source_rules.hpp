// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/enum_set.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::csp::detail {

using Directives = secure_headers::detail::EnumSet<Directive>;

inline constexpr Directives scripts{Directive::default_src, Directive::script_src, Directive::script_src_elem,
                                    Directive::script_src_attr};
inline constexpr Directives styles{Directive::style_src, Directive::style_src_elem, Directive::style_src_attr};
inline constexpr Directives attributes{Directive::script_src_attr, Directive::style_src_attr};
inline constexpr Directives elements{Directive::default_src, Directive::script_src,     Directive::script_src_elem,
                                     Directive::style_src,   Directive::style_src_elem, Directive::worker_src};
inline constexpr Directives eval{Directive::default_src, Directive::script_src, Directive::worker_src};
inline constexpr Directives dynamic{Directive::default_src, Directive::script_src, Directive::script_src_elem,
                                    Directive::worker_src};
inline constexpr Directives connections{Directive::default_src, Directive::connect_src};

constexpr bool takes_keyword(Directive directive, Trait keyword) {
    const bool element = scripts.has(directive) && !attributes.has(directive);
    switch (keyword) {
        case Trait::self:
            return !attributes.has(directive);
        case Trait::strict_dynamic:
            return dynamic.has(directive);
        case Trait::unsafe_eval:
        case Trait::wasm_unsafe_eval:
        case Trait::trusted_types_eval:
            return eval.has(directive);
        case Trait::unsafe_webtransport_hashes:
            return connections.has(directive);
        case Trait::inline_speculation_rules:
        case Trait::report_sha256:
        case Trait::report_sha384:
        case Trait::report_sha512:
            return element;
        case Trait::unsafe_allow_redirects:
            return element || directive == Directive::form_action;
        default:
            return scripts.has(directive) || styles.has(directive);  // 'unsafe-inline', 'unsafe-hashes', 'report-sample'
    }
}
constexpr bool takes_keyword(Directive directive, std::string_view unquoted) {
    return takes_keyword(directive, static_cast<Trait>(keyword_table.find(unquoted)));
}

/// Reads the sources of a directive's value one by one.
class Tokens {
public:
    constexpr explicit Tokens(std::string_view value) : rest_{value} {}

    /// The next source, or nothing at the end.
    constexpr std::string_view next() {
        const std::size_t end = rest_.find(' ');
        const std::string_view token = rest_.substr(0, end);
        rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
        return token;
    }

private:
    std::string_view rest_;
};

/// Whether letters of another case make another value: in paths, nonces, hashes, addresses and names of Trusted Types.
constexpr bool has_case(Directive directive, std::string_view token) {
    if (directive == Directive::report_uri || contains(token, '/')) return true;
    if (!is_quoted(token)) return directive == Directive::trusted_types;
    const SourceKind kind = kind_of(token);
    return kind == SourceKind::nonce || kind == SourceKind::hash;
}

/// Whether two tokens of a directive say the same.
constexpr bool is_same(Directive directive, std::string_view a, std::string_view b) {
    return iequals(a, b) && (a == b || !has_case(directive, b));
}

/// Remembers the tokens of a directive, at a cost that does not grow with their number: a few are looked through.
class SeenTokens {
public:
    constexpr SeenTokens(Directive directive, std::size_t at_most)
        : directive_{directive}, slots_(at_most <= few ? 0 : 2 * at_most + 1) {}

    /// False if the token was seen before.
    constexpr bool insert(std::string_view token) {
        if (slots_.empty()) return insert_among_few(token);
        const bool exact = has_case(directive_, token);
        std::size_t hash = 2166136261U;  // FNV-1a
        for (const char c : token) {
            const auto byte = static_cast<unsigned char>(exact ? c : secure_headers::detail::to_lower(c));
            hash = (hash ^ byte) * 16777619U % 4294967296U;
        }
        std::size_t slot = hash % slots_.size();
        for (; !slots_[slot].empty(); slot = (slot + 1) % slots_.size())
            if (exact ? slots_[slot] == token : iequals(slots_[slot], token)) return false;
        slots_[slot] = token;
        return true;
    }

private:
    static constexpr std::size_t few = 12;

    constexpr bool insert_among_few(std::string_view token) {
        for (std::size_t i = 0; i < count_; ++i)
            if (is_same(directive_, few_[i], token)) return false;
        few_[count_++] = token;
        return true;
    }

    Directive directive_;
    std::string_view few_[few]{};
    std::size_t count_ = 0;
    secure_headers::detail::List<std::string_view> slots_;
};

constexpr void check_place(std::string_view field, Directive directive, std::string_view source) {
    const std::string_view name = name_of(directive);
    const SourceKind kind = kind_of(source);
    if (kind == SourceKind::nonce && !elements.has(directive))
        refuse(field, name, "takes no nonce; nonces are for script-src, style-src, their -elem and default-src");
    if (kind == SourceKind::hash && !scripts.has(directive) && !styles.has(directive) &&
        directive != Directive::worker_src)
        refuse(field, name, "takes no hash; hashes are for script-src, style-src and default-src");
    const bool is_url = kind == SourceKind::host || kind == SourceKind::scheme || iequals(source, "'self'");
    if (is_url && attributes.has(directive))
        refuse(field, name, "is for code, which has no host; write csp::none, or csp::unsafe_hashes and a hash");
    if (kind == SourceKind::host && directive == Directive::frame_ancestors && has_path(source))
        refuse(field, name, "takes no path: of the page that frames this one, most browsers compare the origin alone");
    if (kind == SourceKind::keyword && !takes_keyword(directive, unquoted(source)))
        refuse(field, name, "does not take this keyword, which has no effect there");
}

/// What the sources of a directive are together, however many: all that decides whether they go together.
class Together {
public:
    constexpr void add(std::string_view source) {
        const SourceKind kind = kind_of(source);
        has_none_ |= kind == SourceKind::none;
        has_nonce_or_hash_ |= kind == SourceKind::nonce || kind == SourceKind::hash;
        has_hash_ |= kind == SourceKind::hash;
        has_hash_or_inline_ |= kind == SourceKind::hash || iequals(source, "'unsafe-inline'");
        is_dynamic_ |= iequals(source, "'strict-dynamic'");
        has_unsafe_hashes_ |= iequals(source, "'unsafe-hashes'");
        ++count_;
    }

    /// Refuses sources that contradict one another or have no effect together.
    constexpr void check(std::string_view field, Directive directive) const {
        const std::string_view name = name_of(directive);
        if (count_ == 0) refuse(field, name, "needs a source; write csp::none to allow nothing");
        if (has_none_ && count_ > 1)
            refuse(field, name, "'none' stands alone; browsers ignore it beside other sources");
        if (is_dynamic_ && !has_nonce_or_hash_)
            refuse(field, name, "'strict-dynamic' needs a nonce or a hash beside it");
        if (has_unsafe_hashes_ && !has_hash_or_inline_) refuse(field, name, "'unsafe-hashes' needs a hash beside it");
        if (has_hash_ && !has_unsafe_hashes_ && attributes.has(directive))
            refuse(field, name, "a hash does nothing here without csp::unsafe_hashes beside it");
    }

private:
    std::size_t count_ = 0;
    bool has_none_ = false, has_nonce_or_hash_ = false, has_hash_ = false, has_hash_or_inline_ = false,
         is_dynamic_ = false, has_unsafe_hashes_ = false;
};

constexpr Together together_of(std::string_view value) {
    Together together;
    Tokens tokens{value};
    for (std::string_view source = tokens.next(); !source.empty(); source = tokens.next()) together.add(source);
    return together;
}

}  // namespace secure_headers::csp::detail
