// SPDX-License-Identifier: MIT
#include <secure_headers/detail/places.hpp>

#include <secure_headers/detail/parts.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace detail = secure_headers::detail;

TEST_CASE("What was there before is found, among many and where hashes are equal") {
    std::vector<std::string> texts;
    for (int i = 0; i < 1000; ++i) texts.push_back(std::to_string(i % 700));
    detail::Places places{texts.size()}, colliding{texts.size()};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto equals = [&](std::size_t place) { return texts[place] == texts[i]; };
        const std::size_t expected = i < 700 ? detail::Places::none : i - 700;
        CHECK(places.find(places.hash_of(texts[i]), equals) == expected);
        CHECK(places.insert(places.hash_of(texts[i]), i, equals) == expected);
        CHECK(colliding.insert(7, i, equals) == expected);
    }
    CHECK(places.hash_of("aB", true) == places.hash_of("Ab", true));
    CHECK(places.hash_of("aB") != places.hash_of("Ab"));
}

TEST_CASE("A few are told apart as many are") {
    for (const std::size_t at_most : {1U, 2U, 7U, 8U, 9U, 16U}) {
        detail::Places places{at_most};
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < at_most; ++i) texts.push_back("a" + std::to_string(i * 5 % at_most) + "b");
        texts[0] = "";
        for (std::size_t i = 0; i < at_most; ++i) {
            const auto equals = [&](std::size_t place) { return texts[place] == texts[i]; };
            CHECK(places.find(places.hash_of(texts[i]), equals) == detail::Places::none);
            CHECK(places.insert(places.hash_of(texts[i]), i, equals) == detail::Places::none);
        }
        for (std::size_t i = 0; i < at_most; ++i) {
            const auto equals = [&](std::size_t place) { return texts[place] == texts[i]; };
            CHECK(places.find(places.hash_of(texts[i]), equals) == i);
            CHECK(places.insert(places.hash_of(texts[i]), at_most, equals) == i);
        }
        CHECK(places.hash_of("aB", true) == places.hash_of("Ab", true));
    }
}

TEST_CASE("A value is split outside of quoted strings, and its parts have their places") {
    const std::string_view text = " a , \"b\\\",c\",,d\t";
    std::vector<std::string> parts;
    detail::Parts reader{text, ','};
    for (detail::Part part; reader.next(part);) {
        CHECK(text.substr(part.offset, part.text.size()) == part.text);
        parts.emplace_back(part.text);
    }
    CHECK(parts == std::vector<std::string>{"a", "\"b\\\",c\"", "", "d"});
    static_assert(detail::is_quoted_string("\"a\\\"b\""));
    static_assert(!detail::is_quoted_string("\"a\"b\"") && !detail::is_quoted_string("\"a\\\"") &&
                  !detail::is_quoted_string("\""));
    static_assert(detail::read_seconds("0042") == 42 && detail::read_seconds("4 2") == -1 &&
                  detail::read_seconds("") == -1);
}

TEST_CASE("The first part that repeats another is found without regard to case") {
    detail::List<detail::Part> parts;
    for (const std::string_view text : {"a", "b", "B", "A"}) parts.push_back({text, parts.size()});
    REQUIRE(detail::first_repeated(parts) != nullptr);
    CHECK(detail::first_repeated(parts)->offset == 2);
    parts.truncate(2);
    CHECK(detail::first_repeated(parts) == nullptr);
}
