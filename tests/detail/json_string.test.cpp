// SPDX-License-Identifier: MIT
#include <secure_headers/detail/json_string.hpp>

#include "catch.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

using secure_headers::detail::says;
using secure_headers::detail::unescaped;

TEST_CASE("A string of JSON stands for what another reader makes of it") {
    for (const std::string written :
         {"", "plain", R"(\/)", R"(https:\/\/a\/b)", R"(\"\\\/\b\f\n\r\t)", R"(\u0041\u005a\u00e9\u00E9)", R"(\u0000)",
          R"(\u007f\u0080\u07ff\u0800\uffff)", R"(\uD83D\uDE00 and \ud800\udc00 and \udbff\udfff)",
          "\xc3\xa9\\u00e9\xc3\xa9", R"(\\u0041)", R"(\u00410)", R"(a\/)", R"(\/a)"}) {
        INFO(written);
        const auto meant = nlohmann::json::parse('"' + written + '"').get<std::string>();
        CHECK(unescaped(written).view() == meant);
        CHECK(says(written, meant));
        CHECK_FALSE(says(written, meant + "x"));
        if (!meant.empty()) CHECK_FALSE(says(written, std::string_view{meant}.substr(0, meant.size() - 1)));
        if (meant != written) CHECK_FALSE(says(written, written));
    }
}

TEST_CASE("Half of a surrogate pair in JSON becomes U+FFFD") {
    for (const std::string_view half : {R"(\ud800)", R"(\udbff)", R"(\udc00)", R"(\udfff)"})
        CHECK(unescaped(half).view() == "\xef\xbf\xbd");
    CHECK(unescaped(R"(\ud800\n)").view() == "\xef\xbf\xbd\n");
    CHECK(unescaped(R"(\ud800\u0041)").view() ==
          "\xef\xbf\xbd"
          "A");
    CHECK(unescaped(R"(\ud800\ud83d\ude00)").view() == "\xef\xbf\xbd\xf0\x9f\x98\x80");
    CHECK(unescaped(R"(\udc00\ud800)").view() == "\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("What is not escaped in JSON is a view of the text") {
    const std::string_view plain = "https://a.example/";
    CHECK(unescaped(plain).view().data() == plain.data());
    STATIC_REQUIRE(says(R"(https:\/\/a\u002eexample)", "https://a.example"));
    STATIC_REQUIRE(unescaped(R"(\u00e9\/)").view() == "\xc3\xa9/");
}
