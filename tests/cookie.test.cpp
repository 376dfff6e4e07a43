// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

#include "catch.hpp"
#include "cookie/refusal.hpp"
#include "counting_allocator.hpp"
#include "hostile_text.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sh = secure_headers;
using namespace std::chrono_literals;
using sh::CookieDomain;
using sh::CookiePath;
using sh::HttpOnly;
using sh::runtime;
using sh::SameSite;
using sh::Secure;
using sh::SecureCookie;

namespace {

using ::refusal;

constexpr std::chrono::sys_seconds midnight = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24};

// As DESIGN and the article write them.
constexpr SecureCookie session{"__Host-session", {.max_age = std::chrono::hours{8}, .same_site = SameSite::strict}};
const SecureCookie article{{.expires_in = 1h, .same_site = SameSite::strict}};

constexpr SecureCookie everything() {
    return SecureCookie{"all",
                        {.max_age = 24h,
                         .expires_in = std::chrono::days{1},
                         .domain = "example.com",
                         .path = "/app",
                         .same_site = SameSite::none,
                         .partitioned = true}}
        .with_extension("Priority=High")
        .with_extension("X");
}

struct Written {
    SecureCookie cookie;
    std::string_view expected;
};
const Written attribute_table[] = {
    {SecureCookie{}, "n=v; Path=/; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.max_age = 0s}}, "n=v; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.max_age = 34560000s}}, "n=v; Path=/; Max-Age=34560000; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.max_age = std::chrono::days{400}}}, "n=v; Path=/; Max-Age=34560000; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.expires = midnight + 36h}},
     "n=v; Path=/; Expires=Wed, 25 Nov 2026 12:00:00 GMT; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.expires = midnight + 1500ms}},
     "n=v; Path=/; Expires=Tue, 24 Nov 2026 00:00:01 GMT; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.expires = std::chrono::sys_days{std::chrono::year{1601} / 1 / 1}}},
     "n=v; Path=/; Expires=Mon, 01 Jan 1601 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.expires = midnight + 34560000s}},
     "n=v; Path=/; Expires=Wed, 29 Dec 2027 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.expires_in = 1h}},
     "n=v; Path=/; Expires=Tue, 24 Nov 2026 01:00:00 GMT; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.expires_in = 34560000s}},
     "n=v; Path=/; Expires=Wed, 29 Dec 2027 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.max_age = 1h, .expires_in = 60min}},
     "n=v; Path=/; Max-Age=3600; Expires=Tue, 24 Nov 2026 01:00:00 GMT; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.domain = "example.com"}}, "n=v; Path=/; Domain=example.com; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.path = "/a b,c"}}, "n=v; Path=/a b,c; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.path = CookiePath::default_path}}, "n=v; Secure; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.same_site = SameSite::none}}, "n=v; Path=/; Secure; HttpOnly; SameSite=None"},
    {SecureCookie{{.secure = Secure::also_over_plain_http}}, "n=v; Path=/; HttpOnly; SameSite=Lax"},
    {SecureCookie{{.http_only = HttpOnly::readable_by_scripts}}, "n=v; Path=/; Secure; SameSite=Lax"},
    {SecureCookie{{.partitioned = true}}, "n=v; Path=/; Secure; HttpOnly; SameSite=Lax; Partitioned"},
    {SecureCookie{}.with_extension("Priority=High"), "n=v; Path=/; Secure; HttpOnly; SameSite=Lax; Priority=High"},
};

std::string refusal(const SecureCookie::options& chosen) {
    return refusal([&] { return SecureCookie{chosen}; });
}
std::string refusal(std::string_view name, const SecureCookie::options& chosen) {
    const std::string at_construction = refusal([&] { return SecureCookie{runtime{name}, chosen}; });
    const std::string at_delivery = refusal([&] { return SecureCookie{chosen}.header(runtime{name}, "v", midnight); });
    CHECK(at_construction == at_delivery);
    return at_construction;
}
std::string refused_value(std::string_view value) {
    return refusal([&] { return SecureCookie{}.header("n", value); });
}

template <std::size_t Size>
constexpr bool writes(const SecureCookie& cookie, const char (&expected)[Size]) {
    std::array<char, Size> written{};
    const char* const end = cookie.write_header(written.data(), "v", midnight);
    return cookie.header_size("v") == Size - 1 &&
           std::string_view{written.data(), static_cast<std::size_t>(end - written.data())} == expected;
}

}  // namespace

