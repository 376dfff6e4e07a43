// SPDX-License-Identifier: MIT
#include <secure_headers/csp/match.hpp>

#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/parse/content_security_policy.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

namespace {

struct Row {
    std::string_view source, url, page;
    bool match;
    bool redirected = false;
};

constexpr std::string_view page = "https://example.com/page";
constexpr std::string_view plain_page = "http://example.com/page";

constexpr Row rows[]{
    // 6.7.2.8, step 1: * is any host by http and https, and by the page's own scheme.
    {"*", "https://a.example/", page, true},
    {"*", "http://a.example/", page, true},
    {"*", "http://192.0.2.1/", page, true},
    {"*", "data:,x", page, false},
    {"*", "blob:https://example.com/id", page, false},
    {"*", "custom://a/", page, false},
    {"*", "custom://a/", "custom://b/", true},
    {"*", "no URL", page, false},
    // 6.7.2.8, step 2: scheme sources; 6.7.2.9: http lets https in, not the other way round.
    {"https:", "https://a.example/", page, true},
    {"https:", "http://a.example/", page, false},
    {"http:", "https://a.example/", page, true},
    {"HTTP:", "https://a.example/", page, true},
    {"ws:", "wss://a.example/", page, true},
    {"ws:", "http://a.example/", page, true},
    {"ws:", "https://a.example/", page, true},
    {"wss:", "https://a.example/", page, true},
    {"wss:", "ws://a.example/", page, false},
    {"wss:", "http://a.example/", page, false},
    {"https:", "wss://a.example/", page, false},
    {"data:", "data:,x", page, true},
    {"blob:", "blob:https://example.com/id", page, true},
    {"https:", "blob:https://example.com/id", page, false},
    {"custom:", "custom:x", page, true},
    // 6.7.2.8, step 3: a host without a scheme is by the page's scheme, or https in its place.
    {"a.example", "https://a.example/", page, true},
    {"a.example", "http://a.example/", page, false},
    {"a.example", "http://a.example/", plain_page, true},
    {"a.example", "https://a.example/", plain_page, true},
    {"https://a.example", "http://a.example/", plain_page, false},
    {"http://a.example", "https://a.example/", plain_page, true},
    {"https://a.example", "data:,a.example", page, false},
    {"https://*", "https://a.example/", page, true},
    {"a.example/x://y", "https://a.example/x://y", page, true},
    {"a.example/x://y/", "https://a.example/x://y/z", page, true},
    {"a.example/x://y", "https://y/", page, false},
    {"https://*", "http://a.example/", page, false},
    // 6.7.2.10: hosts.
    {"A.EXAMPLE", "https://a.example/", page, true},
    {"a.example", "https://b.a.example/", page, false},
    {"*.a.example", "https://b.a.example/", page, true},
    {"*.A.example", "https://c.b.a.example/", page, true},
    {"*.a.example", "https://a.example/", page, false},
    {"*.a.example", "https://ba.example/", page, false},
    {"*.example", "https://evil.example.org/", page, false},
    {"a.example", "https://a.example./", page, false},
    {"192.0.2.1", "https://192.0.2.1/", page, false},
    {"https://*", "https://192.0.2.1/", page, false},
    {"*.0.2.1", "https://192.0.2.1/", page, false},
    {"127.0.0.1", "https://127.0.0.1/", page, true},
    {"127.0.0.1", "https://127.1/", page, true},
    {"127.1", "https://127.0.0.1/", page, false},
    {"https://*", "https://[::1]/", page, false},
    // 6.7.2.11: ports.
    {"a.example", "https://a.example:443/", page, true},
    {"a.example", "https://a.example:8443/", page, false},
    {"a.example:443", "https://a.example/", page, true},
    {"a.example:80", "https://a.example/", page, false},
    {"http://a.example:80", "http://a.example/", page, true},
    // CSP3, section 1.3.
    {"http://a.example:80", "https://a.example/", page, true},
    {"HTTP://a.example:080", "https://a.example/", page, true},
    {"http://a.example:80", "https://a.example:81/", page, false},
    {"http://a.example:8080", "https://a.example/", page, false},
    {"https://a.example:80", "https://a.example/", page, false},
    {"ws://a.example:80", "wss://a.example/", page, true},
    {"ws://a.example:80", "https://a.example/", page, true},
    {"wss://a.example:80", "wss://a.example/", page, false},
    {"a.example:80", "https://a.example/", "http://example.com/", true},
    {"*:80", "https://a.example/", "http://example.com/", true},
    {"*:80", "https://a.example/", page, false},
    {"http://a.example:80", "https://a.example:80/", page, true},
    {"http://a.example", "https://a.example/", page, true},
    {"a.example:8443", "https://a.example:8443/", page, true},
    {"a.example:08443", "https://a.example:8443/", page, true},
    {"a.example:*", "https://a.example/", page, true},
    {"a.example:*", "https://a.example:1/", page, true},
    {"*:8443", "https://a.example:8443/", page, true},
    {"*:8443", "https://a.example/", page, false},
    // 6.7.2.12: paths.
    {"a.example/", "https://a.example/x/y", page, true},
    {"a.example/x", "https://a.example/x", page, true},
    {"a.example/x", "https://a.example/x?q#f", page, true},
    {"a.example/x", "https://a.example/x/", page, false},
    {"a.example/x", "https://a.example/x/y", page, false},
    {"a.example/x", "https://a.example/X", page, false},
    {"a.example/x/", "https://a.example/x/y/z", page, true},
    {"a.example/x/", "https://a.example/x/", page, true},
    {"a.example/x/", "https://a.example/x", page, false},
    {"a.example/x/", "https://a.example/xy/", page, false},
    {"a.example/x/", "https://a.example/x/../secret", page, false},
    {"a.example/x/", "https://a.example/x/%2e%2e/secret", page, false},
    {"a.example/%78", "https://a.example/x", page, true},
    {"a.example/x", "https://a.example/%78", page, true},
    {"a.example/x%2Fy", "https://a.example/x/y", page, false},
    {"a.example/x%2Fy", "https://a.example/x%2fy", page, true},
    {"a.example/a%3Bb%2Cc", "https://a.example/a;b,c", page, true},
    {"a.example/%C3%BC", "https://a.example/\xc3\xbc", page, true},
    {"a.example/x//y", "https://a.example/x//y", page, true},
    {"a.example/x//y", "https://a.example/x/y", page, false},
    {"a.example/x?q", "https://a.example/x", page, true},
    // 6.7.2.8, step 3.6: after a redirect the path does not matter, all else does.
    {"a.example/x", "https://a.example/y", page, true, true},
    {"a.example/x/", "https://a.example/", page, true, true},
    {"a.example/x", "https://b.example/x", page, false, true},
    {"a.example:444/x", "https://a.example/x", page, false, true},
    // 6.7.2.8, step 4: 'self'.
    {"'self'", "https://example.com/x", page, true},
    {"'SELF'", "https://example.com/x", page, true},
    {"'self'", "https://a.example.com/", page, false},
    {"'self'", "http://example.com/", page, false},
    {"'self'", "http://example.com/", plain_page, true},
    {"'self'", "https://example.com/", plain_page, true},
    {"'self'", "wss://example.com/", page, true},
    {"'self'", "ws://example.com/", plain_page, true},
    {"'self'", "ws://example.com/", page, false},
    {"'self'", "https://example.com:8443/", page, false},
    {"'self'", "https://example.com:8443/", "http://example.com:8443/", true},
    {"'self'", "https://example.com/", "http://example.com:8080/", false},
    {"'self'", "https://127.0.0.1:8443/", "https://127.0.0.1:8443/", true},
    {"'self'", "https://[::1]/", "https://[::1]/", true},
    {"'self'", "data:,x", page, false},
    {"'self'", "blob:https://example.com/id", page, false},
    {"'self'", "https://example.com/", "no URL", false},
    // 6.7.2.8, step 5: nothing else matches a URL.
    {"'none'", "https://example.com/", page, false},
    {"'unsafe-inline'", "https://example.com/", page, false},
    {"'strict-dynamic'", "https://example.com/", page, false},
    {"'nonce-abc'", "https://example.com/", page, false},
    {"self", "https://example.com/", page, false},
    {"self", "https://self/", page, true},
    {"exa_mple.com", "https://exa_mple.com/", page, false},
    {"a.example/%zz", "https://a.example/%zz", page, false},
    {"//a.example", "https://a.example/", page, false},
};

constexpr bool holds(const Row& row) {
    return csp::matches(row.source, csp::detail::read_kind(row.source), csp::Url{row.url}, csp::Url{row.page},
                        row.redirected) == row.match;
}
static_assert(holds(rows[1]) && holds(rows[20]) && holds(rows[40]) && holds(rows[60]) && holds(rows[80]));

struct ListRow {
    std::string_view list, url;
    bool match;
};

// 6.7.2.7
constexpr ListRow lists[]{
    {"https://a.example/x", "https://a.example/x", true},
    {"https://a.example/x", "https://a.example/y", false},  // there was no redirect
    {"", "https://example.com/", false},
    {"'none'", "https://example.com/", false},
    {"'NONE'", "https://example.com/", false},
    {"'none' https://example.com", "https://example.com/", true},
    {"'none' 'self'", "https://example.com/", true},
    {"https://a.example https://b.example", "https://b.example/", true},
    {"https://a.example https://b.example", "https://c.example/", false},
};

}  // namespace

TEST_CASE("Content-Security-Policy sources match URLs as CSP3 says, step by step") {
    for (const Row& row : rows) {
        INFO(row.source << " | " << row.url << " | " << row.page);
        CHECK(holds(row));
    }
}

TEST_CASE("Content-Security-Policy lists match by one of their sources, 'none' alone by none") {
    for (const ListRow& row : lists) {
        INFO(row.list << " | " << row.url);
        const std::string text = "img-src " + std::string{row.list};
        const auto policy = sh::parse::content_security_policy(text);
        CHECK(csp::matches(*policy.find(csp::Directive::img_src), csp::Url{row.url}, csp::Url{page}) == row.match);
    }
}
