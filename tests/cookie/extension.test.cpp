// SPDX-License-Identifier: MIT
#include <secure_headers/cookie/extension.hpp>

#include "catch.hpp"
#include "cookie/refusal.hpp"
#include "hostile_text.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::CookieExtension;
using sh::runtime;

namespace {

std::string refused(std::string_view extension) {
    return refusal([&] { return CookieExtension{runtime{extension}}; });
}

constexpr auto characters = "Set-Cookie: an extension attribute takes ASCII without ; and control characters";
constexpr auto blank = "Set-Cookie: an extension attribute has a blank at an edge, which browsers strip";

}  // namespace

static_assert(CookieExtension{"Priority=High"}.text() == "Priority=High");
static_assert(CookieExtension{"Priority=High"}.name() == "Priority");
static_assert(CookieExtension{"Flag"}.name() == "Flag");

TEST_CASE("CookieExtension takes attributes that have no option") {
    for (const std::string_view extension : {"Priority=High", "Flag", "x=", "x=a=b", "a b=c d", "Paths=/", "x=\"a, b\""})
        CHECK(refused(extension) == "accepted");
}

TEST_CASE("CookieExtension refuses 21, an attribute that has an option, in any letter case") {
    for (const std::string_view extension :
         {"Expires", "expires=0", "MAX-AGE=1", "Domain=example.com", "path=/", "Path", "SECURE", "HttpOnly",
          "httponly=x", "SameSite=None", "samesite", "Partitioned"})
        CHECK(refused(extension) == "Set-Cookie: an extension attribute has the name of an option; use the option");
}

TEST_CASE("CookieExtension refuses 22, what ends it, what is no ASCII, and blanks that browsers strip") {
    for (const std::string_view extension : {"", "=", "=x"})
        CHECK(refused(extension) == "Set-Cookie: an extension attribute needs a name");
    for (const std::string_view text : never_in_a_field) {
        CHECK(refused(text) == characters);
        CHECK(refused("x=" + std::string{text}) == characters);
    }
    CHECK(refused("x; Secure") == characters);
    CHECK(refused(";") == characters);
    for (const std::string_view extension : {" ", " x", "x ", "x =y", "x= y", "x=y ", "Path =/", " Path=/", "x= "})
        CHECK(refused(extension) == blank);
}
