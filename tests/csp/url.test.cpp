// SPDX-License-Identifier: MIT
#include <secure_headers/csp/url.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace csp = secure_headers::csp;

namespace {

struct Row {
    std::string_view text, scheme, host;
    int port;
    std::string_view path;
};

constexpr Row rows[]{
    {"https://example.com", "https", "example.com", -1, "/"},
    {"HTTPS://EXAMPLE.com/A", "https", "example.com", -1, "/A"},
    {"https://example.com:443/", "https", "example.com", -1, "/"},
    {"http://example.com:443/", "http", "example.com", 443, "/"},
    {"http://example.com:080/", "http", "example.com", -1, "/"},
    {"https://example.com:/", "https", "example.com", -1, "/"},
    {"ws://example.com:80/chat", "ws", "example.com", -1, "/chat"},
    {"https://user:pa@ss@example.com:8443/", "https", "example.com", 8443, "/"},
    {"https://example.com\\@evil.example/", "https", "example.com", -1, "/@evil.example/"},
    {"https:example.com/a", "https", "example.com", -1, "/a"},
    {"https:///example.com/a", "https", "example.com", -1, "/a"},
    {"  https://exa\tmple.com/\n ", "https", "example.com", -1, "/"},
    {"https://[::1]:8080/", "https", "[::1]", 8080, "/"},
    {"https://example.com/a/../b/./c", "https", "example.com", -1, "/b/c"},
    {"https://example.com/a/b/../../../c/..", "https", "example.com", -1, "/"},
    {"https://example.com/a/%2e%2E/b", "https", "example.com", -1, "/b"},
    {"https://example.com/a/b/.", "https", "example.com", -1, "/a/b/"},
    {"https://example.com/a/b/..", "https", "example.com", -1, "/a/"},
    {"https://example.com/a//../b", "https", "example.com", -1, "/a/b"},
    {"https://example.com/...?x#y", "https", "example.com", -1, "/..."},
    {"https://example.com?/a", "https", "example.com", -1, "/"},
    // URL Standard, section 3.5.
    {"https://ex%61mple%2Ecom/", "https", "example.com", -1, "/"},
    {"https://%45xample.com:8443/", "https", "example.com", 8443, "/"},
    {"https://%31%32%37.1/", "https", "127.0.0.1", -1, "/"},
    {"app://a%2Eb/", "app", "a%2eb", -1, "/"},
    {"https://127.1/", "https", "127.0.0.1", -1, "/"},
    {"https://0X7F.0.1:8443/", "https", "127.0.0.1", 8443, "/"},
    {"https://2130706433/", "https", "127.0.0.1", -1, "/"},
    {"https://0xffffffff/", "https", "255.255.255.255", -1, "/"},
    {"https://0300.0250.0.010./", "https", "192.168.0.8", -1, "/"},
    {"https://0/", "https", "0.0.0.0", -1, "/"},
    {"app://127.1/", "app", "127.1", -1, "/"},
    {"https://example.com#/a", "https", "example.com", -1, "/"},
    {"data:text/html,<p>", "data", "", -1, "text/html,<p>"},
    {"blob:https://example.com/id", "blob", "", -1, "https://example.com/id"},
    {"custom://Host/a/../b", "custom", "host", -1, "/a/../b"},
    {"file:///etc/passwd", "file", "", -1, "/etc/passwd"},
    {"ftp://example.com:21/..", "ftp", "example.com", -1, "/"},
    {"ftp://example.com:22", "ftp", "example.com", 22, "/"},
    {"https://example.com:65535/.", "https", "example.com", 65535, "/"},
    {"https://example.com/a/.%2e/b/%2E/c", "https", "example.com", -1, "/b/c"},
    {"https://example.com/.a/..b/a..", "https", "example.com", -1, "/.a/..b/a.."},
    {"https://example.com/%2/b", "https", "example.com", -1, "/%2/b"},
    {"https://example.com\\a\\..\\b", "https", "example.com", -1, "/b"},
    {"https://example.com//", "https", "example.com", -1, "//"},
};

constexpr std::string_view invalid[]{
    "https://[::1",
    "https://::1]/",
    "https://a[b].com/",
    "https://[b]/",
    "https://[::1]a/",
    "",
    "/path",
    "example.com",
    "//example.com/",
    "https://",
    "https://:80/",
    "https://example.com:65536/",
    "https://example.com:99999999999999999999/",
    "https://example.com:80a/",
    "https://a b/",
    "https://a<b/",
    "https://a>b/",
    "https://a^b/",
    "https://a|b/",
    "https://a\x7f/",
    "https://a:b:1/",
    "https://a%2/",
    "https://a%zz/",
    "https://a%2541/",
    "https://a%20b/",
    "https://a%3Ab/",
    "https://a%2Fb/",
    "https://a%40b/",
    "https://a%00b/",
    "https://%5B::1%5D/",
    "https://b%C3%BCcher.example/",
    "https://b\xc3\xbc"
    "cher.example/",
    "https://::1/",
    "https://256.1.1.1/",
    "https://1.2.3.4.5/",
    "https://4294967296/",
    "https://a.1/",
    "https://08/",
    "https://1..2/",
    "1https://example.com/",
};

constexpr bool all_hold() {
    for (const Row& row : rows) {
        const csp::Url url{row.text};
        if (!url.valid() || url.scheme() != row.scheme || url.host() != row.host) return false;
        if (url.port() != row.port || url.path() != row.path) return false;
    }
    for (const std::string_view text : invalid)
        if (csp::Url{text}.valid()) return false;
    return true;
}
static_assert(all_hold());

}  // namespace