static_assert(writes(session, "__Host-session=v; Path=/; Max-Age=28800; Secure; HttpOnly; SameSite=Strict"));
static_assert(writes(everything(),
                     "all=v; Path=/app; Domain=example.com; Max-Age=86400; Expires=Wed, 25 Nov 2026 00:00:00 GMT; "
                     "Secure; HttpOnly; SameSite=None; Partitioned; Priority=High; X"));
static_assert(session.name() == "__Host-session" && SecureCookie{}.name().empty());

TEST_CASE("SecureCookie writes its attributes in one order, which is documented") {
    for (const auto& [cookie, expected] : attribute_table) {
        CHECK(cookie.header("n", "v", midnight) == expected);
        CHECK(cookie.header_size("n", "v") == expected.size());
    }
    CHECK(article.header("spam", "eggs", midnight) ==
          "spam=eggs; Path=/; Expires=Tue, 24 Nov 2026 01:00:00 GMT; Secure; HttpOnly; SameSite=Strict");
    CHECK(session.header("0123") == "__Host-session=0123; Path=/; Max-Age=28800; Secure; HttpOnly; SameSite=Strict");
    CHECK(writes(everything(),
                 "all=v; Path=/app; Domain=example.com; Max-Age=86400; Expires=Wed, 25 Nov 2026 00:00:00 GMT; "
                 "Secure; HttpOnly; SameSite=None; Partitioned; Priority=High; X"));
}

TEST_CASE("SecureCookie without a date writes the same at any time") {
    const SecureCookie cookie{"a", {.max_age = 1min}};
    for (const auto now :
         {std::chrono::sys_seconds::min(), std::chrono::sys_seconds{-24h * 365 * 300}, std::chrono::sys_seconds::max()})
        CHECK(cookie.header("v", now) == "a=v; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax");
}

TEST_CASE("SecureCookie refuses times that seconds cannot count") {
    using std::chrono::days;
    CHECK(refusal({.expires = std::chrono::sys_days::max()}) ==
          "Set-Cookie: Expires: a date lies in the years 1601 to 9999");
    CHECK(refusal({.expires = std::chrono::sys_days::min()}) ==
          "Set-Cookie: Expires: a date lies in the years 1601 to 9999");
    CHECK(refusal({.max_age = days::max()}) ==
          "Set-Cookie: max_age and expires_in are at most 400 days, where browsers cap them");
    CHECK(refusal({.expires_in = days::max()}) ==
          "Set-Cookie: max_age and expires_in are at most 400 days, where browsers cap them");
    CHECK(refusal({.max_age = days::min()}) ==
          "Set-Cookie: max_age and expires_in must not be negative; delete_cookie deletes");
    CHECK(SecureCookie{{.max_age = days{1}}}.header("a", "b") ==
          "a=b; Path=/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax");
}

TEST_CASE("SecureCookie refuses a date that HTTP cannot write, whatever the clock shows") {
    const SecureCookie cookie{"a", {.expires_in = 400 * 24h}};
    for (const auto now : {std::chrono::sys_seconds::min(), std::chrono::sys_seconds{-11644473601s},
                           std::chrono::sys_seconds{253402300800s}, std::chrono::sys_seconds::max()})
        CHECK_THROWS_WITH(cookie.header("v", now), "Set-Cookie: Expires: a date lies in the years 1601 to 9999");
}

TEST_CASE("SecureCookie asks the system's clock where no time is given") {
    const auto before = std::chrono::system_clock::now();
    const std::string header = article.header("spam", "eggs");
    const auto after = std::chrono::system_clock::now();
    bool found = false;
    for (auto time = before; time < after + 1s; time += 1s) found |= header == article.header("spam", "eggs", time);
    CHECK(found);
}

TEST_CASE("SecureCookie deletes a cookie under its name, Path, Domain and protections") {
    CHECK(session.deletion() ==
          "__Host-session=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; "
          "SameSite=Strict");
    CHECK(article.deletion("spam") ==
          "spam=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=Strict");
    CHECK(everything().deletion() ==
          "all=; Path=/app; Domain=example.com; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; "
          "SameSite=None; Partitioned; Priority=High; X");
    CHECK(SecureCookie{{.expires = midnight}}.deletion(runtime{"n"}) ==
          "n=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax");
    CHECK(refusal([] { return SecureCookie{}.deletion(); }) ==
          "Set-Cookie: the cookie has no name of its own; give one at delivery");
    CHECK(refusal([] { return SecureCookie{{.path = "/app"}}.deletion("__Host-n"); }) ==
          "Set-Cookie: the prefixes __Host- and __Host-Http- need Path=/");
}

