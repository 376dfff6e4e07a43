// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/parts.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::audit_rules {

/// Reads Refresh as browsers do. HTML, "shared declarative refresh steps".
class Refresh {
public:
    constexpr explicit Refresh(std::string_view value) : value_{value} {}

    /// Where browsers go after a time; empty where they load the same page again, or do nothing.
    constexpr detail::Part address() {
        skip_blanks();
        const std::size_t begin = at_;
        while (at_ < value_.size() && (detail::is_digit(value_[at_]) || value_[at_] == '.')) ++at_;
        if (at_ == begin || (at_ < value_.size() && !ends_time())) return {};
        skip_blanks();
        if (!take(';')) take(',');
        skip_blanks();
        const std::size_t unnamed = at_;
        if (take('u') && !(take('r') && take('l') && take_equals())) return from(unnamed);
        const char quote = at_ < value_.size() ? value_[at_] : '\0';
        if (!take('"') && !take('\'')) return from(at_);
        const detail::Part quoted = from(at_);
        return {quoted.text.substr(0, quoted.text.find(quote)), quoted.offset};
    }

private:
    constexpr detail::Part from(std::size_t begin) const { return {value_.substr(begin), begin}; }
    constexpr bool ends_time() const {
        return value_[at_] == ';' || value_[at_] == ',' || csp::detail::is_blank(value_[at_]);
    }
    constexpr void skip_blanks() {
        while (at_ < value_.size() && csp::detail::is_blank(value_[at_])) ++at_;
    }
    constexpr bool take(char c) {
        if (at_ == value_.size() || detail::to_lower(value_[at_]) != c) return false;
        ++at_;
        return true;
    }
    constexpr bool take_equals() {
        skip_blanks();
        if (!take('=')) return false;
        skip_blanks();
        return true;
    }

    std::string_view value_;
    std::size_t at_ = 0;
};

}  // namespace secure_headers::audit_rules
