// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/read_source.hpp>
#include <secure_headers/csp/source_index.hpp>
#include <secure_headers/csp/subsumes.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/text_index.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers::csp {

namespace detail {

using secure_headers::detail::List;
using secure_headers::detail::Text;

/// Says what changes from one policy to the other, sentence by sentence.
class Difference {
public:
    constexpr Difference(const ParsedPolicy& before, const ParsedPolicy& after, const Url& page)
        : before_{before}, after_{after}, page_{page} {}

    constexpr List<Text> sentences() {
        for (unsigned i = 0; i <= static_cast<unsigned>(Directive::report_to); ++i) {
            const auto directive = static_cast<Directive>(i);
            if (!before_.has(directive) && !after_.has(directive)) continue;
            if (takes_sources(directive))
                compare_sources(directive);
            else
                compare_values(directive);
        }
        compare_scripts_by_default();
        for (const Directive directive : loads)
            if (!before_.has(directive) && !after_.has(directive)) compare_fallback(directive);
        return std::move(sentences_);
    }

private:
    constexpr void say(Directive directive, std::string_view what, std::string_view values = {}) {
        Text sentence{name_of(directive)};
        sentences_.push_back(std::move(sentence.append(" ").append(what).append(values)));
    }

    constexpr List<ParsedToken> missing(const EffectiveSources& from, const EffectiveSources& in) const {
        List<ParsedToken> list;
        const List<ParsedToken> others = not_alike(in, from);
        if (others.empty()) return list;
        const SourceIndex index{in, page_};
        for (const ParsedToken& source : others)
            if (!only_reports(source) && !index.holds(source)) list.push_back(source);
        return list;
    }

    static constexpr Text joined(const List<ParsedToken>& sources) {
        Text list;
        for (const ParsedToken& source : sources) list.append(" ").append(source.text);
        return list;
    }

    static constexpr bool is_nothing(const EffectiveSources& list) {
        for (const ParsedToken& source : list.sources)
            if (!only_reports(source)) return false;
        return true;
    }

    static constexpr Text all(const EffectiveSources& from) {
        Text list;
        for (const ParsedToken& source : from.sources)
            if (!only_reports(source)) list.append(" ").append(source.text);
        if (list.empty()) list.append(" nothing");
        return list;
    }

    /// Whether it is a policy's list of a directive that decides over a load, or, as script-src, over eval.
    static constexpr bool decides(const ParsedPolicy& policy, Directive directive, Directive load) {
        const ParsedDirective* const list = policy.find(directive);
        return list != nullptr && effective_directive(policy, load) == list;
    }
    constexpr bool either_decides(Directive directive, Directive load) const {
        return decides(before_, directive, load) || decides(after_, directive, load);
    }

    constexpr void compare_sources(Directive directive) {
        const EffectiveSources before = working_sources(before_, directive);
        const EffectiveSources after = working_sources(after_, directive);
        for (const Directive load : loads)
            if (!attributes.has(load) && either_decides(directive, load)) return compare(directive, before, after);
        compare_code(directive, code_in(before, directive), code_in(after, directive));
    }

    /// What a list allows of code in attributes and of eval, as far as it is what decides over them.
    constexpr EffectiveSources code_in(const EffectiveSources& list, Directive directive) const {
        const bool eval_counts = either_decides(directive, Directive::script_src);
        const bool scripts_count = either_decides(directive, Directive::script_src_attr);
        const bool styles_count = either_decides(directive, Directive::style_src_attr);
        EffectiveSources code{list.restricted || !(scripts_count || styles_count), list.from, {}};
        if (!list.restricted && eval_counts) code.sources.push_back(read_token("'unsafe-eval'"));
        const bool takes_hashes = list.has("'unsafe-hashes'");
        for (const ParsedToken& source : list.sources)
            if ((eval_counts && is_eval(source)) ||
                (scripts_count && is_for_attributes(Directive::script_src_attr, source, takes_hashes)) ||
                (styles_count && is_for_attributes(Directive::style_src_attr, source, takes_hashes)))
                code.sources.push_back(source);
        return code;
    }

    static constexpr bool is_for_attributes(Directive directive, const ParsedToken& source, bool takes_hashes) {
        return has_place(directive, source.traits) && (takes_hashes || source.kind != SourceKind::hash);
    }

    static constexpr bool is_eval(const ParsedToken& source) {
        return source.traits.has_any({Trait::unsafe_eval, Trait::wasm_unsafe_eval, Trait::trusted_types_eval});
    }

    constexpr void compare_code(Directive directive, const EffectiveSources& before, const EffectiveSources& after) {
        if (!before.restricted || !after.restricted) return compare(directive, before, after);
        say_changes(directive, missing(after, before), missing(before, after));
    }

