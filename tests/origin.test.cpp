// SPDX-License-Identifier: MIT
#include <secure_headers/origin.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;

namespace {

struct Refused {
    std::string_view text;
    const char* message;
};

constexpr const char* no_scheme = "origin: an origin is written with its scheme, as in https://example.com";
constexpr const char* default_port = "origin: browsers leave the default port out; do so too";

constexpr Refused refused[]{
    {"", no_scheme},
    {"null", no_scheme},
    {"example.com", no_scheme},
    {"//example.com", no_scheme},
    {"1https://example.com", no_scheme},
    {" https://example.com", no_scheme},
    {"https://*", "origin: takes no wildcard"},
    {"https://*.example.com", "origin: takes no wildcard"},
    {"https://example.com:*", "origin: takes no wildcard"},
    {"https://Example.com", "origin: is compared as it stands; write it in lower case"},
    {"HTTPS://example.com", "origin: is compared as it stands; write it in lower case"},
    {"https://example.com:443", default_port},
    {"http://example.com:80", default_port},
    {"https://example.com:0444", "origin: a port begins with a digit above 0"},
    {"https://example.com:0", "origin: a port begins with a digit above 0"},
};

}  // namespace

static_assert(sh::Origin{"https://example.com"}.text() == "https://example.com");

TEST_CASE("An origin is a scheme, a host and no default port") {
    for (const std::string_view text :
         {"https://example.com", "http://localhost:3000", "https://example.com:80", "http://example.com:443",
          "https://xn--bcher-kva.example", "http://127.0.0.1:8443", "moz-extension://a-b"})
        CHECK(sh::Origin{sh::runtime{text}}.text() == text);
}

TEST_CASE("An origin that browsers would never match is refused") {
    for (const Refused& one : refused) {
        INFO(one.text);
        CHECK_THROWS_WITH(sh::Origin{sh::runtime{one.text}}, one.message);
    }
    for (const std::string_view text :
         {"https://", "https://example.com/", "https://example.com/a", "https://example.com?", "https://a@example.com",
          "https://example.com:", "https://example.com:65536", "https://example.com:1a", "https://a..b", "https://a b",
          "https://a,b", "https://a;b", "https://a\"b", "https://a_b", "https://a:1:2"})
        CHECK_THROWS_AS(sh::Origin{sh::runtime{text}}, sh::InvalidHeader);
    for (const std::string_view text : never_in_a_field)
        CHECK_THROWS_AS(sh::Origin{sh::runtime{"https://" + std::string{text}}}, sh::InvalidHeader);
}
