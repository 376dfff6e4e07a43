// SPDX-License-Identifier: MIT
#include <secure_headers/detail/json_reader.hpp>

#include "catch.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

using secure_headers::detail::JsonReader;
using secure_headers::detail::Part;

static bool accepts(std::string_view text) {
    JsonReader reader{text};
    Part value;
    return reader.value(value) && reader.at_end();
}

TEST_CASE("JSON is read as the grammar has it") {
    for (const std::string text : {"0",
                                   "-0",
                                   "1.5",
                                   "1e5",
                                   "1E-5",
                                   "1.0e+10",
                                   "true",
                                   "false",
                                   "null",
                                   "\"\"",
                                   "\"a\\n\\u00e9\"",
                                   "[]",
                                   "{}",
                                   "[1]",
                                   "[1,2]",
                                   "[[]]",
                                   "[[],[[]]]",
                                   "{\"a\":1}",
                                   "{\"a\":{\"b\":[]},\"c\":[{}]}",
                                   " [ 1 , 2 ] ",
                                   "{ \"a\" : 1 }",
                                   "[{},{\"a\":[1,[2]]}]",
                                   "",
                                   " ",
                                   "01",
                                   "+1",
                                   "-",
                                   "1.",
                                   ".5",
                                   "1e",
                                   "1e+",
                                   "tru",
                                   "nul",
                                   "\"",
                                   "\"\\",
                                   "\"\\x\"",
                                   "\"\\u12\"",
                                   "\"\n\"",
                                   "[",
                                   "]",
                                   "[1",
                                   "[1,",
                                   "[1,]",
                                   "[,1]",
                                   "[1 2]",
                                   "{",
                                   "}",
                                   "{\"a\"}",
                                   "{\"a\":}",
                                   "{\"a\":1,}",
                                   "{,}",
                                   "{1:2}",
                                   "{\"a\":1]",
                                   "[1}",
                                   "[}",
                                   "{]",
                                   "[1]x",
                                   "[[1]",
                                   "[]]",
                                   "{\"a\":1 \"b\":2}"}) {
        INFO(text);
        CHECK(accepts(text) == nlohmann::json::accept(text));
    }
}

TEST_CASE("JSON is read no further than an error") {
    JsonReader reader{"[1, x, 2]"};
    Part value;
    bool first = true;
    REQUIRE(reader.take('['));
    REQUIRE(reader.element(first));
    REQUIRE(reader.value(value));
    CHECK(value.text == "1");
    REQUIRE(reader.element(first));
    CHECK_FALSE(reader.value(value));
    CHECK(reader.failed());
    const std::size_t place = reader.offset();
    CHECK(place == 4);
    CHECK_FALSE(reader.take('x'));
    CHECK_FALSE(reader.expect('x'));
    CHECK_FALSE(reader.string(value));
    CHECK_FALSE(reader.member(value, first));
    CHECK_FALSE(reader.element(first));
    CHECK_FALSE(reader.value(value));
    CHECK(reader.offset() == place);
    CHECK_FALSE(reader.at_end());
    for (const std::string_view array : {"[1", "[1}", "[1 2]"}) {
        INFO(array);
        JsonReader broken{array};
        bool at_first = true;
        REQUIRE(broken.take('['));
        REQUIRE(broken.element(at_first));
        REQUIRE(broken.value(value));
        CHECK_FALSE(broken.element(at_first));
        CHECK(broken.failed());
    }
}

TEST_CASE("JSON nests to a bound, and its parts have their places") {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(accepts(nested(65)));  // an empty one opens nothing
    CHECK_FALSE(accepts(nested(66)));
    CHECK_FALSE(accepts(nested(100000)));
    std::string objects = "1";
    for (int i = 0; i < 64; ++i) objects = i % 2 == 0 ? "[" + objects + "]" : "{\"a\":" + objects + "}";
    CHECK(accepts(objects));
    const std::string_view text = R"( {"a":"b", "c" : [ 1, 2 ] } )";
    JsonReader reader{text};
    Part name, value;
    REQUIRE(reader.take('{'));
    bool first = true;
    REQUIRE(reader.member(name, first));
    CHECK(name.text == "a");
    REQUIRE(reader.string(value));
    CHECK(text.substr(value.offset, 1) == "b");
    REQUIRE(reader.member(name, first));
    REQUIRE(reader.value(value));
    CHECK(value.text == "[ 1, 2 ]");
    CHECK(text.find("[ 1") == value.offset);
    CHECK_FALSE(reader.member(name, first));
    CHECK(reader.at_end());
    CHECK_FALSE(reader.failed());
}

namespace {

/// True if a text that ends within a string is not read past its end, which a constant expression would not be.
constexpr bool stops_at_the_end(std::string_view text) {
    JsonReader reader{text};
    Part value;
    return !reader.value(value);
}

}  // namespace

static_assert(stops_at_the_end("\"") && stops_at_the_end("\"a") && stops_at_the_end("\"\\") && stops_at_the_end("\"\\u"));
static_assert(stops_at_the_end("\"\\u0") && stops_at_the_end("\"\\u00e") && stops_at_the_end("[1,") &&
              stops_at_the_end("{\"a\":"));
