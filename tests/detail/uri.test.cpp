// SPDX-License-Identifier: MIT
#include <secure_headers/detail/uri.hpp>

#include "catch.hpp"

#include <string_view>

namespace detail = secure_headers::detail;

namespace {

constexpr std::string_view references[]{
    "",
    "/",
    "/csp",
    "a/b;c=1,2",
    "?a=b&c=/?",
    "#a/?b",
    "/a%2fb%2Fc",
    "https://a.example",
    "https://a.example/a:b",
    "https://a.example:",
    "https://a.example:0/",
    "https://a.example:65535?a",
    "https://a.example:00000065535",
    "https://user:password@a.example/",
    "//a.example#b",
    "web+app-1.0:a:b",
    "https://[::]",
    "https://[::1]:443",
    "https://[1::]/",
    "https://[2001:db8::8:800:200C:417a]",
    "https://[1:2:3:4:5:6:7:8]",
    "https://[1:2:3:4:5:6:7::]",
    "https://a@[::1]:1",
    "https://[::ffff:1.2.3.4]/csp",
    "https://[1:2:3:4:5:6:1.2.3.4]",
    "https://[::1.2.3.4]",
    "https://[1::5:1.2.3.4]",
    "https://192.0.2.1:8443/",
    "https://127.1",
    "https://0x7F000001.",
    "https://1.a",
    "https://a.1b",
};

constexpr std::string_view no_references[]{
    "%",
    "/%a",
    "/%ag",
    "/%ga",
    "/a%",
    "/%41%4",
    "/%41%4g",
    "/a b",
    "/[a]",
    "/a?[",
    "/a#b#c",
    "/a#[",
    ":a",
    "1a:b",
    "a_b:c",
    "//",
    "https:///a",
    "https://:443",
    "https://@",
    "https://a@",
    "https://a@b@c",
    "https://[@a",
    "https://a:b",
    "https://1.2.3.256",
    "https://1.2.3.4.5/",
    "https://a.1",
    "https://a.1.:8443",
    "https://u@a.0x",
    "https://09",
    "//a.0xf",
    "https://a:1a",
    "https://a:65536",
    "https://a:99999999999999999999",
    "https://a%41",
    "https://[",
    "https://[]",
    "https://[::1",
    "https://[::1]a",
    "https://[::1]a:1",
    "https://a]",
    "https://a[::1]",
    "https://[:]",
    "https://[1:]",
    "https://[:1]",
    "https://[1]",
    "https://[:::]",
    "https://[:::1]",
    "https://[1:::2]",
    "https://[1:::]",
    "https://[1.2.3.4]",
    "https://[:1.2.3.4]",
    "https://[1:2:3:4:5:6:7:1.2.3.4]",
    "https://[1:2:3:4:5:1.2.3.4]",
    "https://[::1.2.3.4:1]",
    "https://[::1.2.3]",
    "https://[::1.2.3.256]",
    "https://[::1::1.2.3.4]",
    "https://[::1:::1.2.3.4]",
    "https://[1::2::3]",
    "https://[1:2:3:4:5:6:7]",
    "https://[1:2:3:4:5:6:7:8:9]",
    "https://[1:2:3:4:5:6:7:8::]",
    "https://[12345::]",
    "https://[g::]",
};

constexpr bool all_are(bool expected, const auto& texts) {
    for (const std::string_view text : texts)
        if (detail::is_uri_reference(text) != expected) return false;
    return true;
}
static_assert(all_are(true, references));
static_assert(all_are(false, no_references));

}  // namespace

TEST_CASE("URI references are told from what browsers cannot read") {
    for (const std::string_view text : references) {
        INFO(text);
        CHECK(detail::is_uri_reference(text));
    }
    for (const std::string_view text : no_references) {
        INFO(text);
        CHECK_FALSE(detail::is_uri_reference(text));
    }
}
