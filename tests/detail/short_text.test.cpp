// SPDX-License-Identifier: MIT
#include <secure_headers/detail/short_text.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace shd = secure_headers::detail;

namespace {

constexpr shd::ShortText<8> of(std::string_view first, std::string_view second) {
    shd::ShortText<8> text;
    text.append(first);
    text.append(second);
    return text;
}

}  // namespace

TEST_CASE("A short text is kept in place up to its room, and is equal to one that is not") {
    constexpr auto fits = of("abcde", "fgh");  // on the heap it could be no constant
    STATIC_REQUIRE(fits.view() == "abcdefgh");
    STATIC_REQUIRE(fits.size() == 8);
    CHECK(of("abcdefgh", "i").view() == "abcdefghi");
    CHECK(of("abcdefgh", "i").size() == 9);
    CHECK(of("", std::string(1000, 'a')).view() == std::string(1000, 'a'));
    CHECK(of("abc", "defghijkl") == of("abcdefghi", "jkl"));
    CHECK(of("a", "b") == of("", "ab"));
    CHECK_FALSE(of("a", "b") == of("a", "c"));
    auto grown = of("abcdefgh", "i");
    grown.append("j");
    CHECK(grown.view() == "abcdefghij");
    CHECK(grown.size() == 10);
}
