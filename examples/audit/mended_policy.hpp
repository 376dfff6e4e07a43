// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/report.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/nearest_directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/detail/ascii.hpp>
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

/// The policy of a response, as it stands there, to be changed at the places that findings name.
class MendedPolicy {
public:
    /// Nobody writes more, and each piece is compared with each: a longer policy is left as it is.
    static constexpr std::size_t most_bytes = 8192, most_directives = 100;

    /// Takes the policy in which `offset` lies, of those that the field's value lists.
    MendedPolicy(std::string_view value, std::size_t offset) {
        if (value.size() > most_bytes) return;
        for (const csp::ParsedPolicy& policy : sh::parse::content_security_policies(value)) {
            begin_ = policy.offset;
            end_ = policy.offset + policy.text.size();
            directives_.clear();
            for (const csp::ParsedDirective& parsed : policy.directives) {
                Directive directive{std::string{parsed.name}, parsed.offset, {}};
                for (const csp::ParsedToken& token : parsed.tokens)
                    directive.values.push_back({std::string{token.text}, token.offset});
                directives_.push_back(std::move(directive));
            }
            for (const csp::Problem& problem : policy.problems)
                if (problem.kind == csp::ProblemKind::value_unexpected) unexpected_.push_back(problem.offset);
            if (offset <= end_) break;
        }
        if (directives_.size() > most_directives) directives_.clear();
    }

    bool holds(std::size_t offset) const { return offset >= begin_ && offset <= end_; }

    /// Puts directives, written as in a policy, in place of those of their names, or behind the others.
    void set(std::string_view policy) {
        for (const csp::ParsedPolicy& parsed : sh::parse::content_security_policies(policy))
            for (const csp::ParsedDirective& directive : parsed.directives) set(directive);
    }

    /// Mends what a finding about the syntax says; false if its rule is about something else.
    bool mend(const sh::Finding& finding) {
        const std::string_view id = finding.id;
        Value* const value = find_value(finding.offset);
        if (id == "csp-unquoted-keyword") return change(value, "'" + text_of(value) + "'");
        if (id == "csp-scheme-without-colon") return change(value, text_of(value) + ":");
        if (id == "csp-query-in-source")
            return change(value, text_of(value).substr(0, text_of(value).find_first_of("?#")));
        for (const std::string_view skipped :
             {"csp-unknown-keyword", "csp-malformed-source", "csp-misplaced-source", "csp-ip-source", "csp-hash-length",
              "csp-duplicate-value", "csp-unsafe-hashes-alone", "csp-none-beside-others"})
            if (id == skipped) return take_out(finding.offset);
        for (const std::string_view ignored : {"csp-removed-directive", "csp-duplicate-directive",
                                               "csp-block-all-mixed-content", "csp-report-only-sandbox"})
            if (id == ignored) return erase(finding.offset);
        if (id == "csp-not-ascii") return true;  // such a directive is in no policy that was read
        if (id == "csp-unknown-directive") return rename(finding.offset);
        if (id == "csp-missing-semicolon") return split(finding.offset);
        if (id == "csp-empty-source-list") return put_first(finding.offset, "'none'");
        if (id == "csp-value") return correct(finding.offset);
        return false;
    }

    std::string text() const {
        std::string text;
        for (const Directive& directive : directives_) text += (text.empty() ? "" : "; ") + text_of(directive);
        return text;
    }

    /// How a policy differs from what it was.
    struct Changes {
        std::vector<std::string> made{};      ///< Whole directives.
        std::vector<std::string> replaced{};  ///< Their names, if they were there.
        std::vector<std::string> gone{};      ///< Names, with a word before those that were there twice.
    };
    Changes changes_since(const MendedPolicy& before) const {
        Changes changes;
        for (const Directive& directive : directives_) {
            if (before.has([&](const Directive& old) { return text_of(old) == text_of(directive); })) continue;
            changes.made.push_back(text_of(directive));
            if (before.has([&](const Directive& old) { return sh::detail::iequals(old.name, directive.name); }))
                changes.replaced.push_back(directive.name);
        }
        for (std::size_t i = 0; i < before.directives_.size(); ++i) {
            const std::string& name = before.directives_[i].name;
            const bool is_second = before.find(name) != i;
            if (count(name) == 0 && !is_second) changes.gone.push_back(name);
            if (count(name) == 1 && is_second) changes.gone.push_back("the second " + name);
        }
        return changes;
    }

    /// The name of the directive in which the offset lies, or nothing.
    std::string name_at(std::size_t offset) const {
        const Directive* found = nullptr;
        for (const Directive& directive : directives_)
            if (directive.offset <= offset && holds(offset)) found = &directive;
        return found == nullptr || offset == found->offset ? std::string{} : found->name;
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
    };

