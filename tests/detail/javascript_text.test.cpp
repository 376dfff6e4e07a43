// SPDX-License-Identifier: MIT
#include <secure_headers/detail/javascript_text.hpp>

#include "catch.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace javascript = secure_headers::detail::javascript;

TEST_CASE("javascript::space_size knows ECMAScript's white space and line terminators") {
    struct Row {
        std::string_view text;
        std::size_t size;
    };
    const Row rows[]{
        {"", 0},
        {"a ", 0},
        {" a", 1},
        {"\x08", 0},
        {"\t", 1},
        {"\n", 1},
        {"\v", 1},
        {"\f", 1},
        {"\r", 1},
        {"\x0E", 0},
        {"\x1F", 0},
        {"!", 0},
        {"\x7F", 0},
        {"\xC2\xA0", 2},
        {"\xC2\x9F", 0},
        {"\xC2\xA1", 0},
        {"\xC2", 0},
        {"\xC2\x85", 0},  // NEL is none
        {"\xE1\x9A\x80", 3},
        {"\xE1\x9A\x81", 0},
        {"\xE2\x80", 0},
        {"\xE2\x7F\x80", 0},
        {"\xE2\x80\x7F", 0},
        {"\xE2\x80\x80", 3},
        {"\xE2\x80\x8A", 3},
        {"\xE2\x80\x8B", 0},  // nor is the space without width
        {"\xE2\x80\xA7", 0},
        {"\xE2\x80\xA8", 3},
        {"\xE2\x80\xA9", 3},
        {"\xE2\x80\xAA", 0},
        {"\xE2\x80\xAE", 0},
        {"\xE2\x80\xAF", 3},
        {"\xE2\x80\xB0", 0},
        {"\xE2\x81\x9F", 3},
        {"\xE2\x81\x9E", 0},
        {"\xE3\x80\x80", 3},
        {"\xE3\x80\x81", 0},
        {"\xEF\xBB\xBF", 3},
        {"\xEF\xBB\xBE", 0},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(javascript::space_size(row.text) == row.size);
    }
}

TEST_CASE("javascript::trim and next_word stop at white space of one to three bytes") {
    CHECK(javascript::trim("").empty());
    CHECK(javascript::trim(" \t\r\n").empty());
    CHECK(javascript::trim("\xE3\x80\x80 \xC2\xA0"
                           "a b"
                           "\xC2\xA0 \xEF\xBB\xBF") == "a b");
    CHECK(javascript::trim("\xC3\xA0") == "\xC3\xA0");
    CHECK(javascript::trim("a\xE2\x80\x8B") == "a\xE2\x80\x8B");
    std::string_view rest =
        "  one\xE2\x80\xA8"
        "two\xC2\xA0\t";
    CHECK(javascript::next_word(rest) == "one");
    CHECK(javascript::next_word(rest) == "two");
    CHECK(javascript::next_word(rest).empty());
    CHECK(rest.empty());
}

TEST_CASE("javascript::next_part splits as split() does") {
    const auto parts = [](std::string_view text) {
        std::vector<std::string> all;
        while (text.data() != nullptr) all.emplace_back(javascript::next_part(text, ','));
        return all;
    };
    CHECK(parts("") == std::vector<std::string>{""});
    CHECK(parts("a") == std::vector<std::string>{"a"});
    CHECK(parts("a,") == std::vector<std::string>{"a", ""});
    CHECK(parts(",a,,b c") == std::vector<std::string>{"", "a", "", "b c"});
}

TEST_CASE("javascript::length and first count UTF-16 code units") {
    CHECK(javascript::length("") == 0);
    CHECK(javascript::length("abc") == 3);
    CHECK(javascript::length("\xC3\xA4\xE2\x82\xAC") == 2);
    CHECK(javascript::length("\xF0\x9F\x98\x80") == 2);
    CHECK(javascript::first("abc", 3) == "abc");
    CHECK(javascript::first("abc", 2) == "ab");
    CHECK(javascript::first("abc", 0).empty());
    CHECK(javascript::first("\xC3\xA4\xC3\xB6", 2) == "\xC3\xA4\xC3\xB6");
    CHECK(javascript::first("\xC3\xA4\xC3\xB6", 1) == "\xC3\xA4");
    CHECK(javascript::first("a\xF0\x9F\x98\x80"
                            "b",
                            2) == "a");
    CHECK(javascript::first("a\xF0\x9F\x98\x80"
                            "b",
                            3) == "a\xF0\x9F\x98\x80");
}

TEST_CASE("javascript::lower keeps to the edges of each alphabet") {
    struct Row {
        std::uint32_t upper, lower;
    };
    const Row rows[]{
        {0xBF, 0xBF},   {0xC0, 0xE0},   {0xD6, 0xF6},   {0xD7, 0xD7},   {0xD8, 0xF8},   {0xDE, 0xFE},   {0xDF, 0xDF},
        {0xE0, 0xE0},   {0xFF, 0xFF},   {0x100, 0x101}, {0x101, 0x101}, {0x12E, 0x12F}, {0x12F, 0x12F}, {0x130, 0x130},
        {0x131, 0x131}, {0x132, 0x133}, {0x136, 0x137}, {0x137, 0x137}, {0x138, 0x138}, {0x139, 0x13A}, {0x13A, 0x13A},
        {0x147, 0x148}, {0x148, 0x148}, {0x149, 0x149}, {0x14A, 0x14B}, {0x14B, 0x14B}, {0x176, 0x177}, {0x177, 0x177},
        {0x178, 0xFF},  {0x179, 0x17A}, {0x17A, 0x17A}, {0x17D, 0x17E}, {0x17E, 0x17E}, {0x17F, 0x17F}, {0x180, 0x180},
        {0x390, 0x390}, {0x391, 0x3B1}, {0x3A1, 0x3C1}, {0x3A2, 0x3A2}, {0x3A3, 0x3C3}, {0x3AB, 0x3CB}, {0x3AC, 0x3AC},
        {0x400, 0x450}, {0x40F, 0x45F}, {0x410, 0x430}, {0x42F, 0x44F}, {0x430, 0x430}, {0x45F, 0x45F},
    };
    for (const Row& row : rows) {
        INFO(row.upper);
        CHECK(javascript::lower(row.upper) == row.lower);
    }
}

TEST_CASE("javascript::to_lower_case folds UTF-8 and leaves what is none") {
    struct Row {
        std::string_view text, folded;
    };
    const Row rows[]{
        {"", ""},
        {"@AZ[`az{", "@az[`az{"},
        {"\xC3\x84X", "\xC3\xA4x"},
        {"\xC5\xB8", "\xC3\xBF"},
        {"\xCE\xA9", "\xCF\x89"},
        {"\xD0\x90", "\xD0\xB0"},
        {"\xDF\xBF", "\xDF\xBF"},
        {"\xC4\xB0I", "i\xCC\x87i"},
        {"\xE2\x84\xAAK", "kk"},
        {"\xE2\x84\xABK", "\xE2\x84\xABk"},
        {"\xC2\xA0", "\xC2\xA0"},
        {"\xC3", "\xC3"},
        {"\xC3"
         "A",
         "\xC3"
         "a"},
        {"\xC3\xC3\x84", "\xC3\xC3\xA4"},
        {"\xE0\xA0\x84", "\xE0\xA0\x84"},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(javascript::to_lower_case(row.text).view() == row.folded);
    }
}