    /// What a default list that decides over scripts lets them do, where that changes otherwise than for the rest:
    /// beside 'strict-dynamic', hosts and 'unsafe-inline' do nothing there.
    constexpr void compare_scripts_by_default() {
        using D = Directive;
        for (const D load : {D::script_src_elem, D::script_src_attr}) {
            if (!decides(before_, D::default_src, load) || !decides(after_, D::default_src, load)) continue;
            const D directive = load == D::script_src_elem ? D::script_src : load;
            const EffectiveSources before = working_sources(before_, directive);
            const EffectiveSources after = working_sources(after_, directive);
            const EffectiveSources all_before = working_sources(before_, D::default_src);
            const EffectiveSources all_after = working_sources(after_, D::default_src);
            return say_changes(directive, without(missing(after, before), missing(all_after, all_before)),
                               without(missing(before, after), missing(all_before, all_after)));
        }
    }

    static constexpr List<ParsedToken> without(const List<ParsedToken>& sources, const List<ParsedToken>& said) {
        secure_headers::detail::TextIndex known;
        for (const ParsedToken& source : said) known.insert(source.text);
        List<ParsedToken> rest;
        for (const ParsedToken& source : sources)
            if (!known.has(source.text)) rest.push_back(source);
        return rest;
    }

    /// A directive that neither names, and that others stand in for than before, unless these have said as much.
    constexpr void compare_fallback(Directive directive) {
        const EffectiveSources before = working_sources(before_, directive);
        const EffectiveSources after = working_sources(after_, directive);
        if (!before.restricted || !after.restricted || before.from == after.from) return;
        const std::size_t begin = sentences_.size();
        compare(directive, before, after);
        std::size_t kept = begin;
        for (std::size_t i = begin; i < sentences_.size(); ++i)
            if (!is_said(sentences_[i], directive, before.from, begin) &&
                !is_said(sentences_[i], directive, after.from, begin))
                sentences_[kept++] = sentences_[i];
        sentences_.truncate(kept);
    }

    /// Whether one of the first sentences says of `other` what this one says of `directive`.
    constexpr bool is_said(std::string_view sentence, Directive directive, Directive other, std::size_t count) const {
        const std::string_view rest = sentence.substr(name_of(directive).size()), name = name_of(other);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string_view said = sentences_[i];
            if (said.starts_with(name) && said.substr(name.size()) == rest) return true;
        }
        return false;
    }

    constexpr void compare(Directive directive, const EffectiveSources& before, const EffectiveSources& after) {
        if (!after.restricted) return say(directive, "allows anything now, before only", all(before));
        if (!before.restricted) return say(directive, "allows no longer anything, only", all(after));
        const List<ParsedToken> removed = missing(before, after);
        if (!removed.empty() && is_nothing(after)) return say(directive, "allows nothing any more");
        say_changes(directive, missing(after, before), removed);
    }

    constexpr void say_changes(Directive directive, const List<ParsedToken>& added, const List<ParsedToken>& removed) {
        if (!added.empty()) say(directive, "also allows", joined(added));
        if (!removed.empty()) say(directive, "no longer allows", joined(removed));
    }

    static constexpr Text values(const ParsedDirective& directive) {
        Text list;
        for (const ParsedToken& token : directive.tokens) list.append(" ").append(token.text);
        return list;
    }

    /// True for the 'none' of trusted-types beside others, and where the other list is empty, which says the same.
    static constexpr bool says_nothing(const ParsedToken& token, const ParsedDirective& own,
                                       const ParsedDirective& other) {
        return own.is(Directive::trusted_types) && token.is("'none'") && (own.tokens.size() > 1 || other.tokens.empty());
    }

    constexpr void compare_values(Directive directive) {
        const ParsedDirective* const before = before_.find(directive);
        const ParsedDirective* const after = after_.find(directive);
        if (after == nullptr) return say(directive, "is gone");
        if (before == nullptr) return say(directive, "is new", quoted(*after));
        Text added, removed;
        const Values of_before{*before}, of_after{*after};
        for (const ParsedToken& token : after->tokens)
            if (!of_before.lets_through(token.text) && !says_nothing(token, *after, *before))
                added.append(" ").append(token.text);
        for (const ParsedToken& token : before->tokens)
            if (!of_after.lets_through(token.text) && !says_nothing(token, *before, *after))
                removed.append(" ").append(token.text);
        if (!added.empty()) say(directive, "also names", added);
        if (!removed.empty()) say(directive, "no longer names", removed);
    }

    static constexpr Text quoted(const ParsedDirective& directive) {
        Text text;
        if (!directive.tokens.empty()) text.append(":").append(values(directive));
        return text;
    }

    const ParsedPolicy& before_;
    const ParsedPolicy& after_;
    const Url& page_;
    List<Text> sentences_{};
};

}  // namespace detail

/// What changes from one policy to the other, in words: a sentence for each directive of either, after fallback, by
/// what is allowed and not by how it is written. Texts are made to be read, not parsed. Costs what `subsumes` does.
constexpr secure_headers::detail::List<secure_headers::detail::Text> difference(const ParsedPolicy& before,
                                                                                const ParsedPolicy& after,
                                                                                std::string_view page = {}) {
    const Url origin{page};
    return detail::Difference{before, after, origin}.sentences();
}

}  // namespace secure_headers::csp
