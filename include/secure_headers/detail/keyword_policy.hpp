// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/items.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <string_view>

namespace secure_headers::detail {

/// The one of `words` that a word from outside is, to the letter; refuses another by `rule`.
constexpr std::string_view known_word(std::string_view field, runtime outside, const Items<std::string_view>& words,
                                      std::string_view rule) {
    for (const std::string_view word : words)
        if (word == outside.text) return word;
    refuse(field, rule);
}

/// What policies share whose value is one of a closed set of words.
template <class Policy>
class KeywordPolicy {
public:
    constexpr void write_to(FieldWriter& out) const { out.append(value_); }

protected:
    constexpr explicit KeywordPolicy(std::string_view value) : value_{value} {}

    std::string_view value_;
};

}  // namespace secure_headers::detail
