// SPDX-License-Identifier: MIT
#include <secure_headers/cookie/harden.hpp>

#include "catch.hpp"
#include "cookie/refusal.hpp"
#include "hostile_text.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace sh = secure_headers;
using namespace std::chrono_literals;
using sh::SecureCookie;

namespace {

constexpr std::chrono::sys_seconds midnight = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24};

const SecureCookie usual;
const SecureCookie timed = SecureCookie{
    {.max_age = 1h,
     .expires_in = 1h,
     .domain = "example.com",
     .path = "/app",
     .same_site = sh::SameSite::strict,
     .partitioned = true}}.with_extension("Priority=High");
const SecureCookie readable{{.http_only = sh::HttpOnly::readable_by_scripts}};
const SecureCookie plain{{.secure = sh::Secure::also_over_plain_http}};

struct Case {
    std::string_view given;
    const SecureCookie& rule;
    std::string_view expected;
};
const Case mended[] = {
    {"sid=1", usual, "sid=1; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {"sid=1; Path=/; Secure; HttpOnly; SameSite=Lax", usual, "sid=1; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {"sid=1; path=/x; secure; httponly; samesite=strict", usual, "sid=1; path=/x; secure; httponly; samesite=strict"},
    {"sid=1;secure=1 ; HttpOnly=x", usual, "sid=1;secure=1 ; HttpOnly=x; Path=/; SameSite=Lax"},
    {"sid=1;", usual, "sid=1; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {"sid=1 ; ", usual, "sid=1; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {" sid = 1", usual, " sid = 1; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {"sid=", usual, "sid=; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {"sid=a=b, \"c d\"", usual, "sid=a=b, \"c d\"; Path=/; Secure; HttpOnly; SameSite=Lax"},  // as browsers take it
    {"cart[1]=\xc3\xa9", usual, "cart[1]=\xc3\xa9; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {"sid=1; SameSite=None", usual, "sid=1; SameSite=None; Path=/; Secure; HttpOnly"},
    {"sid=1; Partitioned", usual, "sid=1; Partitioned; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {"sid=1; Domain=example.com", usual, "sid=1; Domain=example.com; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {"__Host-sid=1", usual, "__Host-sid=1; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {"__Host-Http-sid=1; Path=/", usual, "__Host-Http-sid=1; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {"sid=1", timed,
     "sid=1; Path=/app; Max-Age=3600; Expires=Tue, 24 Nov 2026 01:00:00 GMT; Secure; HttpOnly; SameSite=Strict; "
     "Partitioned; Priority=High"},
    {"sid=1; Max-Age=9; priority=Low", timed,
     "sid=1; Max-Age=9; priority=Low; Path=/app; Secure; HttpOnly; SameSite=Strict; Partitioned"},
    // A deletion stays one.
    {"sid=; Max-Age=0", timed,
     "sid=; Max-Age=0; Path=/app; Secure; HttpOnly; SameSite=Strict; Partitioned; Priority=High"},
    {"sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/", timed,
     "sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; Secure; HttpOnly; SameSite=Strict; Partitioned; "
     "Priority=High"},
    // What the rule leaves out is not added, and what is there is not taken away.
    {"csrf=1", readable, "csrf=1; Path=/; Secure; SameSite=Lax"},
    {"csrf=1; HttpOnly", readable, "csrf=1; HttpOnly; Path=/; Secure; SameSite=Lax"},
    {"sid=1; Secure", plain, "sid=1; Secure; Path=/; HttpOnly; SameSite=Lax"},
};

constexpr auto control = "Set-Cookie: has a control character, for which browsers drop the cookie";
constexpr auto path = "Set-Cookie: Path begins with /, else browsers take another";
constexpr auto site = "Set-Cookie: SameSite is Strict, Lax or None";
constexpr auto prefix = "Set-Cookie: the name has a prefix, whose promise its attributes do not keep";

const Case unmendable[] = {
    {"", usual, "Set-Cookie: a cookie needs a name"},
    {"sid", usual, "Set-Cookie: a cookie needs a name"},
    {"=1", usual, "Set-Cookie: a cookie needs a name"},
    {"sid; a=1", usual, "Set-Cookie: a cookie needs a name"},
    {"=__Host-sid=1", usual, "Set-Cookie: a cookie needs a name"},
    {"sid=1\r\nSet-Cookie: x=y", usual, control},
    {"sid=1; Path=/\x7f", usual, control},
    {std::string_view{"sid=\0", 5}, usual, control},
    {"sid=1; Path=", usual, path},
    {"sid=1; Path=app", usual, path},
    {"sid=1; Path=/; path=app", usual, path},
    {"sid=1; SameSite", usual, site},
    {"sid=1; SameSite=", usual, site},
    {"sid=1; SameSite=Foo", usual, site},
    {"sid=1; SameSite=None", plain, "Set-Cookie: SameSite=None needs Secure, else browsers drop the cookie"},
    {"sid=1; Partitioned", plain, "Set-Cookie: Partitioned needs Secure, else browsers drop the cookie"},
    {"__Secure-sid=1", plain, prefix},
    {"__secure-sid=1", plain, prefix},
    {"__Host-sid=1; Domain=example.com", usual, prefix},
    {"__Host-sid=1; Path=/app", usual, prefix},
    {"__Http-sid=1", readable, prefix},
    {"__Host-Http-sid=1", readable, prefix},
    {"__Host-sid=1", timed, prefix},
};

}  // namespace

TEST_CASE("harden adds what a Set-Cookie lacks, and nothing twice") {
    for (const auto& [given, rule, expected] : mended) {
        CHECK(sh::harden(given, rule, midnight) == expected);
        CHECK(sh::harden(expected, rule, midnight) == expected);
    }
}

TEST_CASE("harden refuses what browsers would drop or take for another") {
    for (const Case& each : unmendable)
        CHECK(refusal([&] { return sh::harden(each.given, each.rule, midnight); }) == each.expected);
    for (const std::string_view text : never_in_a_field) {
        const bool kept = text == "a\tb" || text == "a\x80" || text == "\xc3\xa9";  // by browsers
        CHECK(refusal([&] { return sh::harden("sid=" + std::string{text}, usual); }) == (kept ? "accepted" : control));
    }
    const std::string longest(4093, 'v');
    CHECK(refusal([&] { return sh::harden("sid=" + longest, usual); }) == "accepted");
    CHECK(refusal([&] { return sh::harden("sid=v" + longest, usual); }) ==
          "Set-Cookie: name and value exceed 4096 bytes, and browsers would drop the cookie");
    CHECK(refusal([&] { return sh::harden("sid=1; Path=/" + std::string(1024, 'p'), usual); }) ==
          "Set-Cookie: an attribute exceeds 1024 bytes, and browsers would ignore it");
    const std::string just = "sid=1; Path=/" + std::string(1023, 'p');
    CHECK(sh::harden(just, usual).starts_with(just + "; "));
}

TEST_CASE("harden takes a rule with a name for cookies of that name only") {
    CHECK(sh::harden("sid=1", SecureCookie{"sid"}) == "sid=1; Path=/; Secure; HttpOnly; SameSite=Lax");
    CHECK(refusal([] { return sh::harden("Sid=1", SecureCookie{"sid"}); }) ==
          "Set-Cookie: the rule is about a cookie of another name");
}
