// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/report.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/parse/content_security_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audit_command {

namespace sh = secure_headers;
namespace csp = sh::csp;

using Policies = sh::detail::List<csp::ParsedPolicy>;

/// The policy of a field's value in which the offset lies, or null.
inline const csp::ParsedPolicy* policy_at(const Policies& policies, std::size_t offset) {
    const auto is_behind = [](std::size_t at, const csp::ParsedPolicy& policy) { return at < policy.offset; };
    const auto* const next = std::upper_bound(policies.begin(), policies.end(), offset, is_behind);
    if (next == policies.begin()) return nullptr;
    const csp::ParsedPolicy& policy = *(next - 1);
    return offset <= policy.offset + policy.text.size() ? &policy : nullptr;
}

/// The name of the directive in which the offset lies, or nothing.
inline std::string_view name_at(const Policies& policies, std::size_t offset) {
    const csp::ParsedPolicy* const policy = policy_at(policies, offset);
    if (policy == nullptr) return {};
    for (const csp::Problem& skipped : policy->problems) {
        if (skipped.kind != csp::ProblemKind::not_ascii) continue;
        if (offset < skipped.offset || offset > skipped.offset + skipped.text.size()) continue;
        return offset == skipped.offset ? std::string_view{} : skipped.text.substr(0, skipped.text.find_first_of(" \t"));
    }
    const auto is_behind = [](std::size_t at, const csp::ParsedDirective& directive) { return at < directive.offset; };
    const auto* const next = std::upper_bound(policy->directives.begin(), policy->directives.end(), offset, is_behind);
    if (next == policy->directives.begin() || (next - 1)->offset == offset) return {};
    return (next - 1)->name;
}

/// The policy of a response, as it stands there, to be changed at the places that findings name.
class MendedPolicy {
public:
    /// Nobody writes more, and each piece is compared with each: a longer policy is not mended.
    static constexpr std::size_t most_bytes = 8192, most_directives = 100;
    static bool can_mend(const csp::ParsedPolicy& policy) {
        return policy.text.size() <= most_bytes && policy.directives.size() <= most_directives;
    }

    explicit MendedPolicy(const csp::ParsedPolicy& policy)
        : begin_{policy.offset}, end_{policy.offset + policy.text.size()} {
        for (const csp::ParsedDirective& parsed : policy.directives) {
            Directive directive{std::string{parsed.name}, parsed.offset, {}, {}};
            for (const csp::ParsedToken& token : parsed.tokens)
                directive.values.push_back({std::string{token.text}, token.offset});
            directive.before = directive.values;
            directives_.push_back(std::move(directive));
        }
        for (const csp::Problem& problem : policy.problems)
            if (problem.kind == csp::ProblemKind::value_unexpected) unexpected_.push_back(problem.offset);
    }

    bool holds(std::size_t offset) const { return offset >= begin_ && offset <= end_; }

    /// Puts directives, written as in a policy, in place of those of their names, or behind the others. Of a directive
    /// that was changed already, what was put in stays, and what was taken out does not come back.
    void set(std::string_view policy) {
        for (const csp::ParsedPolicy& parsed : sh::parse::content_security_policies(policy))
            for (const csp::ParsedDirective& directive : parsed.directives) set(directive);
    }

    /// Whether findings of the rule may be about directives as such, which `mend` mends.
    static bool knows(std::string_view rule) { return mend_of(rule) != nullptr; }

    /// Mends what a finding says of the syntax; false if it says nothing of that, or of no place that is there.
    bool mend(const sh::Finding& finding) {
        const Mend how = mend_of(finding.id);
        return how != nullptr && (this->*how)(finding.offset);
    }

    std::string text() const {
        std::string text;
        for (const Directive& directive : directives_) text += (text.empty() ? "" : "; ") + text_of(directive);
        return text;
    }

    /// Takes out what browsers skip of a directive that was changed, if it says what that said before.
    void erase_repeated(const MendedPolicy& before) {
        for (std::size_t i = 0; i < before.directives_.size(); ++i) {
            const Directive& first = before.directives_[i];
            if (before.find(first.name) != i || has([&](const Directive& now) { return is_unchanged(first, now); }))
                continue;
            std::erase_if(directives_, [&](const Directive& each) {
                return each.offset != added && each.offset > first.offset &&
                       sh::detail::iequals(each.name, first.name) && values_of(each) == values_of(first);
            });
        }
    }

