// SPDX-License-Identifier: MIT
#include <secure_headers/cookie/domain.hpp>

#include "catch.hpp"
#include "cookie/refusal.hpp"
#include "hostile_text.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::CookieDomain;
using sh::runtime;

namespace {

std::string refused(std::string_view domain) {
    return refusal([&] { return CookieDomain{runtime{domain}}; });
}

constexpr bool accepts(std::string_view domain) { return CookieDomain{runtime{domain}}.text() == domain; }

constexpr std::string_view accepted[] =
    {"example.com",           "Example.COM",   "a.b",       "a-b.c--d.ee", "1.example.com", "3com.com",
     "xn--bcher-kva.example", "1.2.3.example", "127.0.0.a", "0x.example",  "a.0xg"};
constexpr bool accepts_all() {
    for (const std::string_view domain : accepted)
        if (!accepts(domain)) return false;
    return true;
}

constexpr auto ends = "Set-Cookie: Domain has an empty label; write it without dots at its ends";
constexpr auto hyphen = "Set-Cookie: Domain has a label that begins or ends with -";
constexpr auto characters = "Set-Cookie: Domain takes letters, digits, - and . only, no scheme, no port";
constexpr auto address = "Set-Cookie: Domain takes no IP address; leave it out for this host only";
constexpr auto single = "Set-Cookie: Domain has a single label; leave it out for this host only";

struct Refused {
    std::string_view domain;
    std::string_view message;
};
constexpr Refused refused_table[] = {
    {"", "Set-Cookie: Domain must not be empty; leave it out for this host only"},
    {".", ends},
    {".example.com", ends},
    {"example.com.", ends},
    {"example..com", ends},
    {"-example.com", hyphen},
    {"example-.com", hyphen},
    {"example.-com", hyphen},
    {"example.com-", hyphen},
    {"exa_mple.com", characters},
    {"b\xc3\xbc"
     "cher.example",
     characters},
    {"*.example.com", characters},
    {"example.com:443", characters},
    {"https://example.com", characters},
    {"example.com/", characters},
    {"example.com; Path=/", characters},
    {"example .com", characters},
    {" example.com", characters},
    {"example.com ", characters},
    {"[::1]", characters},
    {"::1", characters},
    {"127.0.0.1", address},
    {"1.2.3.4", address},
    {"256.1.1.1", address},
    {"1.1", address},
    {"2130706433", address},
    {"127.0.0.0x1", address},
    {"0X7F.0XF", address},
    {"a.0x", address},
    {"localhost", single},
    {"com", single},
};

}  // namespace

static_assert(accepts_all());

TEST_CASE("CookieDomain takes host names of two labels or more") {
    CHECK(accepts_all());
    CHECK(CookieDomain{}.text().empty());
    static_assert(CookieDomain{"example.com"}.text() == "example.com");
    const std::string label(63, 'a'), longest = label + "." + label + "." + label + "." + label.substr(2);
    CHECK(longest.size() == 253);
    CHECK(refused(longest) == "accepted");
    CHECK(refused("b" + longest) == "Set-Cookie: Domain has more than 253 bytes");
    CHECK(refused(label + ".com") == "accepted");
    CHECK(refused("a" + label + ".com") == "Set-Cookie: Domain has a label of more than 63 bytes");
}

TEST_CASE("CookieDomain refuses what browsers ignore or drop the cookie for") {
    for (const auto& [domain, message] : refused_table) CHECK(refused(domain) == message);
    for (const std::string_view text : never_in_a_field)
        CHECK(refused(std::string{text} + ".example.com") == characters);
}

TEST_CASE("CookieDomain asks a list of public suffixes, where it is given one") {
    const auto is_public_suffix = [](std::string_view domain) { return domain == "co.uk"; };
    CHECK(refusal([&] {
              return CookieDomain{runtime{"co.uk"}, is_public_suffix};
          }) == "Set-Cookie: Domain is a public suffix, whose cookies browsers drop");
    CHECK(refusal([&] {
              return CookieDomain{runtime{"CO.Uk"}, is_public_suffix};
          }) == "Set-Cookie: Domain is a public suffix, whose cookies browsers drop");
    CHECK(CookieDomain{runtime{"Example.co.uk"}, is_public_suffix}.text() == "Example.co.uk");
    CHECK(CookieDomain{runtime{"example.co.uk"}, is_public_suffix}.text() == "example.co.uk");
    CHECK(refusal([&] { return CookieDomain{runtime{"co.uk."}, is_public_suffix}; }) == ends);
}
