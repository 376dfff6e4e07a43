// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/observatory/csp_sources.hpp>
#include <secure_headers/detail/javascript_text.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text_index.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers::detail::observatory {

/// A directive of the policy that several make together.
struct CspDirective {
    std::string_view name{};
    SourceList list{};
    std::uint32_t last_policy = 0;  ///< The number of the last policy that has it.

    constexpr bool any(auto matches) const {
        for (const Source& source : list.sources())
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
        for (const Source& source : list.sources())
            if (!matches(source.text)) kept.push_back(source);
        list.sources() = std::move(kept);
    }
};

/// Reads policies in lower case as the Observatory does: it refuses repeated directives, and of several policies it
/// keeps what neighbours in the order of sources have in common.
class CspParser {
public:
    constexpr explicit CspParser(const List<std::string_view>& policies) {
        constexpr std::size_t too_short = 5;
        for (const std::string_view policy : policies)
            if (javascript::first(policy, too_short).size() == policy.size()) is_valid_ = false;
        const auto count = static_cast<std::uint32_t>(policies.size());
        for (std::uint32_t i = 0; i < count && is_valid_; ++i) read_policy(policies[i], i, count);
        for (CspDirective& directive : directives_)
            if (directive.list.sources().empty()) directive.list.sources().push_back({"'none'", 0, true});
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
    constexpr void read_policy(std::string_view policy, std::uint32_t number, std::uint32_t policy_count) {
        for (std::string_view rest = policy; rest.data() != nullptr && is_valid_;) {
            std::string_view values = javascript::next_part(rest, ';');
            const std::string_view name = javascript::next_word(values);
            if (name.empty()) continue;
            const std::size_t known = names_.size(), place = names_.number_of(name);
            if (place == known) directives_.push_back({name, {}, policy_count});
            read_directive(directives_[place], values, number, policy_count);
        }
    }

    constexpr void read_directive(CspDirective& directive, std::string_view values, std::uint32_t number,
                                  std::uint32_t policy_count) {
        if (directive.last_policy == number) {
            has_repeated_reporting_ = directive.name == "report-uri" || directive.name == "report-to";
            is_valid_ = has_repeated_reporting_;
        }
        directive.last_policy = number;
        List<Source> sources;
        for (std::string_view value; !(value = javascript::next_word(values)).empty();)
            sources.push_back({value, number, number == 0});
        if (sources.empty() && directive.name.ends_with("-src")) sources.push_back({"'none'", number, number == 0});
        if (number == 0) directive.list.clear();
        is_valid_ = is_valid_ && directive.list.join(std::move(sources));
        if (number == 0 && policy_count > 1) directive.list.keep_none();
    }

    List<CspDirective> directives_{};
    TextIndex names_{};
    bool is_valid_ = true;
    bool has_repeated_reporting_ = false;
};

}  // namespace secure_headers::detail::observatory