    /// How a policy differs from what it was.
    struct Changes {
        std::vector<std::string> made{};      ///< Whole directives.
        std::vector<std::string> replaced{};  ///< Their names, if they were there.
        std::vector<std::string> gone{};      ///< Names, with a word before those that were there twice.

        bool empty() const { return made.empty() && gone.empty(); }
    };
    Changes changes_since(const MendedPolicy& before) const {
        Changes changes;
        for (const Directive& directive : directives_) {
            if (before.has([&](const Directive& old) { return is_unchanged(old, directive); })) continue;
            changes.made.push_back(text_of(directive));
            if (before.has([&](const Directive& old) { return sh::detail::iequals(old.name, directive.name); }))
                changes.replaced.push_back(directive.name);
        }
        for (std::size_t i = 0; i < before.directives_.size(); ++i) {
            const Directive& old = before.directives_[i];
            const bool is_second = before.find(old.name) != i;
            const bool stays = has([&](const Directive& directive) {
                return directive.offset == old.offset && sh::detail::iequals(directive.name, old.name);
            });
            if (count(old.name) == 0 && !is_second) changes.gone.push_back(old.name);
            if (count(old.name) == 1 && before.count(old.name) > 1 && !stays)
                changes.gone.push_back((is_second ? "the second " : "the first ") + old.name);
        }
        return changes;
    }

private:
    struct Value {
        std::string text{};
        std::size_t offset = 0;
    };
    struct Directive {
        std::string name{};
        std::size_t offset = 0;
        std::vector<Value> values{};
        std::vector<Value> before{};  ///< Those that were there at first.
    };

    static std::string values_of(const Directive& directive) {
        std::string text;
        for (const Value& value : directive.values) text += " " + value.text;
        return text;
    }
    static std::string text_of(const Directive& directive) { return directive.name + values_of(directive); }
    static bool is_unchanged(const Directive& before, const Directive& now) {
        return before.offset == now.offset && text_of(before) == text_of(now);
    }
    template <class Is>
    bool has(Is is) const {
        return std::any_of(directives_.begin(), directives_.end(), is);
    }
    std::ptrdiff_t count(std::string_view name) const {
        return std::count_if(directives_.begin(), directives_.end(),
                             [name](const Directive& directive) { return sh::detail::iequals(directive.name, name); });
    }

    std::size_t find(std::string_view name) const {
        std::size_t i = 0;
        while (i < directives_.size() && !sh::detail::iequals(directives_[i].name, name)) ++i;
        return i;
    }

    using Mend = bool (MendedPolicy::*)(std::size_t offset);

    static Mend mend_of(std::string_view rule) {
        static constexpr std::pair<std::string_view, Mend> mends[]{
            {"csp-duplicate-value", &MendedPolicy::take_out},
            {"csp-none-beside-others", &MendedPolicy::take_out},
            {"csp-removed-directive", &MendedPolicy::erase},
            {"csp-duplicate-directive", &MendedPolicy::erase},
            {"csp-directive-repeated", &MendedPolicy::erase},
            {"csp-block-all-mixed-content", &MendedPolicy::erase_all},
            {"csp-report-only-sandbox", &MendedPolicy::erase_all},
            {"csp-not-ascii", &MendedPolicy::leave},
            {"csp-unknown-directive", &MendedPolicy::erase},
            {"csp-missing-semicolon", &MendedPolicy::cut},
            {"csp-empty-source-list", &MendedPolicy::allow_nothing},
            {"csp-value", &MendedPolicy::correct},
        };
        for (const auto& [known, how] : mends)
            if (known == rule) return how;
        return nullptr;
    }

    /// A value of the policy; no directive if there is none at that offset.
    struct Place {
        Directive* directive = nullptr;
        std::vector<Value>::iterator value{};
    };
    Place find_value(std::size_t offset) {
        for (Directive& directive : directives_)
            for (auto value = directive.values.begin(); value != directive.values.end(); ++value)
                if (value->offset == offset) return {&directive, value};
        return {};
    }
    Directive* find(std::size_t offset) {
        for (Directive& directive : directives_)
            if (directive.offset == offset) return &directive;
        return nullptr;
    }

    static bool holds(const std::vector<Value>& values, std::string_view text) {
        return std::any_of(values.begin(), values.end(), [text](const Value& value) { return value.text == text; });
    }

