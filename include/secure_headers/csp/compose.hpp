// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/csp/read_source.hpp>
#include <secure_headers/csp/source_rules.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/text_index.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/parse/content_security_policy.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers::csp {

/// A policy that was made of two others; it can be put into a set like any other.
class ComposedPolicy {
public:
    static constexpr std::string_view name = "Content-Security-Policy";

    constexpr std::string_view text() const { return text_; }
    constexpr ParsedPolicy parsed() const& { return parse::content_security_policy(text_); }
    ParsedPolicy parsed() && = delete;

    /// False if one policy cannot say what the two mean; it then allows less, never more. Directives that the library
    /// does not know are left out, as they do nothing in a browser that does not know them.
    constexpr bool exact() const { return exact_; }

    constexpr void write_to(FieldWriter& out) const { detail::ParsedEntries::of(parsed()).write_to(out); }

private:
    friend constexpr ComposedPolicy intersect(const ParsedPolicy& a, const ParsedPolicy& b, std::string_view page);
    friend constexpr ComposedPolicy merge(const ParsedPolicy& a, const ParsedPolicy& b);

    constexpr ComposedPolicy(secure_headers::detail::Text text, bool exact) : text_{std::move(text)}, exact_{exact} {}

    secure_headers::detail::Text text_;
    bool exact_;
};

namespace detail {

using secure_headers::detail::Places;
using secure_headers::detail::Text;
using secure_headers::detail::TextIndex;

/// The sources of a list in the making.
struct SourceList {
    bool restricted = false;
    List<Text> sources{};

    constexpr bool has(std::string_view source) const {
        for (const Text& known : sources)
            if (known.view() == source || (source.front() == '\'' && is_keyword_of(known, source))) return true;
        return false;
    }
    constexpr void add(Text source) {
        if (!source.empty() && !has(source)) sources.push_back(std::move(source));
    }
    /// The same, where `seen` has the text of each source that was added before; `source` outlives it.
    constexpr void add(std::string_view source, TextIndex& seen) {
        if (!source.empty() && seen.insert(source)) sources.push_back(Text{source});
    }
    /// The same of a text that the list keeps, which does not move with it.
    constexpr void add(Text&& source, TextIndex& seen) {
        if (!source.empty() && seen.insert(source)) sources.push_back(std::move(source));
    }
    /// Leaves one of those that differ in the case of letters, where that counts for nothing.
    constexpr void keep_distinct(Directive directive) {
        Places places{sources.size()};
        std::size_t kept = 0;
        for (std::size_t i = 0; i < sources.size(); ++i) {
            const std::string_view source = sources[i];
            const bool exact = has_case(directive, source);
            const auto equals = [&](std::size_t place) {
                return exact ? sources[place].view() == source : iequals(sources[place], source);
            };
            if (places.insert(places.hash_of(source, !exact), kept, equals) != Places::none) continue;
            if (kept != i) sources[kept] = std::move(sources[i]);
            ++kept;
        }
        sources.truncate(kept);
    }
    constexpr bool operator==(const SourceList& other) const {
        if (restricted != other.restricted || sources.size() != other.sources.size()) return false;
        TextIndex known;
        for (const Text& source : other.sources) known.insert(source);
        for (const Text& source : sources)
            if (known.insert(source) && !other.has(source)) return false;
        return true;
    }

private:
    static constexpr bool is_keyword_of(std::string_view a, std::string_view b) {
        return kind_of(b) == SourceKind::keyword && iequals(a, b);
    }
};

/// The sources of both as written, but for 'none' and what browsers do not understand.
constexpr SourceList union_of(const ParsedDirective* a, const ParsedDirective* b) {
    SourceList list{a != nullptr || b != nullptr, {}};
    TextIndex seen;
    for (const ParsedDirective* const directive : {a, b})
        for (std::size_t i = 0; directive != nullptr && i < directive->tokens.size(); ++i) {
            const ParsedToken& token = directive->tokens[i];
            if (token.kind != SourceKind::none && token.kind != SourceKind::unknown) list.add(token.text, seen);
        }
    return list;
}

/// The sources that mean something in the directive itself, where some come from one that stands in for it.
constexpr List<Text> placed(List<Text>&& sources, Directive directive) {
    bool has_hash_or_inline = false, has_unsafe_hashes = false;
    for (const Text& source : sources) {
        has_hash_or_inline |= kind_of(source) == SourceKind::hash || iequals(source, "'unsafe-inline'");
        has_unsafe_hashes |= iequals(source, "'unsafe-hashes'");
    }
    const bool ignores_hashes = attributes.has(directive) && !has_unsafe_hashes;
    List<Text> kept;
    for (Text& source : sources) {
        const bool alone = (iequals(source, "'unsafe-hashes'") && !has_hash_or_inline) ||
                           (kind_of(source) == SourceKind::hash && ignores_hashes);
        if (!alone && has_place(directive, read_source(source).traits)) kept.push_back(std::move(source));
    }
    return kept;
}

/// The sources of a list that do something where it is used for `load`.
constexpr SourceList in_effect(const SourceList& list, Directive load, Use use) {
    ParsedDirective parsed;
    for (const Text& source : list.sources) parsed.add(read_token(source));
    SourceList effective{list.restricted, {}};
    const Deciding deciding{parsed};
    for (const ParsedToken& token : parsed.tokens)
        if (has_effect(deciding, token, load, use)) effective.sources.push_back(Text{token.text});
    return effective;
}

constexpr void write_values(Text& out, const List<Text>& values, std::string_view if_none) {
    if (values.empty()) out.append(if_none);
    for (const Text& value : values) out.append(" ").append(value);
}

/// The values that a field may have in it; with a comma, browsers would read two policies.
constexpr List<Text> sendable(List<Text>&& values) {
    List<Text> kept;
    for (Text& value : values) {
        bool is_sendable = !contains(value, ',');
        for (const char c : value.view()) is_sendable = is_sendable && is_visible(c);
        if (is_sendable) kept.push_back(std::move(value));
    }
    return kept;
}

constexpr bool needs_value(Directive directive) {
    using D = Directive;
    return directive == D::report_uri || directive == D::report_to || directive == D::require_trusted_types_for ||
           directive == D::webrtc;
}

/// A policy in the making.
class Composition {
public:
    constexpr void put(Directive directive, SourceList list) {
        list.keep_distinct(directive);
        put_distinct(directive, std::move(list));
    }
    /// The same of a list that says nothing twice.
    constexpr void put_distinct(Directive directive, SourceList list) {
        if (takes_sources(directive))
            list.sources = placed(std::move(list.sources), directive);
        else
            list.sources = sendable(std::move(list.sources));
        if (needs_value(directive) && list.sources.empty()) list.restricted = false;
        lists_[static_cast<unsigned>(directive)] = std::move(list);
    }
    constexpr bool has(Directive directive) const { return lists_[static_cast<unsigned>(directive)].restricted; }

