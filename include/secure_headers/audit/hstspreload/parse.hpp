// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/hstspreload/issues.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/javascript_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Holds what hstspreload.org reads in a Strict-Transport-Security field.
struct HstsPreloadHeader {
    std::uint64_t max_age = 0;  ///< In seconds.
    bool has_max_age = false;
    bool include_subdomains = false;
    bool preload = false;
    bool operator==(const HstsPreloadHeader&) const = default;
};

/// Holds the field as read, and what is odd about its syntax.
struct HstsPreloadParsed {
    HstsPreloadHeader header{};
    HstsPreloadIssues issues{};
};

namespace detail::hstspreload {

/// The bytes of the white space that `text` starts with, as Go's unicode.IsSpace has it: U+0085 is, U+FEFF is not.
constexpr std::size_t space_size(std::string_view text) {
    if (text.starts_with("\xC2\x85")) return 2;
    return text.starts_with("\xEF\xBB\xBF") ? 0 : javascript::space_size(text);
}

constexpr std::string_view trim(std::string_view text) {
    while (const std::size_t size = space_size(text)) text.remove_prefix(size);
    for (std::size_t size = 1; size <= 3 && size <= text.size();) {
        const bool ends_with_space = space_size(text.substr(text.size() - size)) == size;
        if (ends_with_space) text.remove_suffix(size);
        size = ends_with_space ? 1 : size + 1;
    }
    return text;
}

/// The bytes of the word at the beginning, in letters of either case, and with `other` in place of a letter; or `npos`.
constexpr std::size_t word_size(std::string_view text, std::string_view word, char letter, std::string_view other) {
    std::size_t size = 0;
    for (const char c : word) {
        const std::string_view rest = text.substr(size);
        const bool is_other = to_lower(c) == letter && rest.starts_with(other);
        if (!is_other && (rest.empty() || to_lower(rest.front()) != to_lower(c))) return std::string_view::npos;
        size += is_other ? other.size() : 1;
    }
    return size;
}

/// As strings.EqualFold: the long s is an s.
constexpr bool equals_fold(std::string_view text, std::string_view word) {
    return word_size(text, word, 's', "\xC5\xBF") == text.size();
}

/// As strings.HasPrefix of both in lower case: the dotted capital I is an i.
constexpr bool has_prefix(std::string_view text, std::string_view prefix) {
    return word_size(text, prefix, 'i', "\xC4\xB0") != std::string_view::npos;
}

class Reader {
public:
    constexpr explicit Reader(std::string_view value) {
        if (trim(value).empty()) {
            parsed_.issues.warnings.push_back("header.parse.empty");
            return;
        }
        for (std::size_t end = 0; end != std::string_view::npos; value.remove_prefix(end + 1)) {
            end = value.find(';');
            read(trim(value.substr(0, end)));
            if (end == std::string_view::npos) break;
        }
    }

    constexpr HstsPreloadParsed take() && { return std::move(parsed_); }

private:
    constexpr void read(std::string_view directive) {
        HstsPreloadIssues& issues = parsed_.issues;
        if (equals_fold(directive, "preload"))
            set(parsed_.header.preload, "header.parse.repeated.preload");
        else if (has_prefix(directive, "preload"))
            issues.add_warning_once("header.parse.invalid.preload");
        else if (equals_fold(directive, "includeSubDomains"))
            set(parsed_.header.include_subdomains, "header.parse.repeated.include_sub_domains");
        else if (has_prefix(directive, "includeSubDomains"))
            issues.add_warning_once("header.parse.invalid.include_sub_domains");
        else if (has_prefix(directive, "max-age="))
            read_max_age(directive.substr(8));
        else if (has_prefix(directive, "max-age"))
            issues.add_error_once("header.parse.invalid.max_age.no_value");
        else if (directive.empty())
            issues.add_warning_once("header.parse.empty_directive");
        else
            issues.warnings.push_back("header.parse.unknown_directive");
    }

    constexpr void set(bool& flag, std::string_view repeated) {
        if (flag) parsed_.issues.add_warning_once(repeated);
        flag = true;
    }

    constexpr void read_max_age(std::string_view digits) {
        HstsPreloadIssues& issues = parsed_.issues;
        if (digits.size() > 1 && digits.front() == '0') issues.warnings.push_back("header.parse.max_age.leading_zero");
        if (!decimal_digits.holds(digits)) {
            issues.errors.push_back("header.parse.max_age.non_digit_characters");
            return;
        }
        std::uint64_t seconds = 0;
        bool fits = !digits.empty();
        for (const char c : digits) {
            const auto digit = static_cast<std::uint64_t>(c - '0');
            fits = fits && seconds <= (UINT64_MAX - digit) / 10;
            seconds = fits ? seconds * 10 + digit : 0;
        }
        if (!fits)
            issues.errors.push_back("header.parse.max_age.parse_int_error");
        else if (parsed_.header.has_max_age)
            issues.add_warning_once("header.parse.repeated.max_age");
        else
            parsed_.header.max_age = seconds, parsed_.header.has_max_age = true;
    }

    HstsPreloadParsed parsed_{};
};

}  // namespace detail::hstspreload

/// Reads the value of a Strict-Transport-Security field as hstspreload.org does.
constexpr HstsPreloadParsed hstspreload_parse(std::string_view value) {
    return detail::hstspreload::Reader{value}.take();
}

}  // namespace secure_headers
