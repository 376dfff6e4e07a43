// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/observatory/csp_sources.hpp>
#include <secure_headers/detail/javascript_text.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text_index.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers::detail::observatory {

/// A directive of the policy that several make together.
struct CspDirective {
    std::string_view name{};
    List<Source> sources{};
    std::size_t last_policy = 0;  ///< The number of the last policy that has it.

    constexpr bool any(auto matches) const {
        for (const Source& source : sources)
            if (matches(source.text)) return true;
        return false;
    }
    constexpr bool has(std::string_view text) const {
        return any([text](std::string_view source) { return source == text; });
    }
    constexpr bool is_none() const {
        return !any([](std::string_view source) { return source != "'none'"; });
    }
    constexpr void remove_if(auto matches) {
        List<Source> kept;
        for (const Source& source : sources)
            if (!matches(source.text)) kept.push_back(source);
        sources = std::move(kept);
    }
};

/// Reads policies in lower case as the Observatory does: it refuses repeated directives, and of several policies it
/// keeps what neighbours in the order of sources have in common.
class CspParser {
public:
    constexpr explicit CspParser(const List<std::string_view>& policies) {
        constexpr std::size_t shortest = 6;
        for (const std::string_view policy : policies)
            if (javascript::length(policy) < shortest) is_valid_ = false;
        for (std::size_t i = 0; i < policies.size() && is_valid_; ++i) read_policy(policies[i], i, policies.size());
        for (CspDirective& directive : directives_)
            if (directive.sources.empty()) directive.sources.push_back({"'none'", 0, true});
    }

    constexpr bool is_valid() const { return is_valid_; }
    constexpr bool has_repeated_reporting() const { return has_repeated_reporting_; }
    constexpr List<CspDirective>& directives() { return directives_; }

    constexpr CspDirective* find(std::string_view name) {
        for (CspDirective& directive : directives_)
            if (directive.name == name) return &directive;
        return nullptr;
    }

private:
    constexpr void read_policy(std::string_view policy, std::size_t number, std::size_t policy_count) {
        for (std::string_view rest = policy; rest.data() != nullptr && is_valid_;) {
            std::string_view values = javascript::next_part(rest, ';');
            const std::string_view name = javascript::next_word(values);
            if (name.empty()) continue;
            const std::size_t known = names_.size(), place = names_.number_of(name);
            if (place == known) directives_.push_back({name, {}, policy_count});
            read_directive(directives_[place], values, number, policy_count);
        }
    }

    constexpr void read_directive(CspDirective& directive, std::string_view values, std::size_t number,
                                  std::size_t policy_count) {
        if (directive.last_policy == number) {
            has_repeated_reporting_ = directive.name == "report-uri" || directive.name == "report-to";
            is_valid_ = has_repeated_reporting_;
        }
        directive.last_policy = number;
        List<Source> sources;
        for (std::string_view value; !(value = javascript::next_word(values)).empty();)
            sources.push_back({value, number, number == 0});
        if (sources.empty() && directive.name.ends_with("-src")) sources.push_back({"'none'", number, number == 0});
        if (number == 0) directive.sources = {};
        is_valid_ = is_valid_ && join(directive.sources, std::move(sources));
        if (number == 0 && policy_count > 1)
            for (Source& source : directive.sources) source.keep = false;
    }

    List<CspDirective> directives_{};
    TextIndex names_{};
    bool is_valid_ = true;
    bool has_repeated_reporting_ = false;
};

}  // namespace secure_headers::detail::observatory