TEST_CASE("SecureCookie keeps its name, or takes one at delivery") {
    CHECK(SecureCookie{"own", {}}.header("own", "v") == "own=v; Path=/; Secure; HttpOnly; SameSite=Lax");
    CHECK(SecureCookie{"own"}.header("v") == "own=v; Path=/; Secure; HttpOnly; SameSite=Lax");
    CHECK(refusal([] { return SecureCookie{"own"}.header("other", "v"); }) ==
          "Set-Cookie: the cookie has another name of its own");
    CHECK(refusal([] { return SecureCookie{}.header("v"); }) ==
          "Set-Cookie: the cookie has no name of its own; give one at delivery");
    std::string name = "copied";
    const SecureCookie copied{runtime{name}};
    name = "other!";
    CHECK(copied.name() == "copied");
}

TEST_CASE("SecureCookie writes into a buffer without allocation") {
    std::array<char, 512> buffer{};
    const std::string value(64, 'v');
    const std::array<std::byte, 32> bytes{};
    allocations = 0;
    char* end = session.write_header(buffer.data(), value);
    end = article.write_header(end, "spam", sh::base64url(bytes), midnight);
    end = article.write_header(end, runtime{"spam"}, sh::percent_encoded("a;b"));
    const int allocated = allocations;
    CHECK(allocated == 0);
    CHECK(static_cast<std::size_t>(end - buffer.data()) == session.header_size(value) +
                                                               article.header_size("spam", sh::base64url(bytes)) +
                                                               article.header_size("spam", sh::percent_encoded("a;b")));
}

TEST_CASE("SecureCookie holds attributes of any length that browsers take") {
    const std::string path = "/" + std::string(1023, 'p'),
                      domain = std::string(63, 'a') + "." + std::string(63, 'b') + "." + std::string(63, 'c') + "." +
                               std::string(61, 'd'),
                      extension = "e=" + std::string(1024, 'e');
    const SecureCookie cookie =
        SecureCookie{{.domain = runtime{domain}, .path = runtime{path}}}.with_extension(runtime{extension});
    const std::string expected =
        "n=v; Path=" + path + "; Domain=" + domain + "; Secure; HttpOnly; SameSite=Lax; " + extension;
    CHECK(cookie.header("n", "v") == expected);
    CHECK(SecureCookie{cookie}.header("n", "v") == expected);
    CHECK(cookie.deletion("n") == "n=; Path=" + path + "; Domain=" + domain +
                                      "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; "
                                      "SameSite=Lax; " +
                                      extension);
}

// The numbers are those of the refusals that are asked of a builder of cookies.

TEST_CASE("SecureCookie refuses 1 and 12, an empty name, whatever the value pretends to be") {
    CHECK(refusal("", {}) == "Set-Cookie: a cookie needs a name");
    CHECK(refusal([] { return SecureCookie{}.header(runtime{""}, "__Host-n=v"); }) == "Set-Cookie: a cookie needs a name");
}

