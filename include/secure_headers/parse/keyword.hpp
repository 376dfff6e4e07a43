// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/parse/problem.hpp>

#include <initializer_list>
#include <string_view>

namespace secure_headers::parse {

/// What a header says that is a word of a closed set, in any letter case.
struct Keyword {
    std::string_view word{};  ///< As it is written in full; empty if it is none that is known.
    detail::List<Problem> problems{};
};

namespace keyword_detail {

constexpr Keyword read(std::string_view value, std::initializer_list<std::string_view> words, std::string_view message) {
    Keyword result;
    for (const std::string_view word : words)
        if (detail::iequals(word, value)) result.word = word;
    if (result.word.empty()) result.problems.push_back({message, 0, value});
    return result;
}

}  // namespace keyword_detail
}  // namespace secure_headers::parse
