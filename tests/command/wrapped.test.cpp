// SPDX-License-Identifier: MIT
#include "../../examples/audit/wrapped.hpp"

#include "catch.hpp"

#include <string>
#include <string_view>

using audit_command::wrapped;

TEST_CASE("A line is broken at spaces, and goes on with its own indentation") {
    CHECK(wrapped("", 10) == "");
    CHECK(wrapped("   ", 1) == "   ");
    CHECK(wrapped("aaa bbb ccc", 11) == "aaa bbb ccc");
    CHECK(wrapped("aaa bbb ccc", 10) == "aaa bbb\nccc");
    CHECK(wrapped("  aaa bbb ccc", 9) == "  aaa bbb\n  ccc");
    CHECK(wrapped("  aaa bbb ccc", 8) == "  aaa\n  bbb\n  ccc");
    CHECK(wrapped("aaa  bbb", 20) == "aaa  bbb");
}

TEST_CASE("A word that is wider than a line stays whole") {
    CHECK(wrapped("aa bbbbbbbb cc", 4) == "aa\nbbbbbbbb\ncc");
    CHECK(wrapped("bbbbbbbb", 4) == "bbbbbbbb");
}

TEST_CASE("Colours take no room") {
    CHECK(wrapped("\x1b[1mGrade A\x1b[0m, b", 10) == "\x1b[1mGrade A\x1b[0m, b");
    CHECK(wrapped("\x1b[1mGrade A\x1b[0m, b", 9) == "\x1b[1mGrade A\x1b[0m,\nb");
    CHECK(audit_command::columns_of("\x1b[1") == 0);
}
