// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/report.hpp>
#include <secure_headers/audit/severity.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>

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

/// Takes down the findings of one rule after the other.
class Notes {
public:
    static constexpr std::size_t most_per_rule = 16;  ///< A text of many mistakes has its first ones listed.

    constexpr void begin(const Rule& rule) {
        rule_ = &rule;
        count_ = 0;
    }

    /// Notes that the rule does not hold; `value` is the part of the field's value that shows it.
    constexpr void add(std::string_view value = {}, std::size_t offset = 0, std::string_view header = {}) {
        if (is_full()) return;
        ++count_;
        findings_.push_back(finding(value, offset, header));
    }

    constexpr bool is_full() const { return count_ == most_per_rule; }

    /// Mends the finding that was just noted by something else than the rule says; `fix` is of static storage.
    constexpr void mend_by(std::string_view fix) { findings_[findings_.size() - 1].fix = fix; }

    constexpr detail::List<Finding>& findings() { return findings_; }

private:
    constexpr Finding finding(std::string_view value, std::size_t offset, std::string_view header) const {
        Finding noted{rule_->id,
                      rule_->severity,
                      detail::Text::literal(rule_->header),
                      detail::Text{value},
                      offset,
                      rule_->message,
                      rule_->fix,
                      rule_->references.words(),
                      {rule_->csp_evaluator.words(), rule_->observatory.words(), rule_->hstspreload.words()}};
        // Not by a conditional expression, whose temporaries g++ 12 mixes up in constant expressions.
        if (!header.empty()) noted.header = detail::Text{header};
        return noted;
    }

    const Rule* rule_ = nullptr;
    std::size_t count_ = 0;
    detail::List<Finding> findings_{};
};

}  // namespace secure_headers::audit_rules
