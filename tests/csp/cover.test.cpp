// SPDX-License-Identifier: MIT
#include <secure_headers/csp/cover.hpp>

#include <secure_headers/csp/parsed_rules.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace csp = secure_headers::csp;

namespace {

struct Row {
    std::string_view a, b, page;
    bool covers;
    std::string_view common;
};

constexpr std::string_view site = "https://example.com/";

constexpr Row rows[]{
    {"*", "https://a.example", "", true, "https://a.example"},
    {"https://a.example", "*", "", false, "https://a.example"},
    {"*", "wss:", "", true, "wss:"},
    {"*", "data:", "", false, ""},
    {"*", "'self'", "", true, "'self'"},
    {"http:", "https:", "", true, "https:"},
    {"https:", "http:", "", false, "https:"},
    {"http:", "wss:", "", true, "wss:"},
    // Fetch asks about ws: as http:, and about wss: as https:.
    {"http:", "ws:", "", true, "ws:"},
    {"https:", "wss:", "", true, "wss:"},
    {"wss:", "https:", "", true, "https:"},
    {"https:", "ws:", "", false, "https:"},
    {"https://a.example", "wss://a.example", "", true, "wss://a.example"},
    {"http://a.example:443", "ws://a.example:443", "", true, "ws://a.example:443"},
    {"web+app://a.example:443", "web+app://a.example", "", false, ""},
    {"ws:", "http:", "", true, "http:"},
    {"data:", "blob:", "", false, ""},
    {"https:", "https://a.example:8443/x", "", true, "https://a.example:8443/x"},
    {"https:", "a.example", "", true, "a.example"},
    {"https:", "a.example", "http://example.com", false, "https://a.example"},
    {"wss:", "a.example", "http://example.com", false, "wss://a.example"},
    {"http:", "a.example", "", true, "a.example"},
    {"a.example", "https://a.example", "", true, "https://a.example"},
    {"http://a.example", "a.example", "", true, "a.example"},
    {"*.a.example", "b.a.example", "", true, "b.a.example"},
    {"*.a.example", "*.b.a.example", "", true, "*.b.a.example"},
    {"*.a.example", "a.example", "", false, ""},
    {"*.a.example", "*.b.example", "", false, ""},
    {"https://*.a.example", "b.a.example:*", "", false, "b.a.example"},
    {"https://*", "127.0.0.1", "", false, ""},
    {"a.example:*", "a.example:8443", "", true, "a.example:8443"},
    {"a.example:8443", "a.example", "", false, ""},
    {"https://a.example:443", "https://a.example", "", true, "https://a.example"},
    {"https://a.example", "https://a.example:443", "", true, "https://a.example:443"},
    {"a.example/x/", "a.example/x/y", "", true, "a.example/x/y"},
    {"a.example/x/", "a.example/x/y/", "", true, "a.example/x/y/"},
    {"a.example/x", "a.example/x/", "", false, ""},
    {"a.example/", "a.example", "", true, "a.example"},
    {"a.example/x", "a.example/X", "", false, ""},
    {"A.example", "a.EXAMPLE", "", true, "a.EXAMPLE"},
    {"'self'", "https://example.com", "", false, ""},
    {"'self'", "https://example.com", site, true, "https://example.com"},
    {"'self'", "example.com/x", site, true, "example.com/x"},
    {"'self'", "http://example.com", site, false, "'self'"},
    {"'self'", "https://example.com:8443", site, false, ""},
    {"'self'", "https://*.com", site, false, "'self'"},
    {"https:", "'self'", "", true, "'self'"},
    {"https:", "'self'", "http://example.com", false, "https://example.com"},
    {"'self'", "http://example.com:80", "http://example.com/", false, "'self'"},  // that one takes https://example.com:80
    {"'self'", "http://example.com:81", "http://example.com:81/", true, "http://example.com:81"},
    {"'self'", "https://example.com:443", "http://example.com/", true, "https://example.com:443"},
    {"'self'", "http://example.com:443", "http://example.com/", false, "https://example.com"},
    {"'self'", "wss:", "http://example.com:8080/", false, "wss://example.com:8080"},
    {"'self'", "wss://example.com:8080", "http://example.com:8080/", true, "wss://example.com:8080"},
    {"'self'", "http://example.com:8080", "https://example.com:8080/", false, "'self'"},
    {"https:", "'self'", "https://10.0.0.1/", true, "'self'"},
    {"https://*", "'self'", "https://10.0.0.1/", false, ""},
    {"https://*", "'self'", "https://[::1]/", false, ""},
    {"https://127.0.0.1", "'self'", "https://127.0.0.1/", true, "'self'"},
    {"https:", "'self'", site, true, "'self'"},
    {"http:", "'self'", "", true, "'self'"},
    {"https://a.example", "'self'", site, false, ""},
    // Port 443 is that of https alone, to which http is upgraded. CSP3, section 6.7.2.11.
    {"http://a.example", "a.example:443", "http://example.com/", false, "https://a.example"},
    {"a.example:443", "http://a.example", "http://example.com/", false, "https://a.example"},
    {"ws://a.example", "a.example:443", "ws://example.com/", false, "wss://a.example"},
    // Port 80 of http takes 443 of https along. CSP3, section 1.3.
    {"http://a.example:80", "http://a.example", "", true, "http://a.example"},
    {"http://a.example", "http://a.example:80", "", false, "http://a.example"},
    {"ws://a.example:80", "wss://a.example", "", true, "wss://a.example"},
    {"a.example:80", "https://a.example:443", "http://example.com/", true, "https://a.example:443"},
    {"a.example:80", "https://a.example:443", "", false, ""},
    {"http://a.example:80", "https://a.example:80", "", true, "https://a.example:80"},
    {"https://a.example:80", "http://a.example", "", false, ""},
    {"http://a.example:80", "http://a.example:443", "", false, "https://a.example"},
    {"http://a.example:80", "http://a.example:8080", "", false, ""},
    {"http://a.example:80", "https://a.example:*", "", false, "https://a.example"},
    {"http://a.example:80/x", "wss:", "", false, "wss://a.example/x"},
    // A page that comes by http or https has no scheme that * lets through and http: does not.
    {"http:", "*", "", true, "*"},
    {"ws:", "*", site, true, "*"},
    {"https:", "*", "", false, "https:"},
    {"data:", "*", "", false, ""},
    // No source is http alone, on port 443.
    {"'self'", "https://example.com", "http://example.com:443/", false, ""},
    {"'self'", "http://example.com:443", "http://example.com:443/", false, "'self'"},
    {"http://a.example", "http://a.example:8443", "", false, ""},
    {"http://a.example:443", "http://a.example:8443", "", false, ""},
    {"http://a.example:443", "http://a.example:443", "", true, "http://a.example:443"},
    {"wss://*.a.example/x/", "ws://b.a.example", "", false, "wss://b.a.example/x/"},
    {"ws://b.a.example", "wss://*.a.example/x/", "", false, "wss://b.a.example/x/"},
    {"https://*.a.example/x/", "wss://b.a.example", "", false, "wss://b.a.example/x/"},
    {"http://*.a.example/x/", "wss://b.a.example", "", false, "wss://b.a.example/x/"},
    // The page's port.
    {"'self'", "https://example.com:8443", "https://example.com:8443/", true, "https://example.com:8443"},
    {"'self'", "https://example.com:*", "https://example.com:8443/", false, "'self'"},
    {"'self'", "https://example.com", "https://example.com:8443/", false, ""},
    {"https://example.com:8443", "'self'", "https://example.com:8443/", true, "'self'"},
    {"https://example.com:844", "'self'", "https://example.com:8443/", false, ""},
    {"https://example.com:0", "'self'", "https://example.com:0/", true, "'self'"},
    {"https://example.com:65535", "'self'", "https://example.com:65535/", true, "'self'"},
    {"https://*.com", "'self'", "https://example.com:8443/", false, ""},
};

constexpr bool all_hold() {
    for (const Row& row : rows) {
        const csp::Url page{row.page};
        if (csp::detail::covers(row.a, row.b, page) != row.covers) return false;
        if (csp::detail::common_source(row.a, row.b, page).text.view() != row.common) return false;
    }
    return true;
}
static_assert(all_hold());

bool lets(std::string_view source, const csp::Url& url, const csp::Url& page) {
    return csp::matches(source, csp::detail::read_kind(source), url.as_fetched(), page);
}

}  // namespace

