// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/observatory/csp_sources.hpp>
#include <secure_headers/audit/observatory/source_kind.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/detail/javascript_text.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text_index.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

namespace secure_headers::detail::observatory {

/// A directive of the policy that several make together.
struct CspDirective {
    std::string_view name{};
    std::uint32_t last_policy = 0;  ///< The number of the last policy that has it.
    std::span<const Source> sources{};
    SourceKinds kinds{};    ///< Those of its sources.
    std::size_t begin = 0;  ///< Of those among all that were read, where there is one policy.
    std::size_t end = 0;
};

/// Reads policies in lower case as the Observatory does: it refuses repeated directives, and of several policies it
/// keeps what neighbours in the order of sources have in common.
class CspParser {
public:
    constexpr explicit CspParser(std::span<const std::string_view> policies) {
        constexpr std::size_t too_short = 5;
        for (const std::string_view policy : policies)
            if (javascript::first(policy, too_short).size() == policy.size()) is_valid_ = false;
        const auto count = static_cast<std::uint32_t>(policies.size());
        directives_.reserve(usual_directives);
        sources_.reserve(usual_sources);
        for (std::uint32_t i = 0; i < count && is_valid_; ++i) read_policy(policies[i], i, count);
        for (std::size_t i = 0; i < directives_.size() && is_valid_; ++i) take_sources(i);
    }
    CspParser(const CspParser&) = delete;
    CspParser& operator=(const CspParser&) = delete;

    constexpr bool is_valid() const { return is_valid_; }
    constexpr bool has_repeated_reporting() const { return has_repeated_reporting_; }
    constexpr const List<CspDirective>& directives() const { return directives_; }

    constexpr CspDirective* find(csp::Directive name) {
        const std::size_t number = known_[static_cast<std::size_t>(name)];
        return number == 0 ? nullptr : &directives_[number - 1];
    }

private:
    static constexpr Source none{"'none'", 0, true};
    static constexpr std::size_t known_count = std::size(csp::detail::directive_names);

    static constexpr std::size_t usual_directives = 12, usual_sources = 24;

    constexpr void read_policy(std::string_view policy, std::uint32_t number, std::uint32_t policy_count) {
        for (std::string_view rest = policy; rest.data() != nullptr && is_valid_;) {
            std::string_view values = javascript::next_part(rest, ';');
            const std::string_view name = javascript::next_word(values);
            if (name.empty()) continue;
            const std::size_t place = place_of(name);
            if (place == directives_.size()) directives_.push_back({name, policy_count});
            if (place == lists_.size() && policy_count > 1) lists_.append();
            read_directive(place, values, number);
        }
    }

    /// Which of the directives has that name; the next one if none has.
    constexpr std::size_t place_of(std::string_view name) {
        const std::size_t next = directives_.size(), known = csp::detail::directive_table.find(name);
        if (known < known_count) {
            if (known_[known] == 0) known_[known] = next + 1;
            return known_[known] - 1;
        }
        const std::size_t number = other_names_.number_of(name);
        if (number == others_.size()) others_.push_back(next);
        return others_[number];
    }

    constexpr void read_directive(std::size_t place, std::string_view values, std::uint32_t number) {
        CspDirective& directive = directives_[place];
        if (directive.last_policy == number) {
            has_repeated_reporting_ = directive.name == "report-uri" || directive.name == "report-to";
            is_valid_ = has_repeated_reporting_;
        }
        directive.last_policy = number;
        const std::size_t begin = sources_.size();
        for (std::string_view value; !(value = javascript::next_word(values)).empty();)
            sources_.push_back({value, number, number == 0});
        if (sources_.size() == begin && directive.name.ends_with("-src"))
            sources_.push_back({none.text, number, number == 0});
        if (lists_.empty()) {
            directive.begin = begin;
            directive.end = sources_.size();
        } else {
            join(lists_[place], begin, number);
        }
    }

    /// Has the sources from `begin` on join those of the policies before.
    constexpr void join(SourceList& list, std::size_t begin, std::uint32_t number) {
        if (number == 0) list.clear();
        is_valid_ = is_valid_ && list.join({sources_.data() + begin, sources_.size() - begin});
        if (number == 0) list.keep_none();
        sources_.truncate(begin);
    }

    constexpr void take_sources(std::size_t place) {
        CspDirective& directive = directives_[place];
        directive.sources = lists_.empty()
                                ? only_sources({sources_.data() + directive.begin, directive.end - directive.begin})
                                : std::span<const Source>{lists_[place].sources()};
        if (directive.sources.empty()) directive.sources = {&none, 1};
        for (const Source& source : directive.sources) directive.kinds.add(kind_of(source.text));
    }

    List<CspDirective> directives_{};
    List<Source> sources_{};            ///< Of all directives, if there is one policy.
    List<SourceList> lists_{};          ///< Of each directive, if there are several.
    std::size_t known_[known_count]{};  ///< One more than the place of each directive that browsers know; or zero.
    TextIndex other_names_{};
    List<std::size_t> others_{};  ///< The places of those.
    bool is_valid_ = true;
    bool has_repeated_reporting_ = false;
};

}  // namespace secure_headers::detail::observatory