    void set(const csp::ParsedDirective& parsed) {
        Directive made{std::string{parsed.name}, added, {}, {}};
        for (const csp::ParsedToken& token : parsed.tokens) made.values.push_back({std::string{token.text}, added});
        const std::size_t first = find(made.name);  // browsers ignore later ones
        if (first == directives_.size()) return directives_.push_back(std::move(made));
        Directive& old = directives_[first];
        std::erase_if(made.values, [&](const Value& value) {
            return holds(old.before, value.text) && !holds(old.values, value.text);
        });
        for (const Value& value : old.values)
            if (value.offset == added && !holds(made.values, value.text)) made.values.push_back(value);
        for (Value& value : made.values)
            for (const Value& known : old.values)
                if (known.text == value.text) value.offset = known.offset;
        settle(made.values);
        old.values = std::move(made.values);
    }

    /// 'none' stands alone, and where nothing else does.
    static void settle(std::vector<Value>& values) {
        const auto is_none = [](const Value& value) { return sh::detail::iequals(value.text, "'none'"); };
        if (values.size() > 1) std::erase_if(values, is_none);
    }

    bool take_out(std::size_t offset) {
        const Place place = find_value(offset);
        if (place.directive == nullptr) return false;
        std::vector<Value>& values = place.directive->values;
        values.erase(place.value);
        if (values.empty()) values.push_back({"'none'", added});
        return true;
    }
    bool erase(std::size_t offset) {
        return std::erase_if(directives_, [offset](const Directive& each) { return each.offset == offset; }) != 0;
    }
    /// With what browsers skip now, and would obey then.
    bool erase_all(std::size_t offset) {
        const Directive* const directive = find(offset);
        if (directive == nullptr) return false;
        const std::string name = directive->name;
        return std::erase_if(directives_,
                             [&name](const Directive& each) { return sh::detail::iequals(each.name, name); }) != 0;
    }
    /// Takes out the value that begins there, and those behind it; what needs a value gets one.
    bool cut(std::size_t offset) {
        const Place place = find_value(offset);
        if (place.directive == nullptr) return false;
        place.directive->values.erase(place.value, place.directive->values.end());
        const auto known = csp::detail::find_directive(place.directive->name);
        if (!place.directive->values.empty() || !known) return true;
        if (csp::takes_sources(*known)) return allow_nothing(place.directive->offset);
        const bool needs_none = *known == csp::Directive::sandbox ||
                                *known == csp::Directive::upgrade_insecure_requests ||
                                *known == csp::Directive::block_all_mixed_content;
        return needs_none || correct(place.directive->offset);
    }
    /// Of a directive that is in no policy that was read.
    bool leave(std::size_t) { return true; }
    bool allow_nothing(std::size_t offset) { return give(offset, "'none'"); }

    bool give(std::size_t offset, std::string_view value) {
        Directive* const directive = find(offset);
        if (directive != nullptr) directive->values = {{std::string{value}, added}};
        return directive != nullptr;
    }

    /// Puts in the value that a directive lacks, or takes one out that it does not take.
    bool correct(std::size_t offset) {
        if (const Directive* const directive = find(offset); directive != nullptr) {
            const auto is = [&](csp::Directive known) {
                return sh::detail::iequals(directive->name, csp::name_of(known));
            };
            if (is(csp::Directive::require_trusted_types_for)) return give(offset, "'script'");
            if (is(csp::Directive::webrtc)) return give(offset, "'block'");
            if (is(csp::Directive::trusted_types)) return give(offset, "'none'");
            return erase_all(offset);  // nobody is told of reports that go nowhere
        }
        const Place place = find_value(offset);
        if (place.directive == nullptr) return false;
        std::vector<Value>& values = place.directive->values;
        const bool takes_none = std::find(unexpected_.begin(), unexpected_.end(), offset) != unexpected_.end();
        const bool is_last = values.size() == 1 && !sh::detail::iequals(place.directive->name, "sandbox");
        if (is_last && !takes_none) return correct(place.directive->offset);
        if (takes_none)
            values.clear();
        else if (sh::detail::iequals(place.directive->name, csp::name_of(csp::Directive::report_to)))
            return place.value == values.begin() ? erase_all(place.directive->offset) : cut(offset);
        else
            values.erase(place.value);
        return true;
    }

    static constexpr std::size_t added = std::string_view::npos;  ///< The offset of what was not there.

    std::size_t begin_ = 0, end_ = 0;
    std::vector<Directive> directives_{};
    std::vector<std::size_t> unexpected_{};  ///< Where values begin that their directives do not take.
};

}  // namespace audit_command
