// SPDX-License-Identifier: MIT
#include <secure_headers/detail/ascii.hpp>

#include "catch.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace detail = secure_headers::detail;

TEST_CASE("What is no ASCII, and what is not visible, is found at each place of a text of any length") {
    for (std::size_t size = 0; size <= 40; ++size) {
        const std::string text(size, 'a');
        CHECK(detail::is_ascii(text));
        CHECK(detail::is_visible_or_space(text));
        for (std::size_t place = 0; place < size; ++place)
            for (int byte = 0; byte < 256; ++byte) {
                std::string other = text;
                other[place] = static_cast<char>(byte);
                if (detail::is_ascii(other) != (byte < 0x80)) FAIL_CHECK(size << ' ' << place << ' ' << byte);
                if (detail::is_visible_or_space(other) != (byte >= 0x20 && byte < 0x7f))
                    FAIL_CHECK(size << ' ' << place << ' ' << byte);
            }
    }
    static_assert(detail::is_ascii("more than eight\x7f") && !detail::is_ascii("more than eight\x80"));
    static_assert(detail::is_visible_or_space("more than eight ~") && !detail::is_visible_or_space("more than eight\x7f"));
    static_assert(!detail::is_visible_or_space("tab\t"));
}

TEST_CASE("A capital, or what is not visible, is found at each place of a text of any length") {
    for (std::size_t size = 0; size <= 20; ++size)
        for (const char filler : {' ', 'a', '\x7e'}) {
            const std::string text(size, filler);
            CHECK(detail::is_lower_case(text));
            for (std::size_t place = 0; place < size; ++place)
                for (int byte = 0; byte < 256; ++byte) {
                    std::string other = text;
                    other[place] = static_cast<char>(byte);
                    const bool expected = byte >= 0x20 && byte < 0x7f && !(byte >= 'A' && byte <= 'Z');
                    if (detail::is_lower_case(other) != expected) FAIL_CHECK(size << ' ' << place << ' ' << byte);
                }
        }
    static_assert(detail::is_lower_case("more than eight ~") && !detail::is_lower_case("more than Eight"));
}

TEST_CASE("What two texts have in common at their begin is counted at each place, whatever their lengths") {
    for (std::size_t size = 0; size <= 20; ++size) {
        const std::string text(size, 'a');
        CHECK(detail::common_size(text, text) == size);
        CHECK(detail::common_size(text, text + "b") == size);
        CHECK(detail::common_size(text + "b", text) == size);
        for (std::size_t place = 0; place < size; ++place) {
            std::string other = text;
            other[place] = 'b';
            CHECK(detail::common_size(text, other) == place);
        }
    }
    static_assert(detail::common_size("more than eight", "more than ten") == 10);
}

TEST_CASE("A literal is compared to its last character, and less its NUL") {
    static_assert(detail::equals("ab", "ab") && !detail::equals("a", "ab") && !detail::equals("abc", "ab"));
    static_assert(detail::equals("", "") && !detail::equals("", "a") && !detail::equals("ac", "ab"));
    static_assert(detail::begins_with("abc", "ab") && detail::begins_with("ab", "ab"));
    static_assert(!detail::begins_with("a", "ab") && !detail::begins_with("acb", "ab") && detail::begins_with("a", ""));
}

TEST_CASE("The visible characters that a text starts with are counted, whatever stands behind them") {
    for (std::size_t size = 0; size <= 20; ++size)
        for (const char filler : {'\x21', 'a', '\x7e'})
            for (std::size_t place = 0; place < size; ++place)
                for (int byte = 0; byte < 256; ++byte) {
                    std::string text(size, filler);
                    text[place] = static_cast<char>(byte);
                    const bool visible = byte > 0x20 && byte < 0x7f;
                    const std::size_t expected = visible ? size : place;
                    if (detail::visible_size(text) != expected) FAIL_CHECK(size << ' ' << place << ' ' << byte);
                    if (visible || place + 1 == size) continue;
                    text[place + 1] = '\xff';  // of which eight at a time carry into the next
                    if (detail::visible_size(text) != expected)
                        FAIL_CHECK(size << ' ' << place << ' ' << byte << " 0xff");
                }
    static_assert(detail::visible_size("more-than-eight rest") == 15 && detail::visible_size("") == 0);
}

TEST_CASE("A set of characters finds its members") {
    static constexpr detail::CharSet set{"?#\x80\xff"};
    static_assert(set.has('?') && set.has('\x80') && set.has('\xff') && !set.has('a') && !set.has('\x7f'));
    CHECK(set.find_in("ab?c#") == 2);
    CHECK(set.find_in("ab?c#", 3) == 4);
    CHECK(set.find_in("ab?c#", 2) == 2);
    CHECK(set.find_in("abc") == std::string_view::npos);
    CHECK(set.find_in("?", 1) == std::string_view::npos);
    CHECK(set.find_in("?", 9) == std::string_view::npos);
    static constexpr detail::CharSet both = set + detail::CharSet{"a"};
    static_assert(both.has('a') && both.has('\xff') && both.has('?') && !both.has('b'));
}

TEST_CASE("Texts are compared without regard to the case of ASCII letters alone") {
    static_assert(detail::iequals("Content-TYPE", "content-type") && !detail::iequals("a", "ab"));
    static_assert(!detail::iequals("[", "{") && !detail::iequals("@", "`") && !detail::iequals("\xc4", "\xe4"));
    static_assert(detail::iequals("", "") && detail::istarts_with("ABc", "ab") && !detail::istarts_with("a", "ab"));
}
