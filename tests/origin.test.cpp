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
constexpr const char* address = "origin: an IPv6 address is written as browsers do, as in https://[2001:db8::1]";
constexpr const char* ipv4 = "origin: an IPv4 address is written as browsers do, as in https://192.0.2.1";
constexpr const char* default_port = "origin: browsers leave the default port out; do so too";

constexpr Refused refused[]{
    {"", no_scheme},
    {"null", "origin: null is many origins; write Origin::null if all of them are meant"},
    {"https://user:pw@example.com", "origin: browsers take no user and no password here; write the host alone"},
    {"https://[::1]8443", "origin: behind an address in brackets comes a port, or nothing"},
    {"https://[::1]:x", "origin: a port is a number or *"},
    {"https://[::1]:443", default_port},
    {"https://[::1", address},
    {"https://[]", address},
    {"https://[1]", address},
    {"https://[::01]", address},
    {"https://[:::1]", address},
    {"https://[2001:db8:::1]", address},
    {"https://[::ffff:1.2.3.4]", address},
    {"https://[0:0:0:0:0:0:0:1]", address},
    {"https://[1:2:3:4:5:6::8]", address},
    {"https://[1::0:2]", address},
    {"https://[1:0::2]", address},
    {"https://[1::2:0:0:0:3]", address},
    {"https://[1:0:0:2:3::4]", address},
    {"https://1.2.3.256", ipv4},
    {"https://127.1", ipv4},
    {"https://0x7f.0.0.1:8443", ipv4},
    {"https://01.2.3.4", ipv4},
    {"https://192.0.2.1.", ipv4},
    {"https://a.1", ipv4},
    {"https://[::1]x]", "origin: behind an address in brackets comes a port, or nothing"},
    {"https://[2001:DB8::1]", "origin: is compared as it stands; write it in lower case"},
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
          "https://xn--bcher-kva.example", "http://127.0.0.1:8443", "moz-extension://a-b", "https://my_app.example",
          "http://_dmarc.a_b:8080", "https://[2001:db8::1]:8443", "http://[::1]:9764", "https://[::]", "https://[1::]",
          "https://[1:0:2:3:4:5:6:7]", "https://[1:2:3:4:5:6:7:8]", "https://[1::2:0:0:3]", "https://[1:0:2::3]",
          "https://[1:0:0:2::3]", "https://[0:1:2:3:4:5:6:0]"})
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
          "https://a,b", "https://a;b", "https://a\"b", "https://a$b", "https://a_b/", "https://a:1:2"})
        CHECK_THROWS_AS(sh::Origin{sh::runtime{text}}, sh::InvalidHeader);
    for (const std::string_view text : never_in_a_field)
        CHECK_THROWS_AS(sh::Origin{sh::runtime{"https://" + std::string{text}}}, sh::InvalidHeader);
}