    static std::string text_of(const Directive& directive) {
        std::string text = directive.name;
        for (const Value& value : directive.values) text += " " + value.text;
        return text;
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

    static std::string text_of(const Value* value) { return value == nullptr ? std::string{} : value->text; }

    Value* find_value(std::size_t offset) {
        for (Directive& directive : directives_)
            for (Value& value : directive.values)
                if (value.offset == offset) return &value;
        return nullptr;
    }
    Directive* find(std::size_t offset) {
        for (Directive& directive : directives_)
            if (directive.offset == offset) return &directive;
        return nullptr;
    }

    void set(const csp::ParsedDirective& parsed) {
        Directive made{std::string{parsed.name}, added, {}};
        for (const csp::ParsedToken& token : parsed.tokens) made.values.push_back({std::string{token.text}, added});
        bool done = false;
        for (Directive& directive : directives_) {
            if (!sh::detail::iequals(directive.name, made.name)) continue;
            if (!done) directive = made;
            done = true;  // browsers ignore later ones
        }
        if (!done) directives_.push_back(std::move(made));
    }

    static bool change(Value* value, std::string text) {
        if (value != nullptr) value->text = std::move(text);
        return value != nullptr;
    }
    bool take_out(std::size_t offset) {
        for (Directive& directive : directives_)
            for (std::size_t i = 0; i < directive.values.size(); ++i)
                if (directive.values[i].offset == offset) {
                    directive.values.erase(directive.values.begin() + static_cast<std::ptrdiff_t>(i));
                    if (directive.values.empty()) directive.values.push_back({"'none'", added});
                    return true;
                }
        return false;
    }
    bool erase(std::size_t offset) {
        for (std::size_t i = 0; i < directives_.size(); ++i)
            if (directives_[i].offset == offset) {
                directives_.erase(directives_.begin() + static_cast<std::ptrdiff_t>(i));
                return true;
            }
        return false;
    }
    bool rename(std::size_t offset) {
        Directive* const directive = find(offset);
        if (directive == nullptr) return false;
        const auto meant = csp::detail::nearest_directive(directive->name);
        if (!meant) return erase(offset);
        for (const Directive& other : directives_)
            if (sh::detail::iequals(other.name, csp::name_of(*meant))) return erase(offset);
        directive->name = csp::name_of(*meant);
        return true;
    }
    bool split(std::size_t offset) {
        for (std::size_t d = 0; d < directives_.size(); ++d)
            for (std::size_t i = 0; i < directives_[d].values.size(); ++i)
                if (directives_[d].values[i].offset == offset) {
                    std::vector<Value>& values = directives_[d].values;
                    const auto at = values.begin() + static_cast<std::ptrdiff_t>(i);
                    Directive second{at->text, offset, {at + 1, values.end()}};
                    values.erase(at, values.end());
                    directives_.insert(directives_.begin() + static_cast<std::ptrdiff_t>(d) + 1, std::move(second));
                    return true;
                }
        return false;
    }
    bool put_first(std::size_t offset, std::string_view text) {
        Directive* const directive = find(offset);
        if (directive == nullptr) return false;
        directive->values = {{std::string{text}, added}};
        return true;
    }

    /// Takes a value out that the directive does not take, or puts the one in that it needs.
    bool correct(std::size_t offset) {
        if (Directive* const directive = find(offset); directive != nullptr) {
            const std::string& name = directive->name;
            const auto is = [&name](csp::Directive known) { return sh::detail::iequals(name, csp::name_of(known)); };
            if (is(csp::Directive::require_trusted_types_for)) return put_first(offset, "'script'");
            if (is(csp::Directive::webrtc)) return put_first(offset, "'block'");
            return erase(offset);  // nobody is told of reports that go nowhere
        }
        for (Directive& directive : directives_)
            for (const Value& value : directive.values) {
                if (value.offset != offset) continue;
                if (std::find(unexpected_.begin(), unexpected_.end(), offset) != unexpected_.end())
                    return directive.values.clear(), true;
                if (directive.values.size() == 1 && !sh::detail::iequals(directive.name, "sandbox"))
                    return correct(directive.offset);
                std::erase_if(directive.values, [offset](const Value& each) { return each.offset == offset; });
                return true;
            }
        return false;
    }

    static constexpr std::size_t added = std::string_view::npos;  ///< The offset of what was not there.

    std::size_t begin_ = 0, end_ = 0;
    std::vector<Directive> directives_{};
    std::vector<std::size_t> unexpected_{};  ///< Where values begin that their directives do not take.
};

}  // namespace audit_command
