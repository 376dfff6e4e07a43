// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/https.hpp>

#include "catch.hpp"

namespace sh = secure_headers;

namespace {

struct Case {
    const char* x_forwarded_proto;
    const char* forwarded;
    bool https;
};

constexpr Case cases[]{
    {"", "", false},
    {"https", "", true},
    {"HTTPS", "", true},
    {" https\t", "", true},
    {"http", "", false},
    {"httpss", "", false},
    {"https:", "", false},
    // The nearest proxy's word is the last; what stands before, a client may have written.
    {"http, https", "", true},
    {"https, http", "", false},
    {"https,", "", false},
    {",https", "", true},
    {"", "proto=https", true},
    {"", "PROTO=HTTPS", true},
    {"", "proto=\"https\"", true},
    {"", "for=192.0.2.1;proto=https;by=203.0.113.1", true},
    {"", "for=192.0.2.1 ; proto=https", true},
    {"", "for=\"[2001:db8::1]:80\";proto=https", true},
    {"", "proto=http", false},
    {"", "for=192.0.2.1", false},
    {"", "proto=http, proto=https", true},
    {"", "proto=https, proto=http", false},
    {"", "proto=https, for=192.0.2.1", false},
    {"", "proto=https;proto=http", false},
    {"", "proto=http;proto=https", false},
    {"", "proto=https;proto=https", false},
    {"", "proto=httpss", false},
    {"", "xproto=https", false},
    // A proxy quotes the Host that a client has sent.
    {"", "host=\"a,proto=https\";proto=http", false},
    {"", "host=\"a,proto=https;b\";proto=http", false},
    {"", "host=\"a\\\",proto=https;b=\\\"\";proto=http", false},
    {"", "host=\"a,proto=http\";proto=https", true},
    // A client opens a quote that the proxy's would close.
    {"", "for=\", for=192.0.2.1;host=\"a;proto=https\";proto=http", false},
    {"", "for=\", proto=https", false},
    {"", "for=\\\", host=\"a;proto=https", false},
    {"", "proto=https;for=\"\\", false},
    // One header is the proxy's, the other may be the client's.
    {"https", "proto=https", true},
    {"https", "for=192.0.2.1", true},
    {"https", "proto=http", false},
    {"http", "proto=https", false},
    {"https", "for=\"", false},
    // What stands for several values without an order.
    {sh::detail::several_values.data(), "", false},
    {sh::detail::several_values.data(), "proto=https", false},
    {"https", sh::detail::several_values.data(), false},
};

}  // namespace

TEST_CASE("a proxy's word on HTTPS counts, and no client's") {
    for (const Case& each : cases) {
        INFO(each.x_forwarded_proto << " | " << each.forwarded);
        CHECK(sh::detail::proxy_says_https(each.x_forwarded_proto, each.forwarded) == each.https);
    }
}

TEST_CASE("a proxy is asked only where it is trusted") {
    const auto https = [](const char*) { return "https"; };
    const auto none = [](const char*) { return ""; };
    CHECK_FALSE(sh::detail::is_https(sh::Https::from_connection, false, https));
    CHECK(sh::detail::is_https(sh::Https::from_connection, true, none));
    CHECK(sh::detail::is_https(sh::Https::from_trusted_proxy, false,
                               [&](std::string_view name) { return name == "Forwarded" ? "" : https(""); }));
    CHECK_FALSE(
        sh::detail::is_https(sh::Https::from_trusted_proxy, true, none));  // the proxy's connection, not the user's
    CHECK(sh::detail::is_https(sh::Https::always, false, none));
}
