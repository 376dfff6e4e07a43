// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/report.hpp>
#include <secure_headers/audit/severity.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/enum_set.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

// Rules are data. Each looks at the response and notes the places where it does not hold.
namespace secure_headers::audit_rules {

class Response;
class Notes;
struct Rewriting;

/// How to write a directive without its weakness.
using MendOf = Rewriting (*)(const csp::ParsedDirective& list);

/// A few texts of a rule.
class Texts {
public:
    constexpr Texts(std::string_view first = {}, std::string_view second = {}, std::string_view third = {},
                    std::string_view fourth = {})
        : list_{first, second, third, fourth} {
        while (size_ < 4 && !list_[size_].empty()) ++size_;
    }

    constexpr Words words() const { return {list_, size_}; }

private:
    std::string_view list_[4];
    std::size_t size_ = 0;
};

/// What a response must be, how much it matters, and how to find where it is not so.
struct Rule {
    std::string_view id{};
    Severity severity = Severity::info;
    Header needs = Header::other;   ///< Without which there is nothing to look at; or no header in particular.
    csp::detail::Traits sources{};  ///< Of which enforced policies must have one, if there are any.
    detail::EnumSet<csp::ProblemKind> problems{};  ///< Of which policies must have one, if there are any.
    std::string_view header{};                     ///< Of findings that name no other.
    std::string_view message{};
    std::string_view fix{};
    Texts references{};
    void (*check)(const Response&, Notes&) = nullptr;
    Texts csp_evaluator{};
    Texts observatory{};
    Texts hstspreload{};
};

/// Some rules, of static storage.
using Rules = std::span<const Rule>;

/// Takes down where one rule after the other does not hold.
class Notes {
public:
    static constexpr std::size_t most_per_rule = 16;  ///< A text of many mistakes has its first ones listed.

    constexpr Notes() { findings_.reserve(24); }

    constexpr void begin(const Rule& rule) {
        rule_ = &rule;
        count_ = 0;
    }

    /// Notes that the rule does not hold; `value` is the part of the field's value that shows it.
    /// Another `fix` or `message` than the rule's is of static storage.
    constexpr void add(std::string_view value = {}, std::size_t offset = 0, std::string_view header = {},
                       std::string_view fix = {}, std::string_view message = {}) {
        if (is_full() || has_place(value, offset, header)) return;
        append(value, offset, header, detail::Text::literal(fix.empty() ? rule_->fix : fix), message);
    }

    /// The same with a fix that was put together for the place; the rule's own if it is empty.
    constexpr void add_mended(std::string_view value, std::size_t offset, std::string_view header, detail::Text fix,
                              std::string_view message = {}) {
        if (is_full() || has_place(value, offset, header)) return;
        if (fix.empty()) fix = detail::Text::literal(rule_->fix);
        append(value, offset, header, std::move(fix), message);
    }

    /// The same with a fix that writes a list anew in some way, as a directive: `write()` is called where no rule
    /// before has done so.
    template <class Write>
    constexpr void add_rewritten(std::string_view value, std::size_t offset, const csp::ParsedDirective& list,
                                 csp::Directive directive, MendOf mend, Write write) {
        if (is_full() || has_place(value, offset)) return;
        const Rewritten* latest = nullptr;
        bool is_known = false;
        for (const Rewritten& known : rewritten_) {
            if (known.list != &list || known.directive != directive) continue;
            latest = &known;
            is_known = is_known || known.is(*rule_, mend);
        }
        if (is_known) return add_mended(value, offset, {}, findings_[latest->finding].fix);
        detail::Text fix = write();
        rewritten_.push_back({&list, directive, rule_, mend, findings_.size()});
        add_mended(value, offset, {}, std::move(fix));
    }

    /// Calls `visit(mend)` for the ways in which fixes before this one write the list anew.
    template <class Visit>
    constexpr void for_each_mend(const csp::ParsedDirective& list, Visit visit) const {
        for (const Rewritten& known : rewritten_)
            if (known.list == &list) visit(known.mend);
    }

    constexpr const Rule& rule() const { return *rule_; }

    constexpr bool is_full() const { return count_ == most_per_rule; }
    /// Whether the rule does not hold.
    constexpr bool has_any() const { return count_ != 0; }

    constexpr bool has(std::string_view id) const {
        for (const Finding& finding : findings_)
            if (finding.id == id) return true;
        return false;
    }

    constexpr detail::List<Finding> findings() && { return std::move(findings_); }

private:
    /// A list of sources, how it is written anew, and the first finding whose fix does so.
    struct Rewritten {
        const csp::ParsedDirective* list = nullptr;
        csp::Directive directive = csp::Directive::default_src;
        const Rule* rule = nullptr;
        MendOf mend = nullptr;
        std::size_t finding = 0;

        /// While compiling, where g++ with -fsanitize=undefined compares no functions, of the same rule only.
        constexpr bool is(const Rule& other, MendOf way) const {
            return std::is_constant_evaluated() ? rule == &other : mend == way;
        }
    };

    /// Whether the rule has the place already: a text may have two problems there.
    constexpr bool has_place(std::string_view value, std::size_t offset, std::string_view header = {}) const {
        if (header.empty()) header = rule_->header;
        for (std::size_t i = findings_.size() - count_; i < findings_.size(); ++i) {
            const Finding& known = findings_[i];
            if (known.offset == offset && known.value.view() == value && known.header.view() == header) return true;
        }
        return false;
    }

    constexpr void append(std::string_view value, std::size_t offset, std::string_view header, detail::Text fix,
                          std::string_view message) {
        ++count_;
        const Rule& rule = *rule_;
        // Not by a conditional expression, whose temporaries g++ 12 mixes up in constant expressions.
        detail::Text name{header};
        if (header.empty()) name = detail::Text::literal(rule.header);
        findings_.append_made([&] {
            return Finding{rule.id,
                           rule.severity,
                           std::move(name),
                           detail::Text{value},
                           offset,
                           message.empty() ? rule.message : message,
                           std::move(fix),
                           rule.references.words(),
                           {rule.csp_evaluator.words(), rule.observatory.words(), rule.hstspreload.words()}};
        });
    }

    const Rule* rule_ = nullptr;
    std::size_t count_ = 0;
    detail::List<Finding> findings_{};
    detail::List<Rewritten> rewritten_{};
};

}  // namespace secure_headers::audit_rules
