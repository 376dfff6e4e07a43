// SPDX-License-Identifier: MIT
#include <secure_headers/cookie/name.hpp>

#include "catch.hpp"
#include "cookie/refusal.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::CookieName;

static_assert(std::string_view{CookieName{"__Host-session"}} == "__Host-session");
static_assert(CookieName{"n"}.is_literal() && !CookieName{sh::runtime{"n"}}.is_literal());

TEST_CASE("CookieName tells the prefixes that browsers see, the longest first") {
    using sh::detail::find_cookie_prefix;
    CHECK(find_cookie_prefix("__Host-Http-n")->text == "__Host-Http-");
    CHECK(find_cookie_prefix("__HOST-HTTP-n")->text == "__Host-Http-");
    CHECK(find_cookie_prefix("__host-n")->text == "__Host-");
    CHECK(find_cookie_prefix("__Http-n")->text == "__Http-");
    CHECK(find_cookie_prefix("__secure-")->text == "__Secure-");
    for (const std::string_view name : {"", "_", "__", "__Host", "__Host_n", "_Host-n", "Host-n", "__Secure"})
        CHECK(find_cookie_prefix(name) == nullptr);
}

TEST_CASE("CookieName looks at the text that it is given") {
    const std::string name = "session";
    CHECK(std::string_view{CookieName{sh::runtime{name}}}.data() == name.data());
    CHECK(refusal([] { return CookieName{sh::runtime{"a b"}}; }) ==
          "Set-Cookie: a name takes letters, digits and !#$%&'*+-.^_`|~ only");
}
