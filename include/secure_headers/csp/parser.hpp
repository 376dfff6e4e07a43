// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/directive_list.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/csp/read_source.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/header_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers::csp::detail {

using secure_headers::detail::List;

/// Reads a serialized policy, one directive after the other.
class Parser {
public:
    /// Of an empty policy.
    constexpr Parser(std::string_view text, std::size_t offset, ParsedPolicy& policy)
        : text_{text}, offset_{offset}, policy_{policy} {
        policy_.text = text;
        policy_.offset = offset;
    }

    constexpr void parse() {
        const bool all_ascii = is_ascii(text_);
        reserve();
        for (std::size_t begin = 0; begin < text_.size();) {
            while (begin < text_.size() && is_blank(text_[begin])) ++begin;
            const std::size_t semicolon = text_.find(';', begin);
            const std::size_t end = semicolon == std::string_view::npos ? text_.size() : semicolon;
            read_directive(begin, end, all_ascii);
            begin = end + 1;
        }
        mark_unknown_duplicates();
    }

private:
    /// Makes room for the first few directives, and for no more than there are parts: many policies may have one each.
    constexpr void reserve() {
        for (std::size_t at = 0; at < text_.size() && few_parts_ < 4; at = text_.find(';', at)) {
            while (at < text_.size() && (text_[at] == ';' || is_blank(text_[at]))) ++at;
            few_parts_ += at < text_.size() ? 1U : 0U;
        }
        policy_.directives.reserve(few_parts_);
    }

    /// Takes down a problem of a directive; the same goes for its room.
    constexpr void add(ProblemKind kind, std::size_t begin, std::string_view text) {
        if (policy_.problems.empty()) policy_.problems.reserve(few_parts_);
        policy_.problems.push_back({kind, offset_ + begin, text, {}});
    }

    /// How many characters there are before the first blank.
    static constexpr std::size_t word_size(std::string_view text) {
        return secure_headers::detail::word_size(text, [](std::string_view rest) { return is_blank(rest.front()); });
    }

    /// Reads what has no blank at its begin.
    constexpr void read_directive(std::size_t begin, std::size_t end, bool all_ascii) {
        while (begin < end && is_blank(text_[end - 1])) --end;
        if (begin == end) return;
        const std::string_view token = text_.substr(begin, end - begin);
        if (!all_ascii && !is_ascii(token)) return add(ProblemKind::not_ascii, begin, token);
        const std::size_t name_size = word_size(token);
        ParsedDirective& directive = policy_.directives.append();
        directive.name = token.substr(0, name_size);
        directive.offset = offset_ + begin;
        directive.directive = find_directive(directive.name);
        read_tokens(directive, token, begin, name_size);
        check(directive, begin);
    }

    /// Reads the tokens behind a name, each of which has a blank before it.
    constexpr void read_tokens(ParsedDirective& directive, std::string_view token, std::size_t begin, std::size_t at) {
        const bool sources = directive.directive && takes_sources(*directive.directive);
        tokens_.truncate(0);
        while (at < token.size()) {
            while (is_blank(token[at])) ++at;
            if (directive.value.empty()) directive.value = token.substr(at);
            const std::size_t end = at + word_size(token.substr(at));
            const std::string_view text = token.substr(at, end - at);
            const SourceReading reading = sources ? read_source(text) : SourceReading{SourceKind::unknown, {}};
            directive.traits.add(reading.traits);
            tokens_.push_back({text, offset_ + begin + at, reading.kind, reading.traits});
            at = end;
        }
        if (tokens_.size() < many)
            directive.tokens = tokens_;  // which takes no more room than they need
        else
            directive.tokens = std::move(tokens_);
    }

    constexpr void check(ParsedDirective& directive, std::size_t begin) {
        if (!directive.directive) {
            ++unknown_;
            if (!name_char.holds(directive.name)) return add(ProblemKind::malformed_name, begin, directive.name);
            const bool removed = is_removed(directive.name);
            return add(removed ? ProblemKind::removed_directive : ProblemKind::unknown_directive, begin, directive.name);
        }
        const auto number = static_cast<unsigned>(*directive.directive);
        directive.ignored = policy_.has(*directive.directive);
        if (directive.ignored) return add(ProblemKind::duplicate_directive, begin, directive.name);
        policy_.obeyed |= 1UL << number;
        policy_.places[number] = static_cast<unsigned char>((std::min)(policy_.directives.size() - 1, std::size_t{255}));
        check_value(policy_.problems, directive);
    }

    constexpr void mark_unknown_duplicates() {
        if (unknown_ < 2) return;
        secure_headers::detail::Places places{unknown_};
        List<ParsedDirective>& all = policy_.directives;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].directive) continue;
            const auto equals = [&](std::size_t place) { return iequals(all[place].name, all[i].name); };
            const std::uint64_t hash = places.hash_of(all[i].name, true);
            all[i].ignored = places.insert(hash, i, equals) != secure_headers::detail::Places::none;
        }
    }

    std::string_view text_;
    std::size_t offset_;
    ParsedPolicy& policy_;
    std::size_t unknown_ = 0;
    std::size_t few_parts_ = 0;  ///< Between semicolons; four stand for more.
    static constexpr std::size_t many = 64;
    List<ParsedToken> tokens_{};  ///< Of one directive after the other.
};

/// The directive as our own policy keeps it.
constexpr DirectiveEntry entry_of(const ParsedDirective& parsed) {
    DirectiveEntry entry{*parsed.directive, {}};
    for (const ParsedToken& token : parsed.tokens)
        entry.value.append(entry.value.empty() ? "" : " ").append(token.text);
    return entry;
}

}  // namespace secure_headers::csp::detail
