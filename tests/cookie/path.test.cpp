// SPDX-License-Identifier: MIT
#include <secure_headers/cookie/path.hpp>

#include "catch.hpp"
#include "cookie/refusal.hpp"
#include "hostile_text.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::CookiePath;
using sh::runtime;

namespace {

std::string refused(std::string_view path) {
    return refusal([&] { return CookiePath{runtime{path}}; });
}

}  // namespace

static_assert(CookiePath{}.text() == "/");
static_assert(CookiePath{"/app"}.text() == "/app");
static_assert(CookiePath::default_path.text().empty());

TEST_CASE("CookiePath takes what begins with / and browsers keep as it is") {
    for (const std::string_view path : {"/", "/app", "/app/", "/a b", "/a,b", "/a=b", "/\"a\"", "/%20", "//", "/~"})
        CHECK(refused(path) == "accepted");
    for (int c = 0; c < 256; ++c)
        CHECK((refused(std::string{"/"} + static_cast<char>(c) + "/") == "accepted") ==
              (c >= ' ' && c <= '~' && c != ';'));
}

TEST_CASE("CookiePath refuses 20, what browsers take for another path or for another attribute") {
    for (const std::string_view path : {"", "app", " /", "a/", "*", "\\"})
        CHECK(refused(path) == "Set-Cookie: Path begins with /, else browsers take another");
    for (const std::string_view text : never_in_a_field)
        CHECK(refused("/" + std::string{text}) == "Set-Cookie: Path takes ASCII without ; and control characters");
    CHECK(refused("/; Domain=evil.example") == "Set-Cookie: Path takes ASCII without ; and control characters");
    CHECK(refused("/app ") == "Set-Cookie: Path must not end with a blank, which browsers strip");
}