    /// Whether the directive is, by fallback, what the list says.
    constexpr bool says(Directive directive, const SourceList& list) const {
        for (const Directive candidate : fallbacks_of(directive)) {
            const SourceList& known = lists_[static_cast<unsigned>(candidate)];
            const Use use = use_of(directive, candidate);
            if (known.restricted) return in_effect(known, directive, use) == in_effect(list, directive, use);
        }
        return !list.restricted;
    }

    constexpr void write(Text& out) const {
        for (unsigned i = 0; i < count; ++i) {
            if (!lists_[i].restricted) continue;
            const auto directive = static_cast<Directive>(i);
            out.append(out.empty() ? "" : "; ").append(name_of(directive));
            const bool has_none = takes_sources(directive) || directive == Directive::trusted_types;
            write_values(out, lists_[i].sources, has_none ? " 'none'" : "");
        }
    }

private:
    static constexpr unsigned count = static_cast<unsigned>(Directive::report_to) + 1;
    SourceList lists_[count]{};
};

/// Puts each directive of either policy in that is not there, and those that by what is there, or by their fallback,
/// would not say what `wanted` does.
template <class Wanted>
constexpr void put_fetch_directives(Composition& to, const ParsedPolicy& a, const ParsedPolicy& b, Wanted&& wanted) {
    for (const Directive directive : fetch_directives) {
        SourceList list = wanted(directive);
        list.keep_distinct(directive);
        const bool is_due = (a.has(directive) || b.has(directive)) && !to.has(directive);
        if (list.restricted && (is_due || !to.says(directive, list))) to.put_distinct(directive, std::move(list));
    }
}

/// The values of a directive that takes no sources, of both policies.
constexpr SourceList all_values(const ParsedDirective* a, const ParsedDirective* b) {
    SourceList list{a != nullptr || b != nullptr, {}};
    TextIndex seen;
    for (const ParsedDirective* const directive : {a, b})
        for (std::size_t i = 0; directive != nullptr && i < directive->tokens.size(); ++i)
            if (!directive->tokens[i].is("'none'")) list.add(directive->tokens[i].text, seen);
    return list;
}

constexpr SourceList first_value(const ParsedDirective* a, const ParsedDirective* b) {
    SourceList list{true, {}};
    const ParsedDirective* const directive = a != nullptr ? a : b;
    if (directive == nullptr) return {};
    TextIndex seen;
    for (const ParsedToken& token : directive->tokens) list.add(token.text, seen);
    return list;
}

/// The endpoint of the first policy that names one; browsers take the first of several.
constexpr SourceList first_endpoint(const ParsedDirective* a, const ParsedDirective* b) {
    for (const ParsedDirective* const directive : {a, b}) {
        if (directive == nullptr || directive->tokens.empty()) continue;
        SourceList list{true, {}};
        list.add(Text{directive->tokens[0].text});
        return list;
    }
    return {};
}

/// A directive without a value, if either policy has it.
constexpr SourceList no_value(const ParsedDirective* a, const ParsedDirective* b) {
    return {a != nullptr || b != nullptr, {}};
}

}  // namespace detail

}  // namespace secure_headers::csp