TEST_CASE("Sources cover one another, and have something in common") {
    for (const Row& row : rows) {
        INFO(row.a << " | " << row.b << " | " << row.page);
        const csp::Url page{row.page};
        CHECK(csp::detail::covers(row.a, row.b, page) == row.covers);
        CHECK(csp::detail::common_source(row.a, row.b, page).text.view() == row.common);
    }
}

TEST_CASE("What two sources have in common is exact, but where two ports are or 'self' is unknown") {
    const auto exact = [](std::string_view a, std::string_view b, std::string_view page = {}) {
        const csp::Url url{page};
        const auto common = csp::detail::common_source(a, b, url), turned = csp::detail::common_source(b, a, url);
        CHECK(common.text.view() == turned.text.view());
        CHECK(common.exact == turned.exact);
        return common.exact;
    };
    CHECK(exact("http://a.example:80", "http://a.example"));
    CHECK(exact("http://a.example:80", "http://a.example:443"));
    CHECK(exact("http://a.example:80", "https://a.example:443"));
    CHECK_FALSE(exact("http://a.example:80", "https:"));
    CHECK_FALSE(exact("http://a.example:80", "https://*.example:*"));
    CHECK_FALSE(exact("'self'", "https://a.example", "http://a.example:443/"));
    CHECK(exact("https://a.example:80", "https://a.example"));
    CHECK(exact("http://a.example:81", "http://a.example"));
    CHECK(exact("http://a.example:80", "http://a.example:81"));
    CHECK(exact("http://a.example:80", "http://b.example"));
    CHECK_FALSE(exact("'self'", "https://a.example"));
}