TEST_CASE("URLs are read as far as policies look at them") {
    for (const Row& row : rows) {
        INFO(row.text);
        const csp::Url url{row.text};
        CHECK(url.valid());
        CHECK(url.scheme() == row.scheme);
        CHECK(url.host() == row.host);
        CHECK(url.port() == row.port);
        CHECK(url.path() == row.path);
    }
    for (const std::string_view text : invalid) {
        INFO(text);
        CHECK_FALSE(csp::Url{text}.valid());
    }
}

TEST_CASE("URLs with an address for a host have no domain") {
    CHECK(csp::Url{"https://example.com"}.has_domain());
    CHECK(csp::Url{"https://1.2.3.example"}.has_domain());
    CHECK(csp::Url{"https://0x.example"}.has_domain());
    CHECK_FALSE(csp::Url{"https://127.0.0.1"}.has_domain());
    CHECK_FALSE(csp::Url{"https://2130706433"}.has_domain());
    CHECK_FALSE(csp::Url{"https://a.0x7f"}.has_domain());
    CHECK_FALSE(csp::Url{"https://127.0.0.1."}.has_domain());
    CHECK_FALSE(csp::Url{"https://a.0x"}.has_domain());
    CHECK(csp::Url{"https://a.0xg"}.has_domain());
    CHECK(csp::Url{"https://a.x7f"}.has_domain());
    CHECK(csp::Url{"https://a.7f"}.has_domain());
    CHECK_FALSE(csp::Url{"https://[::1]"}.has_domain());
    CHECK_FALSE(csp::Url{"data:,"}.has_domain());
}

TEST_CASE("URLs of WebSockets are asked about as Fetch writes them") {
    CHECK(csp::Url{"ws://example.com/a"}.as_fetched().scheme() == "http");
    CHECK(csp::Url{"wss://example.com/a"}.as_fetched().scheme() == "https");
    CHECK(csp::Url{"wss://example.com:8443/a"}.as_fetched().port() == 8443);
    CHECK(csp::Url{"data:,"}.as_fetched().scheme() == "data");
}

TEST_CASE("URLs of any length take time in proportion") {
    std::string dots = "https://example.com";
    for (int i = 0; i < 100000; ++i) dots += "/a/..";
    CHECK(csp::Url{dots}.path() == "/");
    CHECK(csp::Url{"https://example.com/" + std::string(1000000, 'a')}.path().size() == 1000001);
}
