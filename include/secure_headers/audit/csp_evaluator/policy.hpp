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

/// A value of a directive, and what it is.
struct Value {
    std::string_view text{};
    Kinds kinds{};

    constexpr operator std::string_view() const { return text; }
};

/// Some values that are kept elsewhere.
struct Values {
    const Value* first = nullptr;
    std::size_t size = 0;

    constexpr const Value* begin() const { return first; }
    constexpr const Value* end() const { return first + size; }
    constexpr bool empty() const { return size == 0; }
    constexpr const Value& operator[](std::size_t place) const { return first[place]; }
};

struct Directive {
    std::string_view name{};
    Name known = Name::unknown;
    Kinds kinds{};  ///< Those of all values.
    Values values{};

    constexpr bool has(Kind kind) const { return kinds.has(kind); }
    constexpr bool has(std::string_view value) const {
        for (const Value& each : values)
            if (each.text == value) return true;
        return false;
    }

    constexpr bool has_nonce() const { return has(Kind::nonce); }
    constexpr bool has_hash() const { return has(Kind::hash); }
};

/// The directives in the order in which JavaScript lists them; the views are of texts and values kept elsewhere.
struct Policy {
    List<Directive> directives{};
    Names names{};
    Kinds kinds{};             ///< Those of all values, be it of such as have been left out.
    List<Value> own_values{};  ///< Those that are not as they were written.

    constexpr const Directive* find(Name name) const {
        if (!names.has(name)) return nullptr;
        for (const Directive& directive : directives)
            if (directive.known == name) return &directive;
        return nullptr;
    }
    constexpr bool has(Name name) const { return names.has(name); }

    /// The name that governs a directive: its own, its parent's, or for a fetch directive default-src, there or not.
    constexpr Name effective_name(Name name) const {
        if (has(name)) return name;
        const bool of_script = name == Name::script_src_attr || name == Name::script_src_elem;
        const bool of_style = name == Name::style_src_attr || name == Name::style_src_elem;
        if (of_script && has(Name::script_src)) return Name::script_src;
        if (of_style && has(Name::style_src)) return Name::style_src;
        return is_fetch_directive(name) ? Name::default_src : name;
    }
    constexpr const Directive* effective(Name name) const { return find(effective_name(name)); }

    constexpr void remove(Name name) {
        for (std::size_t i = 0; names.has(name) && i < directives.size(); ++i)
            if (directives[i].known == name) directives.erase(i);
        names.remove(name);
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

/// Reads policies.
class Parser {
public:
    constexpr explicit Parser(std::string_view policy) {
        if (policy.empty()) return;
        // Tokens in lower case go behind it, and have no more than half as many bytes again, so that all stays in place.
        is_ascii_ = is_ascii(policy);
        text_.reserve(policy.size() * 2 + (is_ascii_ ? 0 : policy.size() / 2)).append(policy);
        for (std::string_view rest = text_; rest.data() != nullptr && !rest.empty();)
            read(javascript::next_part(rest, ';'));
        const Value* values = values_.begin();
        for (Directive& directive : policy_.directives) {
            directive.values.first = values;
            values += directive.values.size;
        }
        if (has_index_)
            stable_sort(policy_.directives,
                        [](const Directive& a, const Directive& b) { return index_of(a.name) < index_of(b.name); });
    }

    /// The policy, whose views are of `text()`, of this and of constants; what is repeated is left out, the first one counts.
    constexpr const Policy& policy() const { return policy_; }

    constexpr Text text() && { return std::move(text_); }

private:
    /// `name in {}`: such directives are taken for repeated ones.
    static constexpr bool is_member_of_every_object(std::string_view name) {
        return name == "constructor" || name == "__proto__";
    }

    constexpr void read(std::string_view text) {
        const std::string_view word = javascript::next_word(text);
        if (word.empty()) return;
        Directive directive = read_name(word);
        if (!is_new(directive)) return;
        const std::size_t first = values_.size();
        TextIndex many;
        for (std::string_view value; !(value = javascript::next_word(text)).empty();) {
            const Value kept = read_value(value);
            if (is_repeated(kept.text, first, many)) continue;
            values_.push_back(kept);
            directive.kinds.add(kept.kinds);
        }
        directive.values.size = values_.size() - first;
        policy_.kinds.add(directive.kinds);
        policy_.directives.push_back(directive);
    }

    /// Whether the directive has the value; a few are looked through.
    constexpr bool is_repeated(std::string_view value, std::size_t first, TextIndex& many) const {
        constexpr std::size_t few = 16;
        if (values_.size() - first < few) {
            for (std::size_t i = first; i < values_.size(); ++i)
                if (values_[i].text.size() == value.size() && values_[i].text == value) return true;
            return false;
        }
        if (many.size() == 0)
            for (std::size_t i = first; i < values_.size(); ++i) many.insert(values_[i].text);
        return !many.insert(value);
    }

    constexpr bool is_new(const Directive& directive) {
        if (directive.known != Name::unknown) {
            const bool is_repeated = policy_.names.has(directive.known);
            policy_.names.add(directive.known);
            return !is_repeated;
        }
        if (is_member_of_every_object(directive.name) || !unknown_.insert(directive.name)) return false;
        has_index_ = has_index_ || index_of(directive.name) != not_an_index;
        return true;
    }

    constexpr std::string_view lower(std::string_view token) {
        const std::size_t begin = text_.size();
        javascript::append_lower(text_, token);
        return text_.view().substr(begin);
    }

    constexpr Directive read_name(std::string_view word) {
        std::size_t place = directive_table.find(word);
        if (place == std::size(directive_names)) place = directive_table.find(word = lower(word));
        const auto name = static_cast<Name>(place);
        return {name == Name::unknown ? word : text_of(name), name};
    }

    constexpr Value read_value(std::string_view value) {
        if (value.starts_with('\'')) return read_quoted(value);
        const bool is_scheme = is_url_scheme(value);
        if (is_scheme && capitals.find_in(value) != std::string_view::npos) value = lower(value);
        return {value, kinds_of_bare(value, is_scheme)};
    }

    constexpr Value read_quoted(std::string_view value) {
        std::size_t place = keyword_table.find(value);
        if (!is_ascii_ && place == std::size(keywords) && value.size() < 64) place = keyword_table.find(lower(value));
        if (place != std::size(keywords)) return {keywords[place], {Kind::quoted, static_cast<Kind>(place)}};
        return {value, kinds_of_quoted(value)};
    }

    Text text_{};
    List<Value> values_{};  ///< Of one directive after the other.
    Policy policy_{};
    TextIndex unknown_{};  ///< Names of directives.
    bool has_index_ = false, is_ascii_ = true;
};

}  // namespace secure_headers::detail::csp_evaluator
