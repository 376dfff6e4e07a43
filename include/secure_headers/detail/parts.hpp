// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/places.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace secure_headers::detail {

/// A part of a field's value, without blanks at its ends, and where it begins.
struct Part {
    std::string_view text{};
    std::size_t offset = 0;
};

/// Takes spaces and tabs from both ends.
constexpr Part trimmed(std::string_view text, std::size_t offset) {
    std::size_t begin = 0, end = text.size();
    while (begin < end && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
    while (begin < end && (text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
    return {{text.data() + begin, end - begin}, offset + begin};
}

/// Splits a value at a separator that stands outside of quoted strings. Fetch, section 2.2.2 ("get, decode, and split").
class Parts {
public:
    constexpr Parts(std::string_view text, char separator)
        : text_{text}, separator_{separator}, has_strings_{contains(text, '"')} {}

    /// False after the last part; a value without a separator is one part.
    constexpr bool next(Part& part) {
        if (at_ > text_.size()) return false;
        const std::size_t begin = at_;
        if (has_strings_)
            while (at_ < text_.size() && text_[at_] != separator_)
                at_ = text_[at_] == '"' ? behind_string(at_ + 1) : at_ + 1;
        else
            at_ = (std::min)(text_.find(separator_, at_), text_.size());
        part = trimmed({text_.data() + begin, at_ - begin}, begin);
        ++at_;
        return true;
    }

private:
    /// Behind the quote that ends the string, or at the end.
    constexpr std::size_t behind_string(std::size_t at) const {
        while (at < text_.size() && text_[at] != '"') at += text_[at] == '\\' && at + 1 < text_.size() ? 2U : 1U;
        return at < text_.size() ? at + 1 : at;
    }

    std::string_view text_;
    char separator_;
    bool has_strings_;
    std::size_t at_ = 0;
};

/// A name and, after `=`, perhaps a value, with optional blanks around.
struct Pair {
    Part name{};
    Part value{};  ///< If there is none, it is empty, where the name ends.
    bool has_value = false;
};

constexpr Pair split_pair(const Part& part) {
    const std::size_t equals = part.text.find('=');
    if (equals == std::string_view::npos) return {part, {{}, part.offset + part.text.size()}, false};
    return {trimmed(part.text.substr(0, equals), part.offset),
            trimmed(part.text.substr(equals + 1), part.offset + equals + 1), true};
}

/// True if a quoted string, less its quotes, is what there is between them. RFC 9110, section 5.6.4.
constexpr bool is_quoted_string(std::string_view text) {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' || (is_control(c) && c != '\t')) return false;
        if (c == '\\' && ++i == text.size()) return false;
    }
    return true;
}

inline constexpr long long most_seconds = 1LL << 53U;

/// Delta-seconds, which stop counting at `most_seconds`; less than zero if the text is none. RFC 9111, section 1.2.2.
constexpr long long read_seconds(std::string_view digits) {
    if (digits.empty() || !decimal_digits.holds(digits)) return -1;
    long long seconds = 0;
    for (const char c : digits) seconds = (std::min)(seconds * 10 + (c - '0'), most_seconds);
    return seconds;
}

inline constexpr std::size_t few_parts = 8;

/// The first part that says the same as one before it, or null; a few are compared with each other.
constexpr const Part* first_repeated(const List<Part>& parts, bool ignore_case = true) {
    const auto are_equal = [ignore_case](const Part& a, const Part& b) {
        return ignore_case ? iequals(a.text, b.text) : a.text == b.text;
    };
    if (parts.size() <= few_parts) {
        for (const Part* part = parts.begin(); part != parts.end(); ++part)
            for (const Part* before = parts.begin(); before != part; ++before)
                if (are_equal(*before, *part)) return part;
        return nullptr;
    }
    Places places{parts.size()};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto equals = [&](std::size_t place) { return are_equal(parts[place], parts[i]); };
        if (places.insert(places.hash_of(parts[i].text, ignore_case), i, equals) != Places::none) return &parts[i];
    }
    return nullptr;
}

}  // namespace secure_headers::detail
