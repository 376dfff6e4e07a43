// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/cookie/value.hpp>
#include <secure_headers/detail/http_date.hpp>
#include <secure_headers/detail/literals.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace secure_headers::detail {

inline constexpr CookieValue no_cookie_value{""sv};

/// A checked Set-Cookie, to be written: looks at its parts, which outlive it.
class CookieLine {
public:
    [[gnu::always_inline]] constexpr CookieLine(std::string_view name, const CookieValue& value,
                                                std::string_view attributes)
        : name_{name}, value_{&value}, first_{attributes} {}

    /// Writes a date over the attributes.
    constexpr void put_date(std::size_t place, const HttpDate& date) {
        date_ = date;
        has_date_ = true;
        last_ = first_.substr(place + date.size());
        first_ = first_.substr(0, place);
    }

    /// Writes more attributes after the others.
    constexpr void put_rest(std::string_view middle, std::string_view last) {
        middle_ = middle;
        last_ = last;
    }

    constexpr std::string_view name() const { return name_; }
    constexpr std::string_view value_source() const { return value_->source(); }
    [[gnu::always_inline]] constexpr std::size_t size() const {
        return name_.size() + 1 + value_->size() + first_.size() + middle().size() + last_.size();
    }
    [[gnu::always_inline]] constexpr char* write_to(char* out) const {
        out = copy_text(out, name_);
        *out++ = '=';
        out = value_->write_to(out);
        out = copy_text(out, first_);
        out = copy_text(out, middle());
        return copy_text(out, last_);
    }
    std::string text() const {
        std::string written(size(), '\0');
        write_to(written.data());
        return written;
    }

private:
    [[gnu::always_inline]] constexpr std::string_view middle() const {
        return has_date_ ? std::string_view{date_.data(), date_.size()} : middle_;
    }

    std::string_view name_;
    const CookieValue* value_;
    std::string_view first_;
    std::string_view middle_{};
    std::string_view last_{};
    HttpDate date_{};
    bool has_date_ = false;
};

}  // namespace secure_headers::detail
