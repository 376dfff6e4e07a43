// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cookie_lines.hpp>

#include "catch.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;

TEST_CASE("find_status_line knows a version of HTTP before three digits") {
    for (const std::string_view text :
         {"HTTP/1.1 200 OK", "HTTP/1.0 404", "xHTTP/1.1 200", "HTTP/1.HTTP/1.1 200", "HTTP/1.x HTTP/1.1 200 OK"}) {
        INFO(text);
        CHECK(sh::detail::find_status_line(text) == text.rfind("HTTP/"));
    }
    for (const std::string_view text :
         {"", "HTTP/1.", "HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2", "HTTP/1.x 200", "HTTP/1.1-200", "HTTP/1.1 x00",
          "HTTP/1.1 2x0", "HTTP/1.1 20x", "HTTP/2.1 200", "http/1.1 200"}) {
        INFO(text);
        CHECK(sh::detail::find_status_line(text) == std::string_view::npos);
    }
}

TEST_CASE("begin_of_field_lines goes back over header lines alone") {
    struct Row {
        std::string_view before, lines;
    };
    for (const Row& row : {
             Row{"", ""},
             Row{"", "A: b\r\n"},
             Row{"", "A:b\nC: d\n"},
             Row{"", "A: b"},  // whose end is not yet written
             Row{"HTTP/1.1 200 OK\r\n", ""},
             Row{"HTTP/1.1 200 OK\r\n", "A: b\r\nC: d\r\n"},
             Row{"A: b\r\n\r\n", "C: d\r\n"},
             Row{"A: b\r\n\r\nbody\n", "C: d\r\n"},
             Row{"{\"a\": 1}HTTP/1.1 200 OK\r\n", "C: d\r\n"},
             Row{"A: b\r\n\r\na:HTTP/1.1 200 OK\r\n", "C: d\r\n"},
             Row{"A: b\n\n{\"a\": 1}HTTP/1.1 200 OK\r\n", "C: d\r\n"},
             Row{"HTTP/1.1 200 OK: fine\r\n", "C: d\r\n"},
             // What somebody else has put into a value, or written badly, hides no line before it.
             Row{"HTTP/1.1 200 OK\r\n", "A: b\r\nX-Up: HTTP/1.1 200 OK\r\nC: d\r\n"},
             Row{"", "A: aHTTP/1.1 200 OK\r\nC: d\r\n"},
             Row{"HTTP/1.1 200 OK\r\n", "Bad Name: b\r\nA : b\r\n: b\r\nC: d\r\n"},
             Row{"HTTP/1.1 200 OK\r\n", "A: b\r\n c\r\n\td\r\nC: d\r\n"},
             Row{"\n", ""},
             Row{"x", ""},
             Row{"\n", "A: b\n"},
         }) {
        INFO(row.before << row.lines);
        CHECK(sh::detail::begin_of_field_lines(std::string{row.before}.append(row.lines)) == row.before.size());
    }
}

TEST_CASE("erase_cookie_lines erases what the predicate says, and moves the rest up") {
    const std::string head = "HTTP/1.1 200 OK\r\nA: b\r\n";
    const auto erased = [](std::string text, std::string_view unwanted, std::size_t kept_at_end = 0) {
        std::vector<std::string> seen;
        const std::size_t count = sh::detail::erase_cookie_lines(
            text,
            [&](std::string_view value) {
                seen.emplace_back(value);
                return value.starts_with(unwanted);
            },
            kept_at_end);
        text += "|" + std::to_string(count);
        for (const std::string& value : seen) text += "|" + value;
        return text;
    };
    CHECK(erased(head, "") == head + "|0");
    CHECK(erased(head + "Set-Cookie: a=1\r\n", "b") == head + "Set-Cookie: a=1\r\n|0|a=1");
    CHECK(erased(head + "Set-Cookie: a=1\r\n", "a") == head + "|1|a=1");
    CHECK(erased(head + "set-cookie:\ta=1 \r\nC: d\r\nSET-COOKIE:b=2\nSet-Cookie: a=3\r\nE: f\r\n", "a") ==
          head + "C: d\r\nSET-COOKIE:b=2\nE: f\r\n|2|a=1|b=2|a=3");
    CHECK(erased(head + "Set-Cookie: a=1;\r\n Secure\r\n\tx\r\nC: d\r\n", "a") ==
          head + "C: d\r\n|1|a=1;\r\n Secure\r\n\tx");
    CHECK(erased(head + "Set-Cookie: a=1", "a") == head + "|1|a=1");
    CHECK(erased(head + "Set-Cookie: a=1\r\nX: y", "a") == head + "X: y|1|a=1");
    CHECK(erased("Set-Cookie: a=1\r\n\r\nC: d\r\n", "a") == "Set-Cookie: a=1\r\n\r\nC: d\r\n|0");
    CHECK(erased(head + "Set-Cookies: a=1\r\n", "") == head + "Set-Cookies: a=1\r\n|0");
    const std::string last = "Set-Cookie: a=2\r\n";
    CHECK(erased(head + "Set-Cookie: a=1\r\n" + last, "a", last.size()) == head + last + "|1|a=1");
    CHECK(erased(head + "Set-Cookie: b=1\r\n" + last, "a", last.size()) == head + "Set-Cookie: b=1\r\n" + last + "|0|b=1");
}
