// SPDX-License-Identifier: MIT
#include <secure_headers/detail/parts.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;
using sh::detail::Part;

static std::vector<std::string> parts_of(std::string_view text, char separator = ',') {
    std::vector<std::string> all;
    sh::detail::Parts parts{text, separator};
    for (Part part; parts.next(part);) {
        CHECK(text.substr(part.offset, part.text.size()) == part.text);
        all.emplace_back(part.text);
    }
    return all;
}

TEST_CASE("Parts splits outside of quoted strings, and trims") {
    using All = std::vector<std::string>;
    CHECK(parts_of("") == All{""});
    CHECK(parts_of(" \t") == All{""});
    CHECK(parts_of("a") == All{"a"});
    CHECK(parts_of("a,") == All{"a", ""});
    CHECK(parts_of(",a, \tb c\t ,") == All{"", "a", "b c", ""});
    CHECK(parts_of("a;b,c", ';') == All{"a", "b,c"});
    CHECK(parts_of(R"("a,b",c)") == All{R"("a,b")", "c"});
    CHECK(parts_of(R"("a\",b",c)") == All{R"("a\",b")", "c"});
    CHECK(parts_of(R"("a\\",b)") == All{R"("a\\")", "b"});
    CHECK(parts_of(R"(a\,b)") == All{R"(a\)", "b"});  // an escape stands in quotes alone
    CHECK(parts_of(R"("a,b)") == All{R"("a,b)"});
    CHECK(parts_of(R"("a\)") == All{R"("a\)"});
    CHECK(parts_of(R"("a\")") == All{R"("a\")"});
    CHECK(parts_of(R"("\",a",b)") == All{R"("\",a")", "b"});
}

TEST_CASE("split_pair splits at the first =") {
    const auto check = [](std::string_view text, std::string_view name, std::string_view value, bool has_value) {
        INFO(text);
        const sh::detail::Pair pair = sh::detail::split_pair({text, 3});
        CHECK(pair.name.text == name);
        CHECK(pair.value.text == value);
        CHECK(pair.has_value == has_value);
        if (has_value) CHECK(text.substr(pair.value.offset - 3, value.size()) == value);
    };
    check("a", "a", "", false);
    check("a=", "a", "", true);
    check("a = b=c", "a", "b=c", true);
    check("=b", "", "b", true);
}

TEST_CASE("is_quoted_string and read_seconds read what RFC 9110 and 9111 write") {
    for (const std::string_view text : {R"("")", R"("a")", R"("a\"b")", R"("\\")", "\"a\tb\"", "\"\xff~ \""}) {
        INFO(text);
        CHECK(sh::detail::is_quoted_string(text));
    }
    for (const std::string_view text :
         {"", "\"", "a", "\"a", "a\"", R"("a"b")", R"("\")", R"("a\"b\")", "\"\n\"", "\"\x1f\"", "\"\x7f\""}) {
        INFO(text);
        CHECK_FALSE(sh::detail::is_quoted_string(text));
    }
    CHECK(sh::detail::read_seconds("0") == 0);
    CHECK(sh::detail::read_seconds("0012") == 12);
    CHECK(sh::detail::read_seconds("9007199254740991") == 9007199254740991);
    CHECK(sh::detail::read_seconds("9007199254740992") == 9007199254740992);
    CHECK(sh::detail::read_seconds("9007199254740993") == 9007199254740992);
    CHECK(sh::detail::read_seconds("99999999999999999999999999") == 9007199254740992);
    for (const std::string_view text : {"", "-1", "+1", "1.0", " 1", "1a"}) CHECK(sh::detail::read_seconds(text) == -1);
}
