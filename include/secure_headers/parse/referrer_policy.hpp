// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/referrer_policy.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What Referrer-Policy says: browsers obey the last token that they know. Referrer Policy, section 8.1.
struct ReferrerPolicy {
    std::string_view token{};  ///< The one that is obeyed, or nothing.
    std::size_t offset = 0;
    detail::List<detail::Part> tokens{};  ///< All that browsers know, in order.
    detail::List<Problem> problems{};
};

namespace referrer_detail {

struct Known {
    std::string_view token;
    const secure_headers::ReferrerPolicy& policy;
};

inline constexpr Known known[]{
    {"no-referrer", secure_headers::ReferrerPolicy::no_referrer},
    {"no-referrer-when-downgrade", secure_headers::ReferrerPolicy::no_referrer_when_downgrade},
    {"same-origin", secure_headers::ReferrerPolicy::same_origin},
    {"origin", secure_headers::ReferrerPolicy::origin},
    {"strict-origin", secure_headers::ReferrerPolicy::strict_origin},
    {"origin-when-cross-origin", secure_headers::ReferrerPolicy::origin_when_cross_origin},
    {"strict-origin-when-cross-origin", secure_headers::ReferrerPolicy::strict_origin_when_cross_origin},
    {"unsafe-url", secure_headers::ReferrerPolicy::unsafe_url},
};

inline constexpr std::size_t known_count = sizeof known / sizeof known[0];

/// Its place, or the count of those that are known. (g++ 12 with -fsanitize=undefined compares no pointer to one of
/// them with null in a constant expression.)
constexpr std::size_t find(std::string_view token) {
    std::size_t place = 0;
    while (place < known_count && !detail::iequals(known[place].token, token)) ++place;
    return place;
}

constexpr const secure_headers::ReferrerPolicy& policy_of(const detail::Part& token) {
    return known[find(token.text)].policy;
}

}  // namespace referrer_detail

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr ReferrerPolicy referrer_policy(std::string_view value) {
    ReferrerPolicy result;
    detail::Parts parts{value, ','};
    for (detail::Part part; parts.next(part);) {
        const std::size_t place = referrer_detail::find(part.text);
        if (place == referrer_detail::known_count) {
            if (!part.text.empty())
                result.problems.push_back({"browsers know no such policy", part.offset, part.text, Problem::unknown});
            continue;
        }
        result.token = referrer_detail::known[place].token;
        result.offset = part.offset;
        result.tokens.push_back(part);
    }
    if (const detail::Part* repeated = detail::first_repeated(result.tokens); repeated != nullptr)
        result.problems.push_back({"the policy is there twice", repeated->offset, repeated->text, Problem::repeated});
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::ReferrerPolicy> to_policy(const ReferrerPolicy& parsed) {
    if (!parsed.problems.empty() || parsed.tokens.empty()) return std::nullopt;
    secure_headers::ReferrerPolicy policy = referrer_detail::policy_of(parsed.tokens[0]);
    for (std::size_t i = 1; i < parsed.tokens.size(); ++i)
        policy = secure_headers::ReferrerPolicy::fallbacks({policy, referrer_detail::policy_of(parsed.tokens[i])});
    return policy;
}

}  // namespace secure_headers::parse
