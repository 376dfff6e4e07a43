// SPDX-License-Identifier: MIT
// A policy as CSP Evaluator's parser reads it, and as a browser of each level would.
#pragma once

#include <secure_headers/audit/csp_evaluator/finding.hpp>
#include <secure_headers/audit/csp_evaluator/words.hpp>
#include <secure_headers/detail/javascript_text.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/stable_sort.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/text_index.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers::detail::csp_evaluator {

struct Directive {
    std::string_view name{};
    List<std::string_view> values{};

    constexpr bool has(std::string_view value) const {
        for (const std::string_view each : values)
            if (each == value) return true;
        return false;
    }

    constexpr bool any(auto matches) const {
        for (const std::string_view value : values)
            if (matches(value)) return true;
        return false;
    }

    constexpr bool has_nonce() const { return any(is_strict_nonce); }
    constexpr bool has_hash() const { return any(is_strict_hash); }
};

/// The directives in the order in which JavaScript lists them; the views are of a text kept elsewhere.
struct Policy {
    List<Directive> directives{};

    constexpr const Directive* find(std::string_view name) const {
        for (const Directive& directive : directives)
            if (directive.name == name) return &directive;
        return nullptr;
    }
    constexpr bool has(std::string_view name) const { return find(name) != nullptr; }

    /// The name that governs a fetch directive: its own, its parent's, or default-src, there or not.
    constexpr std::string_view effective_name(std::string_view name) const {
        if (has(name)) return name;
        const bool of_script = name == "script-src-attr" || name == "script-src-elem";
        const bool of_style = name == "style-src-attr" || name == "style-src-elem";
        if (of_script && has("script-src")) return "script-src";
        if (of_style && has("style-src")) return "style-src";
        return is_fetch_directive(name) ? "default-src" : name;
    }
    constexpr const Directive* effective(std::string_view name) const { return find(effective_name(name)); }

    constexpr void remove(std::string_view name) {
        for (std::size_t i = 0; i < directives.size(); ++i)
            if (directives[i].name == name) return directives.erase(i);
    }
};

/// The number of a name that JavaScript lists before all others, as an array's index; none is `not_an_index`.
inline constexpr std::uint32_t not_an_index = 0xFFFFFFFF;
constexpr std::uint32_t index_of(std::string_view name) {
    if (name.empty() || name.size() > 10 || !decimal_digits.holds(name)) return not_an_index;
    if (name.front() == '0' && name.size() > 1) return not_an_index;
    std::uint64_t number = 0;
    for (const char c : name) number = number * 10 + static_cast<std::uint64_t>(c - '0');
    return number < not_an_index ? static_cast<std::uint32_t>(number) : not_an_index;
}

/// Reads policies: each token is first kept by its place in one text, since the text moves while it grows.
class Parser {
public:
    constexpr explicit Parser(std::string_view policy) {
        for (std::string_view rest = policy; rest.data() != nullptr && !rest.empty();)
            read(javascript::next_part(rest, ';'));
    }

    /// The policy, whose views are of `text()`; what is repeated is left out, the first one counts.
    constexpr Policy policy() const {
        Policy parsed;
        TextIndex names;
        bool has_index = false;
        for (const Line& line : lines_) {
            const std::string_view name = view(line.name);
            if (is_member_of_every_object(name) || !names.insert(name)) continue;
            parsed.directives.push_back({name, values(line)});
            has_index = has_index || index_of(name) != not_an_index;
        }
        if (!has_index) return parsed;
        stable_sort(parsed.directives,
                    [](const Directive& a, const Directive& b) { return index_of(a.name) < index_of(b.name); });
        return parsed;
    }

    constexpr Text text() && { return std::move(text_); }

private:
    struct Slice {
        std::size_t begin = 0;
        std::size_t size = 0;
    };
    struct Line {
        Slice name{};
        std::size_t first_value = 0;
        std::size_t value_count = 0;
    };

    /// `name in {}`: such directives are taken for repeated ones.
    static constexpr bool is_member_of_every_object(std::string_view name) {
        return name == "constructor" || name == "__proto__";
    }

    constexpr void read(std::string_view directive) {
        const std::string_view name = javascript::next_word(directive);
        if (name.empty()) return;
        Line line{keep_lower(name), tokens_.size()};
        for (std::string_view value; !(value = javascript::next_word(directive)).empty(); ++line.value_count)
            tokens_.push_back(keep_value(value));
        lines_.push_back(line);
    }

    constexpr Slice keep(std::string_view token) {
        text_.append(token);
        return {text_.size() - token.size(), token.size()};
    }
    constexpr Slice keep_lower(std::string_view token) {
        const std::size_t begin = text_.size();
        javascript::append_lower(text_, token);
        return {begin, text_.size() - begin};
    }
    constexpr Slice keep_value(std::string_view value) {
        if (is_url_scheme(value)) return keep_lower(value);
        const bool may_be_keyword = value.size() < 64 && value.starts_with('\'');
        if (!may_be_keyword) return keep(value);
        const Slice lower = keep_lower(value);
        if (is_keyword(view(lower))) return lower;
        text_.truncate(lower.begin);
        return keep(value);
    }

    constexpr std::string_view view(Slice slice) const { return text_.view().substr(slice.begin, slice.size); }

    constexpr List<std::string_view> values(const Line& line) const {
        List<std::string_view> distinct;
        TextIndex seen;
        for (std::size_t i = 0; i < line.value_count; ++i)
            if (const std::string_view value = view(tokens_[line.first_value + i]); seen.insert(value))
                distinct.push_back(value);
        return distinct;
    }

    Text text_{};
    List<Slice> tokens_{};
    List<Line> lines_{};
};

}  // namespace secure_headers::detail::csp_evaluator
