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
    SourceKinds kinds{};  ///< Those of its sources.
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
        for (std::uint32_t i = 0; i < count && is_valid_; ++i) read_policy(policies[i], i, count);
        if (!is_valid_) return;
        if (count == 1)
            settle();
        else
            join();
        for (CspDirective& directive : directives_) {
            if (directive.sources.empty()) directive.sources = {&none, 1};
            for (const Source& source : directive.sources) directive.kinds.add(kind_of(source.text));
        }
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

    /// The sources of a directive in one policy, of all those read.
    struct Part {
        std::size_t directive = 0;
        std::uint32_t policy = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    constexpr void read_policy(std::string_view policy, std::uint32_t number, std::uint32_t policy_count) {
        for (std::string_view rest = policy; rest.data() != nullptr && is_valid_;) {
            std::string_view values = javascript::next_part(rest, ';');
            const std::string_view name = javascript::next_word(values);
            if (name.empty()) continue;
            const std::size_t place = place_of(name);
            if (place == directives_.size()) directives_.push_back({name, policy_count});
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
        parts_.push_back({place, number, begin, sources_.size()});
    }

    constexpr std::span<Source> sources_of(const Part& part) {
        return {sources_.begin() + part.begin, part.end - part.begin};
    }

    /// Leaves what one policy says where it was read. Of a directive that is repeated the last one counts.
    constexpr void settle() {
        for (const Part& part : parts_) directives_[part.directive].sources = settled(sources_of(part));
    }

    constexpr void join() {
        lists_ = List<SourceList>(directives_.size());
        for (const Part& part : parts_) {
            SourceList& list = lists_[part.directive];
            if (part.policy == 0) list.clear();
            if (!list.join(sources_of(part))) return static_cast<void>(is_valid_ = false);
            if (part.policy == 0) list.keep_none();
        }
        for (std::size_t i = 0; i < directives_.size(); ++i) directives_[i].sources = lists_[i].sources();
    }

    List<CspDirective> directives_{};
    List<Source> sources_{};
    List<Part> parts_{};
    List<SourceList> lists_{};          ///< Of each directive, if there are several policies.
    std::size_t known_[known_count]{};  ///< One more than the place of each directive that browsers know; or zero.
    TextIndex other_names_{};
    List<std::size_t> others_{};  ///< The places of those.
    bool is_valid_ = true;
    bool has_repeated_reporting_ = false;
};

}  // namespace secure_headers::detail::observatory
