// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/feature.hpp>
#include <secure_headers/parse/access_control.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/feature_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers::parse {

/// Whom a feature is allowed to by Feature-Policy.
struct FeaturePolicyDirective {
    detail::Part feature{};
    bool is_known = false;
    bool any = false;
    bool self = false;                     ///< Also where nobody is named.
    detail::List<detail::Part> allowed{};  ///< All that browsers understood, in order: `*`, `'self'` and origins.

    constexpr bool denies_all() const { return allowed.empty() && !self; }
};

/// What Feature-Policy says, to browsers of before 2021. Feature Policy of 2019-04-16, section 6.1.
struct FeaturePolicy {
    detail::List<FeaturePolicyDirective> features{};  ///< Each once: the first says.
    detail::List<Problem> problems{};

    /// What the policy says of a feature; null if it says nothing.
    constexpr const FeaturePolicyDirective* find(std::string_view feature) const {
        for (const FeaturePolicyDirective& directive : features)
            if (directive.feature.text == feature) return &directive;
        return nullptr;
    }
};

namespace feature_policy_detail {

inline constexpr std::string_view repeated_feature = "the feature is there twice; the first says";

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Takes the next word off; an empty one at the end.
constexpr detail::Part next_word(detail::Part& rest) {
    std::size_t begin = 0;
    while (begin < rest.text.size() && is_blank(rest.text[begin])) ++begin;
    std::size_t end = begin;
    while (end < rest.text.size() && !is_blank(rest.text[end])) ++end;
    const detail::Part word{rest.text.substr(begin, end - begin), rest.offset + begin};
    rest = {rest.text.substr(end), rest.offset + end};
    return word;
}

constexpr FeaturePolicyDirective read_directive(FeaturePolicy& result, const detail::Part& feature, detail::Part rest,
                                                detail::List<detail::Part>& allowed) {
    std::size_t words = 0;
    allowed.truncate(0);
    FeaturePolicyDirective directive{.feature = feature};
    directive.is_known = detail::is_feature(feature.text);
    if (!directive.is_known)
        result.problems.push_back({"browsers know no such feature", feature.offset, feature.text, Problem::unknown});
    bool none = false;
    for (detail::Part word = next_word(rest); !word.text.empty(); word = next_word(rest)) {
        ++words;
        if (detail::iequals(word.text, "'none'")) {
            none = true;
            continue;
        }
        const bool self = detail::iequals(word.text, "'self'");
        directive.self |= self;
        directive.any |= word.text == "*";
        if (self || word.text == "*" || access_detail::is_serialized_origin(word.text))
            allowed.push_back(word);
        else
            result.problems.push_back(
                {"whom a feature is allowed to is *, 'self', 'none' or an origin", word.offset, word.text});
    }
    directive.allowed = allowed;  // which takes no more room than they need
    if (words == 0) directive.self = true;
    if ((none || directive.any) && words > 1)
        result.problems.push_back({"* and 'none' stand alone", feature.offset, feature.text});
    if (const detail::Part* repeated = detail::first_repeated(directive.allowed); repeated != nullptr)
        result.problems.push_back(
            {"the feature is allowed to the same twice", repeated->offset, repeated->text, Problem::repeated});
    return directive;
}

constexpr bool is_end(char c) { return c == ';' || c == ','; }

/// How many directives there are at most.
constexpr std::size_t count_directives(std::string_view value) {
    std::size_t count = 0;
    bool begins = true;
    for (const char c : value) {
        count += begins && !is_blank(c) && !is_end(c) ? 1U : 0U;
        begins = is_end(c) || (begins && is_blank(c));
    }
    return count;
}

}  // namespace feature_policy_detail

/// Reads a field's value as browsers did; the text must outlive the result.
constexpr FeaturePolicy feature_policy(std::string_view value) {
    FeaturePolicy result;
    detail::Places places{feature_policy_detail::count_directives(value)};
    detail::List<detail::Part> allowed;  // of one directive after the other
    std::size_t begin = 0;
    while (begin <= value.size()) {
        const std::size_t end = (std::min)(value.find_first_of(";,", begin), value.size());
        detail::Part rest{value.substr(begin, end - begin), begin};
        begin = end + 1;
        const detail::Part feature = feature_policy_detail::next_word(rest);
        if (feature.text.empty()) continue;
        const auto equals = [&](std::size_t place) { return result.features[place].feature.text == feature.text; };
        if (places.insert(places.hash_of(feature.text), result.features.size(), equals) == detail::Places::none)
            result.features.push_back(feature_policy_detail::read_directive(result, feature, rest, allowed));
        else
            result.problems.push_back(
                {feature_policy_detail::repeated_feature, feature.offset, feature.text, Problem::repeated});
    }
    return result;
}

#ifdef __GNUC__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // whoever reads the header does not send it
#endif

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::FeaturePolicy> to_policy(const FeaturePolicy& parsed) {
    if (!parsed.problems.empty() || parsed.features.empty()) return std::nullopt;
    detail::List<detail::FeatureDirective> directives;
    for (const FeaturePolicyDirective& directive : parsed.features) {
        detail::Text allowed;
        if (directive.denies_all()) allowed.append(" 'none'");
        if (directive.self && directive.allowed.empty()) allowed.append(" 'self'");
        for (const detail::Part& one : directive.allowed)
            allowed.append(" ").append(one.text.starts_with('\'') ? "'self'" : one.text);
        directives.push_back({detail::Text{directive.feature.text}, std::move(allowed)});
    }
    return secure_headers::FeaturePolicy{std::move(directives)};
}

#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif

}  // namespace secure_headers::parse
