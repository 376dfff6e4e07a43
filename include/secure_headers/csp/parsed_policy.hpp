// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>

#include <cstddef>
#include <iterator>
#include <string_view>

// What the parser of parse/content_security_policy.hpp returns. All text is a view into the text that was parsed.
namespace secure_headers::csp {

/// A token of a directive's value; its kind is as browsers read it in a source list.
struct ParsedToken {
    std::string_view text{};
    std::size_t offset = 0;
    SourceKind kind = SourceKind::unknown;
    detail::Traits traits{};  ///< What the parser has found out besides, for rules to ask.

    /// Compares with a keyword in its quotes, or a sandbox token, without regard to case.
    constexpr bool is(std::string_view keyword) const { return detail::iequals(text, keyword); }

    /// What stands between `'nonce-` or `'sha256-` and the closing quote.
    constexpr std::string_view payload() const {
        if (kind != SourceKind::nonce && kind != SourceKind::hash) return {};
        const std::size_t begin = text.find('-') + 1;
        return text.substr(begin, text.size() - 1 - begin);
    }
};

/// A directive as it was written.
struct ParsedDirective {
    std::string_view name{};
    std::size_t offset = 0;                                   ///< Where the name begins.
    secure_headers::detail::Optional<Directive> directive{};  ///< Empty if the name is of none that is known.
    bool ignored = false;      ///< Comes after one of its name, so that browsers skip it.
    detail::Traits traits{};   ///< Those of all tokens.
    std::string_view value{};  ///< Without blanks at its ends.
    secure_headers::detail::List<ParsedToken> tokens{};

    /// Puts a token behind the others.
    constexpr void add(const ParsedToken& token) {
        tokens.push_back(token);
        traits.add(token.traits);
    }

    /// True if it is that directive.
    constexpr bool is(Directive known) const { return directive && *directive == known; }

    /// The first token that equals the keyword without regard to case, or null.
    constexpr const ParsedToken* find(std::string_view keyword) const {
        for (const ParsedToken& token : tokens)
            if (token.is(keyword)) return &token;
        return nullptr;
    }
    constexpr bool has(std::string_view keyword) const { return find(keyword) != nullptr; }

    /// The first token of that kind, or null.
    constexpr const ParsedToken* find(SourceKind kind) const {
        for (const ParsedToken& token : tokens)
            if (token.kind == kind) return &token;
        return nullptr;
    }
    constexpr bool has(SourceKind kind) const { return find(kind) != nullptr; }

    /// The first token that has the trait, or null; for our own files.
    constexpr const ParsedToken* find(detail::Trait trait) const {
        if (!traits.has(trait)) return nullptr;
        for (const ParsedToken& token : tokens)
            if (token.traits.has(trait)) return &token;
        return nullptr;
    }
    constexpr bool has(detail::Trait trait) const { return traits.has(trait); }

    /// True if the source list allows nothing: it is empty, or has nothing that browsers understand but `'none'`.
    constexpr bool allows_nothing() const {
        for (const ParsedToken& token : tokens)
            if (token.kind != SourceKind::none && token.kind != SourceKind::unknown) return false;
        return true;
    }
};

/// What is wrong in a policy's text.
enum class ProblemKind : unsigned char {
    not_ascii,             ///< Browsers skip the directive.
    malformed_name,        ///< No directive's name; browsers skip the directive.
    unknown_directive,     ///< Browsers skip the directive.
    removed_directive,     ///< Was one; browsers skip it.
    duplicate_directive,   ///< Browsers obey the first.
    empty_source_list,     ///< Allows nothing, which `'none'` would say.
    value_missing,         ///< The directive needs a value.
    value_unexpected,      ///< The directive takes no value.
    value_unknown,         ///< A token that the directive does not know.
    too_many_values,       ///< The directive takes one.
    duplicate_value,       ///< The same twice.
    unquoted_keyword,      ///< A keyword, nonce or hash without quotes is a host's name.
    scheme_without_colon,  ///< A scheme without its colon is a host's name.
    unknown_keyword,       ///< Quotes around what is no keyword, nonce or hash.
    malformed_source,      ///< No source by the grammar.
    query_in_source,       ///< Browsers ignore a query or fragment.
    wrong_hash_length,     ///< Matches nothing.
    none_beside_others,    ///< Browsers ignore `'none'` there.
    misplaced_source,      ///< Has no effect in this directive.
    strict_dynamic_alone,  ///< No nonce and no hash beside it: blocks all.
    unsafe_hashes_alone,   ///< No hash beside it: does nothing.
    missing_semicolon,     ///< A directive's name among the values of another one.
};

/// Says in a sentence what is wrong.
constexpr std::string_view message_of(ProblemKind kind) {
    constexpr std::string_view messages[]{
        "browsers skip a directive that is not all ASCII",
        "a directive's name is letters, digits and -",
        "browsers know no such directive",
        "browsers no longer know this directive",
        "browsers obey the first directive of a name and ignore this one",
        "an empty list allows nothing; write 'none'",
        "the directive needs a value",
        "the directive takes no value",
        "the directive knows no such value",
        "the directive takes one value",
        "this is said twice",
        "without quotes this is the name of a host",
        "without its colon this is the name of a host",
        "quotes are for keywords, nonces and hashes, and this is none that browsers know",
        "by the grammar this is no source, and browsers may skip it",
        "browsers ignore the query or fragment of a source",
        "a hash of this length matches nothing",
        "browsers ignore 'none' beside other sources",
        "this has no effect in this directive",
        "'strict-dynamic' without a nonce or hash blocks every script",
        "'unsafe-hashes' without a hash does nothing",
        "this directive's name is a value of the one before; a semicolon is missing",
    };
    return messages[static_cast<unsigned>(kind)];
}

/// Something wrong in a policy's text, and where it begins.
struct Problem {
    ProblemKind kind = ProblemKind::unknown_directive;
    std::size_t offset = 0;
    std::string_view text{};
    std::string_view directive{};  ///< Its name as written, if the problem lies in a value.

    constexpr std::string_view message() const { return message_of(kind); }
};

/// One policy as browsers read it, with what they do not understand. CSP3, section 2.2.1.
struct ParsedPolicy {
    std::string_view text{};
    std::size_t offset = 0;  ///< Where the policy begins in the field's value.
    secure_headers::detail::List<ParsedDirective> directives{};
    secure_headers::detail::List<Problem> problems{};
    unsigned long obeyed = 0;                                    ///< A bit for each directive that `find` finds.
    unsigned char places[std::size(detail::directive_names)]{};  ///< Where `find` begins to look for each.

    constexpr bool empty() const { return directives.empty(); }

    /// The directive that browsers obey, or null.
    constexpr const ParsedDirective* find(Directive directive) const {
        if (!has(directive)) return nullptr;
        for (std::size_t i = places[static_cast<unsigned>(directive)]; i < directives.size(); ++i)
            if (directives[i].is(directive) && !directives[i].ignored) return &directives[i];
        return nullptr;
    }
    constexpr bool has(Directive directive) const { return (obeyed >> static_cast<unsigned>(directive) & 1U) != 0; }

    /// Writes the policy with single spaces and `; ` between directives, else as it stands.
    constexpr void write_to(auto& out) const {
        for (const ParsedDirective& parsed : directives) {
            if (&parsed != directives.begin()) out.append("; ");
            out.append(parsed.name);
            for (const ParsedToken& token : parsed.tokens) {
                out.append(" ");
                out.append(token.text);
            }
        }
    }
};

}  // namespace secure_headers::csp