TEST_CASE("SecureCookie refuses 2, a name that is no token") {
    constexpr auto message = "Set-Cookie: a name takes letters, digits and !#$%&'*+-.^_`|~ only";
    for (const std::string_view name : never_in_a_field) CHECK(refusal(name, {}) == message);
    for (int c = 0; c < 256; ++c) {
        const std::string name = std::string{"n"} + static_cast<char>(c);
        CHECK((refusal(name, {}) == "accepted") ==
              (std::string_view{"!#$%&'*+-.^_`|~"}.find(static_cast<char>(c)) != std::string_view::npos ||
               (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')));
    }
    CHECK(refusal("a=b", {}) == message);
}

TEST_CASE("SecureCookie refuses 3, a value outside of the grammar") {
    constexpr auto message = "Set-Cookie: a value is visible ASCII without quotes , ; or backslash; else use base64url";
    for (const std::string_view value : never_in_a_field) CHECK(refused_value(value) == message);
    for (int c = 0; c < 256; ++c) {
        const bool allowed = c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
        for (const std::size_t place : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{8}, std::size_t{30}}) {
            std::string value(31, 'v');
            value[place] = static_cast<char>(c);
            CHECK((refused_value(value) == "accepted") == allowed);
            CHECK((refused_value('"' + value + '"') == "accepted") == allowed);
        }
    }
    for (const std::string_view value : {"", "a", "\"\"", "\"a\"", "a=b", "=", "a&b", "{}", "<>", "\x7e"})
        CHECK(refused_value(value) == "accepted");
}

TEST_CASE("SecureCookie refuses 4, quotes that are not at both ends of a value") {
    constexpr auto message = "Set-Cookie: a value has quotes at both ends or at neither";
    for (const std::string_view value : {"\"", "\"a", "a\"", "\"a;b", "a b\""}) CHECK(refused_value(value) == message);
    CHECK(refused_value("\"a\"b\"") ==
          "Set-Cookie: a value is visible ASCII without quotes , ; or backslash; else use base64url");
    CHECK(refused_value("a\"b") ==
          "Set-Cookie: a value is visible ASCII without quotes , ; or backslash; else use base64url");
}

TEST_CASE("SecureCookie refuses 5, a name and value of more than 4096 bytes") {
    constexpr auto message = "Set-Cookie: name and value exceed 4096 bytes, and browsers would drop the cookie";
    const auto sized = [](std::size_t name, std::size_t value) {
        return refusal([&] { return SecureCookie{}.header(runtime{std::string(name, 'n')}, std::string(value, 'v')); });
    };
    CHECK(sized(1, 4095) == "accepted");
    CHECK(sized(4096, 0) == "accepted");
    CHECK(sized(2048, 2048) == "accepted");
    CHECK(sized(1, 4096) == message);
    CHECK(sized(4096, 1) == message);
    CHECK(sized(4097, 0) == message);
    CHECK(refusal(std::string(4097, 'n'), {}) == message);
    const auto encoded = [](sh::CookieValue value) { return refusal([&] { return SecureCookie{}.header("n", value); }); };
    const std::string bytes(3071, 'b'), text(1365, ' ');
    CHECK(encoded(sh::base64url(bytes)) == "accepted");  // 4095
    CHECK(encoded(sh::base64url(bytes + "b")) == message);
    CHECK(encoded(sh::percent_encoded(text)) == "accepted");  // 4095
    CHECK(encoded(sh::percent_encoded(text + "b")) == message);
}

TEST_CASE("SecureCookie refuses 6, an attribute of more than 1024 bytes") {
    const std::string longest(1024, 'a');
    CHECK(refusal([&] { return CookiePath{runtime{"/" + longest.substr(1)}}; }) == "accepted");
    CHECK(refusal([&] { return CookiePath{runtime{"/" + longest}}; }) ==
          "Set-Cookie: Path exceeds 1024 bytes, and browsers would ignore it");
    CHECK(refusal([&] { return sh::CookieExtension{runtime{"e=" + longest}}; }) == "accepted");
    CHECK(refusal([&] { return sh::CookieExtension{runtime{"e=" + longest + "a"}}; }) ==
          "Set-Cookie: an extension attribute exceeds 1024 bytes, and browsers would ignore it");
}

TEST_CASE("SecureCookie refuses 7 to 10, a prefix whose promise is not kept") {
    constexpr auto secure = "Set-Cookie: the prefixes __Secure-, __Host-, __Http- and __Host-Http- need Secure";
    constexpr auto http_only = "Set-Cookie: the prefixes __Http- and __Host-Http- need HttpOnly";
    constexpr auto domain = "Set-Cookie: the prefixes __Host- and __Host-Http- take no Domain";
    constexpr auto path = "Set-Cookie: the prefixes __Host- and __Host-Http- need Path=/";
    struct Case {
        std::string_view name;
        std::string_view without_secure, readable, with_domain, other_path;
    };
    for (const Case& prefix :
         {Case{"__Secure-n", secure, "accepted", "accepted", "accepted"},
          Case{"__Host-n", secure, "accepted", domain, path}, Case{"__Http-n", secure, http_only, "accepted", "accepted"},
          Case{"__Host-Http-n", secure, http_only, domain, path}, Case{"__Host-", secure, "accepted", domain, path},
          Case{"__Hosts-n", "accepted", "accepted", "accepted", "accepted"},
          Case{"_Host-n", "accepted", "accepted", "accepted", "accepted"},
          Case{"n__Host-", "accepted", "accepted", "accepted", "accepted"}}) {
        CHECK(refusal(prefix.name, {}) == "accepted");
        CHECK(refusal(prefix.name, {.secure = Secure::also_over_plain_http}) == prefix.without_secure);
        CHECK(refusal(prefix.name, {.http_only = HttpOnly::readable_by_scripts}) == prefix.readable);
        CHECK(refusal(prefix.name, {.domain = "example.com"}) == prefix.with_domain);
        CHECK(refusal(prefix.name, {.path = "/app"}) == prefix.other_path);
        CHECK(refusal(prefix.name, {.path = CookiePath::default_path}) == prefix.other_path);
    }
}

TEST_CASE("SecureCookie refuses 11, a prefix in another letter case") {
    for (const std::string_view name : {"__host-n", "__HOST-n", "__HosT-n", "__secure-n", "__SECURE-n", "__http-n",
                                        "__HTTP-n", "__Host-http-n", "__Host-HTTP-n", "__host-Http-n", "__host-http-n"})
        CHECK(refusal(name, {}) ==
              "Set-Cookie: a prefix is written __Secure-, __Host-, __Http- or __Host-Http-, in this case");
}

TEST_CASE("SecureCookie refuses 13 to 15, what cross-site cookies need and SameSite is not") {
    CHECK(refusal({.same_site = SameSite::none, .secure = Secure::also_over_plain_http}) ==
          "Set-Cookie: SameSite=None needs Secure, else browsers drop the cookie");
    CHECK(refusal({.secure = Secure::also_over_plain_http, .partitioned = true}) ==
          "Set-Cookie: Partitioned needs Secure, else browsers drop the cookie");
    for (const int number : {3, 4, 255})
        CHECK(refusal({.same_site = static_cast<SameSite>(number)}) == "Set-Cookie: SameSite is strict, lax or none");
    for (const SameSite same_site : {SameSite::strict, SameSite::lax})
        CHECK(refusal({.same_site = same_site, .secure = Secure::also_over_plain_http}) == "accepted");
}

TEST_CASE("SecureCookie refuses 16, a lifetime that is negative or more than 400 days") {
    constexpr auto negative = "Set-Cookie: max_age and expires_in must not be negative; delete_cookie deletes";
    constexpr auto too_long = "Set-Cookie: max_age and expires_in are at most 400 days, where browsers cap them";
    for (const std::chrono::seconds time : {-1s, std::chrono::seconds::min()}) {
        CHECK(refusal({.max_age = time}) == negative);
        CHECK(refusal({.expires_in = time}) == negative);
    }
    for (const std::chrono::seconds time :
         {34560001s, std::chrono::seconds{std::chrono::years{2}}, std::chrono::seconds::max()}) {
        CHECK(refusal({.max_age = time}) == too_long);
        CHECK(refusal({.expires_in = time}) == too_long);
    }
    for (const std::chrono::seconds time : {0s, 1s, 34560000s}) {
        CHECK(refusal({.max_age = time}) == "accepted");
        CHECK(refusal({.expires_in = time}) == "accepted");
    }
}

TEST_CASE("SecureCookie refuses 17, a date that can't be written or that browsers would cap") {
    constexpr auto years = "Set-Cookie: Expires: a date lies in the years 1601 to 9999";
    using std::chrono::sys_days;
    using std::chrono::year;
    CHECK(refusal({.expires = sys_days{year{1601} / 1 / 1} - 1s}) == years);
    CHECK(refusal({.expires = sys_days{year{10000} / 1 / 1}}) == years);
    CHECK(refusal({.expires = sys_days{year{9999} / 12 / 31}}) == "accepted");
    const auto on = [](std::chrono::sys_seconds expires, std::chrono::sys_seconds now) {
        return refusal([&] { return SecureCookie{{.expires = expires}}.header("n", "v", now); });
    };
    CHECK(on(midnight + 34560000s, midnight) == "accepted");
    CHECK(on(midnight, midnight + 1s) == "accepted");
    CHECK(on(midnight + 34560001s, midnight) == "Set-Cookie: expires is more than 400 days ahead, where browsers cap it");
    CHECK(refusal([] { return SecureCookie{{.expires = sys_days{year{9999} / 12 / 31}}}.header("n", "v"); }) ==
          "Set-Cookie: expires is more than 400 days ahead, where browsers cap it");
    CHECK(refusal([] { return article.header("n", "v", sys_days{year{9999} / 12 / 31} + 24h); }) == years);
}

TEST_CASE("SecureCookie refuses 18, times that contradict each other") {
    CHECK(refusal({.max_age = 1h, .expires = midnight}) ==
          "Set-Cookie: expires is a fixed date and max_age counts from delivery; choose one");
    CHECK(refusal({.max_age = 1h, .expires_in = 2h}) == "Set-Cookie: max_age contradicts expires_in");
    CHECK(refusal({.max_age = 0s, .expires_in = 1s}) == "Set-Cookie: max_age contradicts expires_in");
    CHECK(refusal({.max_age = 2h, .expires_in = 120min}) == "accepted");
}

TEST_CASE("SecureCookie refuses 21, an attribute twice") {
    CHECK(refusal({.expires = midnight, .expires_in = 1h}) ==
          "Set-Cookie: expires and expires_in both set Expires; choose one");
    for (const std::string_view again : {"Priority", "priority=Low", "PRIORITY=High"})
        CHECK(refusal([&] { return SecureCookie{}.with_extension("Priority=High").with_extension(runtime{again}); }) ==
              "Set-Cookie: has the same extension attribute twice");
}
