// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/report.hpp>
#include <secure_headers/audit/severity.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

// Rules are data. Each looks at the response and notes the places where it does not hold.
namespace secure_headers::audit_rules {

class Response;
class Notes;

/// A few texts of a rule.
struct Texts {
    std::string_view list[4]{};

    constexpr Words words() const {
        std::size_t size = 0;
        while (size < 4 && !list[size].empty()) ++size;
        return {list, size};
    }
};

/// What a response must be, how much it matters, and how to find where it is not so.
struct Rule {
    std::string_view id{};
    Severity severity = Severity::info;
    std::string_view header{};  ///< Of findings that name no other.
    std::string_view message{};
    std::string_view fix{};
    Texts references{};
    void (*check)(const Response&, Notes&) = nullptr;
    Texts csp_evaluator{};
    Texts observatory{};
    Texts hstspreload{};
};

/// Some rules, of static storage.
struct Rules {
    const Rule* first = nullptr;
    std::size_t size = 0;

    constexpr Rules() = default;
    template <std::size_t Size>
    constexpr Rules(const Rule (&rules)[Size]) : first{rules}, size{Size} {}

    constexpr const Rule* begin() const { return first; }
    constexpr const Rule* end() const { return first + size; }
};

/// A place where a rule does not hold; its texts are views into the response or of static storage.
struct Note {
    const Rule* rule = nullptr;
    std::string_view value{};
    std::size_t offset = 0;
    std::string_view header{};  ///< Empty for the rule's own, as are those below.
    std::string_view fix{};
    std::string_view message{};
    detail::Text written_fix{};  ///< One that is not of static storage.

    constexpr void write_to(Finding& finding) {
        finding.id = rule->id;
        finding.severity = rule->severity;
        // Not by a conditional expression, whose temporaries g++ 12 mixes up in constant expressions.
        if (header.empty()) finding.header = detail::Text::literal(rule->header);
        finding.header.append(header);
        finding.value.append(value);
        finding.offset = offset;
        finding.message = message.empty() ? rule->message : message;
        if (written_fix.empty())
            finding.fix = detail::Text::literal(fix.empty() ? rule->fix : fix);
        else
            finding.fix = std::move(written_fix);
        finding.references = rule->references.words();
        finding.also = {rule->csp_evaluator.words(), rule->observatory.words(), rule->hstspreload.words()};
    }
};

/// Takes down where one rule after the other does not hold.
class Notes {
public:
    static constexpr std::size_t most_per_rule = 16;  ///< A text of many mistakes has its first ones listed.

    constexpr void begin(const Rule& rule) {
        rule_ = &rule;
        count_ = 0;
    }

    /// Notes that the rule does not hold; `value` is the part of the field's value that shows it.
    /// Another `fix` or `message` than the rule's is of static storage.
    constexpr void add(std::string_view value = {}, std::size_t offset = 0, std::string_view header = {},
                       std::string_view fix = {}, std::string_view message = {}) {
        if (is_full()) return;
        ++count_;
        notes_.push_back({rule_, value, offset, header, fix, message, {}});
    }

    /// The same with a fix that was put together for the place.
    constexpr void add_mended(std::string_view value, std::size_t offset, std::string_view header, detail::Text fix,
                              std::string_view message = {}) {
        if (is_full()) return;
        ++count_;
        notes_.push_back({rule_, value, offset, header, {}, message, std::move(fix)});
    }

    constexpr const Rule& rule() const { return *rule_; }

    constexpr bool is_full() const { return count_ == most_per_rule; }

    constexpr bool has(std::string_view id) const {
        for (const Note& note : notes_)
            if (note.rule->id == id) return true;
        return false;
    }

    /// The worst first, else in the order of the rules.
    constexpr detail::List<Finding> findings() && {
        detail::List<Finding> worst_first{notes_.size()};
        Finding* next = worst_first.begin();
        for (const Severity severity :
             {Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info})
            for (Note& note : notes_)
                if (note.rule->severity == severity) note.write_to(*next++);
        return worst_first;
    }

private:
    const Rule* rule_ = nullptr;
    std::size_t count_ = 0;
    detail::List<Note> notes_{};
};

}  // namespace secure_headers::audit_rules
