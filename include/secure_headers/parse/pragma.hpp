// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/parse/keyword.hpp>
#include <secure_headers/policy/pragma.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What Pragma says, of which one word ever had a meaning. RFC 9111, section 5.4.
struct Pragma : Keyword {};

/// Reads a field's value; the text must outlive the result.
constexpr Pragma pragma(std::string_view value) {
    return {keyword_detail::read(value, {"no-cache"}, "this is no-cache")};
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::Pragma> to_policy(const Pragma& parsed) {
    using Policy = secure_headers::Pragma;
    if (parsed.word == "no-cache") return Policy::no_cache;
    return std::nullopt;
}

}  // namespace secure_headers::parse