TEST_CASE("Sources that cover others match whatever URL those match, and common ones what both match") {
    std::vector<std::string> sources{"*", "'self'", "data:"};
    std::vector<csp::Url> urls{csp::Url{"data:,x"}};
    for (const std::string scheme : {"", "http", "https", "ws", "wss"}) {
        if (!scheme.empty()) sources.push_back(scheme + ":");
        for (const char* const host : {"*", "example.com", "*.example.com"})
            for (const char* const rest : {"", ":*", ":80", ":443", ":443/x/", "/x/", "/x/y"})
                sources.push_back((scheme.empty() ? "" : scheme + "://") + host + rest);
    }
    for (const std::string scheme : {"http", "https", "ws"})
        for (const char* const host : {"example.com", "a.example.com", "b.example"})
            for (const char* const rest : {"/", ":8443/", "/x/y", "/x/z", ":443/x/y", ":80/", ":80/x/y"})
                urls.emplace_back(scheme + "://" + host + rest);
    for (const std::string_view at :
         {"https://example.com/", "http://example.com/", "http://example.com:443/", "https://example.com:80/"}) {
        const csp::Url page{at};
        std::size_t covering = 0, broken = 0, lost = 0, gained = 0;
        std::vector<std::vector<bool>> let_through(sources.size());  // of each source, each URL
        for (std::size_t i = 0; i < sources.size(); ++i)
            for (const csp::Url& url : urls) let_through[i].push_back(lets(sources[i], url, page));
        for (std::size_t i = 0; i < sources.size(); ++i) {
            for (std::size_t j = 0; j < sources.size(); ++j) {
                const std::string &a = sources[i], &b = sources[j];
                const bool covers = csp::detail::covers(a, b, page);
                const auto found = csp::detail::common_source(a, b, page);
                const auto& common = found.text;
                covering += covers ? 1 : 0;
                for (std::size_t k = 0; k < urls.size(); ++k) {
                    const bool by_a = let_through[i][k], by_b = let_through[j][k];
                    const bool by_common = !common.empty() && lets(common, urls[k], page);
                    broken += covers && by_b && !by_a ? 1 : 0;
                    lost += found.exact && by_a && by_b && !by_common ? 1 : 0;
                    gained += by_common && !(by_a && by_b) ? 1 : 0;
                }
            }
        }
        INFO(at);
        CHECK(covering > sources.size());
        CHECK(broken == 0);
        CHECK(gained == 0);
        CHECK(lost == 0);
    }
}
