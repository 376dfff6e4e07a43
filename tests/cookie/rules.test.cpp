// SPDX-License-Identifier: MIT
#include <secure_headers/cookie/rules.hpp>

#include "catch.hpp"

#include <chrono>
#include <string>

namespace sh = secure_headers;
using namespace std::chrono_literals;
using sh::CookieRules;
using sh::SecureCookie;

namespace {

std::string rule_of(const CookieRules& rules, const char* name) {
    const SecureCookie* const rule = rules.find(name);
    return rule == nullptr ? "left" : rule->attributes();
}

const SecureCookie strict{{.same_site = sh::SameSite::strict}};
const SecureCookie short_lived{{.max_age = 1h}};

constexpr auto of_usual = "; Path=/; Secure; HttpOnly; SameSite=Lax";
constexpr auto of_strict = "; Path=/; Secure; HttpOnly; SameSite=Strict";
constexpr auto of_short_lived = "; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax";

}  // namespace

TEST_CASE("CookieRules harden all with the usual attributes, unless told otherwise") {
    CHECK(rule_of(CookieRules{}, "sid") == of_usual);
    CHECK(rule_of(strict, "sid") == of_strict);
}

TEST_CASE("CookieRules refuse a cookie of another name than they are for") {
    CHECK_THROWS_WITH(CookieRules{SecureCookie{"sid"}},
                      "Set-Cookie: the rule for all cookies has no name; use with(name, cookie)");
    CHECK_THROWS_WITH(CookieRules{}.with("csrf", SecureCookie{"xsrf"}),
                      "Set-Cookie: the rule is for one name and its cookie has another");
    CHECK_THROWS_WITH(CookieRules{}.with_prefix("app_", SecureCookie{"app_sid"}),
                      "Set-Cookie: the rule for a prefix has no name; use with(name, cookie)");
    CHECK(rule_of(CookieRules{}.with("sid", SecureCookie{"sid", {.same_site = sh::SameSite::strict}}), "sid") ==
          of_strict);
}

TEST_CASE("CookieRules go by a name, then by its beginning, then by what is said of all others") {
    const CookieRules rules = CookieRules{strict}
                                  .with_prefix("app_", short_lived)
                                  .with("app_sid", SecureCookie{})
                                  .leave("app_theme")
                                  .with_prefix("app_s", strict);
    CHECK(rule_of(rules, "app_sid") == of_usual);
    CHECK(rule_of(rules, "app_theme") == "left");
    CHECK(rule_of(rules, "app_x") == of_short_lived);
    CHECK(rule_of(rules, "app_s2") == of_short_lived);
    CHECK(rule_of(rules, "App_x") == of_strict);
    CHECK(rule_of(rules, "x") == of_strict);
    CHECK(rule_of(rules, "") == of_strict);
    CookieRules changed;
    changed.leave("a").with("a", strict);
    CHECK(rule_of(changed, "a") == "left");
}
