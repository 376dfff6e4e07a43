// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/percent_decode.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::detail::observatory {

/// Reads an Item of RFC 8941, with RFC 9651's dates and display strings, to the depth that the Observatory needs: the
/// token, and whether what follows are parameters.
class StructuredItem {
public:
    constexpr explicit StructuredItem(std::string_view text) : rest_{text} {
        skip_spaces();
        token_ = take_token();
        is_valid_ = !token_.empty() && take_parameters();
        skip_spaces();
        is_valid_ = is_valid_ && rest_.empty();
    }

    /// Empty if the text is no Item or no token.
    constexpr std::string_view token() const { return is_valid_ ? token_ : std::string_view{}; }

private:
    constexpr bool at(char c) const { return rest_.starts_with(c); }
    constexpr bool take(char c) {
        if (!at(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    constexpr void skip_spaces() {
        while (take(' ')) {
        }
    }
    constexpr std::string_view take_all(CharSet members) {
        std::size_t size = 0;
        while (size < rest_.size() && members.has(rest_[size])) ++size;
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    static constexpr CharSet token_first = letters + CharSet{"*"};
    static constexpr CharSet token_char = tchar + CharSet{":/"};
    static constexpr CharSet key_first = lower_case + CharSet{"*"};
    static constexpr CharSet key = key_first + decimal_digits + CharSet{"_-."};

    constexpr std::string_view take_token() {
        return !rest_.empty() && token_first.has(rest_.front()) ? take_all(token_char) : std::string_view{};
    }

    constexpr bool take_parameters() {
        while (take(';')) {
            skip_spaces();
            if (rest_.empty() || !key_first.has(rest_.front())) return false;
            take_all(key);
            if (take('=') && !take_bare_item()) return false;
        }
        return true;
    }

    constexpr bool take_bare_item() {
        if (take('"')) return take_string();
        if (take(':')) return take_bytes();
        if (take('?')) return take('0') || take('1');
        if (take('@')) return take_date();
        if (at('%')) return take_display_string();
        if (!rest_.empty() && (at('-') || is_digit(rest_.front()))) return take_number();
        return !take_token().empty();
    }

    constexpr bool take_string() {
        while (!rest_.empty()) {
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c == '"') return true;
            if (c < ' ' || c > '~' || (c == '\\' && !take('\\') && !take('"'))) return false;
        }
        return false;
    }

    /// atob() forgives missing signs of padding, and no others.
    constexpr bool take_bytes() {
        const std::size_t size = take_all(base64_digits).size();
        std::size_t padding = 0;
        while (take('=')) ++padding;
        return take(':') && size % 4 != 1 && (padding == 0 || (size + padding) % 4 == 0) && padding < 3;
    }

    constexpr bool take_number() {
        take('-');
        const std::size_t whole = take_all(decimal_digits).size();
        if (whole == 0 || whole > 15) return false;
        if (!take('.')) return true;
        const std::size_t fraction = take_all(decimal_digits).size();
        return whole <= 12 && fraction > 0 && fraction <= 3;
    }

    /// The parser that the Observatory uses wants the end of the text after a date.
    constexpr bool take_date() {
        take('-');
        const std::size_t digits = take_all(decimal_digits).size();
        return digits > 0 && digits <= 15 && rest_.empty();
    }

    /// Escapes are in lower case, and what they stand for is UTF-8.
    constexpr bool take_display_string() {
        const std::size_t end = rest_.find('"', 2);
        if (!rest_.starts_with("%\"") || end == std::string_view::npos) return false;
        const std::string_view text = rest_.substr(2, end - 2);
        rest_.remove_prefix(end + 1);
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] < ' ' || text[i] > '~') return false;
            if (text[i] == '%' && i + 2 < text.size() && (is_upper(text[i + 1]) || is_upper(text[i + 2]))) return false;
        }
        Text ignored;
        return percent_decode(ignored, text);
    }

    std::string_view rest_;
    std::string_view token_{};
    bool is_valid_ = false;
};

constexpr std::string_view structured_token(std::string_view text) { return StructuredItem{text}.token(); }

}  // namespace secure_headers::detail::observatory
