// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/cross_origin_resource_policy.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What Cross-Origin-Resource-Policy says; anything but one word, in small letters, counts as nothing. Fetch, section 3.7.
struct CrossOriginResourcePolicy {
    std::string_view word{};  ///< The word that browsers obey, or nothing.
    detail::List<Problem> problems{};
};

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr CrossOriginResourcePolicy cross_origin_resource_policy(std::string_view value) {
    CrossOriginResourcePolicy result;
    for (const std::string_view word : detail::Literals{"same-origin", "same-site", "cross-origin"})
        if (value == word) result.word = word;
    if (result.word.empty())
        result.problems.push_back({"browsers know same-origin, same-site and cross-origin only", 0, value});
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::CrossOriginResourcePolicy> to_policy(const CrossOriginResourcePolicy& parsed) {
    using Policy = secure_headers::CrossOriginResourcePolicy;
    if (parsed.word == "same-origin") return Policy::same_origin;
    if (parsed.word == "same-site") return Policy::same_site;
    if (parsed.word == "cross-origin") return Policy::cross_origin;
    return std::nullopt;
}

}  // namespace secure_headers::parse
