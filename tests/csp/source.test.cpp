// SPDX-License-Identifier: MIT
#include <secure_headers/csp/source.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"

#include <string>
#include <string_view>
#include <type_traits>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

namespace {

struct Accepted {
    std::string_view text;
    csp::SourceKind kind;
};

constexpr Accepted accepted[]{
    {"*", csp::SourceKind::host},
    {"example.com", csp::SourceKind::host},
    {"EXAMPLE.com", csp::SourceKind::host},
    {"localhost", csp::SourceKind::host},
    {"example.com.", csp::SourceKind::host},
    {"*.example.com", csp::SourceKind::host},
    {"*.com", csp::SourceKind::host},
    {"xn--bcher-kva.example", csp::SourceKind::host},
    {"127.0.0.1", csp::SourceKind::host},
    {"example.com:443", csp::SourceKind::host},
    {"example.com:0", csp::SourceKind::host},
    {"example.com:65535", csp::SourceKind::host},
    {"example.com:*", csp::SourceKind::host},
    {"*:8080", csp::SourceKind::host},
    {"https://example.com", csp::SourceKind::host},
    {"https://*.example.com:8443/a/b.js", csp::SourceKind::host},
    {"wss://example.com", csp::SourceKind::host},
    {"https://*", csp::SourceKind::host},
    {"web.example/2026/https://example.com/", csp::SourceKind::host},
    {"https://*:*", csp::SourceKind::host},
    {"example.com/", csp::SourceKind::host},
    {"example.com/a%3Bb%2c", csp::SourceKind::host},
    {"example.com/~user/@v1.2/a-b_c!$&'()*+=:", csp::SourceKind::host},
    {"web+app://example.com", csp::SourceKind::host},
    {"nonce-a.example.com", csp::SourceKind::host},
    {"sha256-a.example.com", csp::SourceKind::host},
    {"script-src.example.com", csp::SourceKind::host},
    {"http.example.com:80", csp::SourceKind::host},
    {"com.example.app:", csp::SourceKind::scheme},
    {"com.example.io:", csp::SourceKind::scheme},
    {"iris.beep:", csp::SourceKind::scheme},
    {"de.example.app:", csp::SourceKind::scheme},
    {"com.example:", csp::SourceKind::scheme},
    {"org.example.info:", csp::SourceKind::scheme},
    {"com.example.net:", csp::SourceKind::scheme},
    {"localhosts:", csp::SourceKind::scheme},
    {"https:", csp::SourceKind::scheme},
    {"nonce-abc:", csp::SourceKind::scheme},
    {"sha256-ab-+b:", csp::SourceKind::scheme},
    {"data:", csp::SourceKind::scheme},
    {"web+app-1.0:", csp::SourceKind::scheme},
    {"'self'", csp::SourceKind::keyword},
    {"'SELF'", csp::SourceKind::keyword},
    {"'none'", csp::SourceKind::none},
    {"'None'", csp::SourceKind::none},
    {"'unsafe-inline'", csp::SourceKind::keyword},
    {"'unsafe-eval'", csp::SourceKind::keyword},
    {"'strict-dynamic'", csp::SourceKind::keyword},
    {"'unsafe-hashes'", csp::SourceKind::keyword},
    {"'report-sample'", csp::SourceKind::keyword},
    {"'unsafe-allow-redirects'", csp::SourceKind::keyword},
    {"'wasm-unsafe-eval'", csp::SourceKind::keyword},
    {"'trusted-types-eval'", csp::SourceKind::keyword},
    {"'report-sha256'", csp::SourceKind::keyword},
    {"'report-sha384'", csp::SourceKind::keyword},
    {"'report-sha512'", csp::SourceKind::keyword},
    {"'unsafe-webtransport-hashes'", csp::SourceKind::keyword},
    {"'inline-speculation-rules'", csp::SourceKind::keyword},
    {"'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", csp::SourceKind::hash},
    {"'SHA256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU='", csp::SourceKind::hash},
    {"'sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb'", csp::SourceKind::hash},
    {"'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=='",
     csp::SourceKind::hash},
};

struct Refused {
    std::string_view text;
    const char* message;
};

constexpr const char* unquoted_keyword =
    "Content-Security-Policy: a keyword without quotes is a host to browsers; write csp::self, csp::none and so on";
constexpr const char* unquoted_hash =
    "Content-Security-Policy: a hash without quotes is a host to browsers; write csp::sha256(code) or 'sha256-...'";
constexpr const char* unquoted_nonce =
    "Content-Security-Policy: a nonce without quotes is a host to browsers; write csp::nonce";
constexpr const char* fixed_nonce =
    "Content-Security-Policy: a nonce in text is the same for all responses; write csp::nonce";
constexpr const char* separator = "Content-Security-Policy: a source takes no ; and no , - write %3B and %2C in a path";
constexpr const char* spaces = "Content-Security-Policy: a source has no spaces; give each source by itself";
constexpr const char* host_characters =
    "Content-Security-Policy: a host takes letters, digits, - and .; paths begin with /";
constexpr const char* hash_size =
    "Content-Security-Policy: a sha256 has 44, a sha384 64 and a sha512 88 characters of base64, with their =";
constexpr const char* port_missing =
    "Content-Security-Policy: a port is missing behind the colon, or // behind a scheme's";
constexpr const char* no_slashes =
    "Content-Security-Policy: behind a scheme's colon comes // and a host, or nothing; write https://example.com or "
    "csp::https";
constexpr const char* user = "Content-Security-Policy: browsers take no user and no password here; write the host alone";
constexpr const char* no_ipv6 = "Content-Security-Policy: browsers match no IPv6 address; write a host's name";
constexpr const char* bare_scheme =
    "Content-Security-Policy: a scheme without a colon is a host to browsers; write csp::https, csp::data and so on";
constexpr const char* scheme_port =
    "Content-Security-Policy: a port behind a scheme is one of a host of that name; write csp::https, or https:// and a host";
constexpr const char* directive_name =
    "Content-Security-Policy: a directive's name is a host to browsers here; the directive has a function of its own";
constexpr const char* no_keyword = "Content-Security-Policy: no such keyword; hosts and schemes stand without quotes";
constexpr const char* host_missing = "Content-Security-Policy: a source needs a host name";
constexpr const char* wildcard = "Content-Security-Policy: * stands for a whole host, or as *. at its beginning";
constexpr const char* port_form = "Content-Security-Policy: a port is a number or *";
constexpr const char* port_range = "Content-Security-Policy: a port is between 0 and 65535";
constexpr const char* query = "Content-Security-Policy: a source has no query and no fragment";
constexpr const char* escape = "Content-Security-Policy: % in a path needs two hexadecimal digits";

constexpr Refused refused[]{
    {"", "Content-Security-Policy: a source must not be empty"},
    {"self", unquoted_keyword},
    {"none", unquoted_keyword},
    {"Unsafe-Inline", unquoted_keyword},
    {"strict-dynamic", unquoted_keyword},
    {"nonce-abc", unquoted_nonce},
    {"sha256-abc", unquoted_hash},
    {"sha256-abc:443", unquoted_hash},
    {"SHA512-abc", unquoted_hash},
    {"a;b", separator},
    {"https://example.com/a,b", separator},
    {"'self';", separator},
    {"'self' https:", spaces},
    {" https:", spaces},
    {"'unknown'", no_keyword},
    {"'self", host_characters},
    {"self'", host_characters},
    {"\"self\"", host_characters},
    {"''", no_keyword},
    {"'", host_characters},
    {"'https://example.com'", no_keyword},
    {"'nonce-MTIzNDU2Nzg5MDEyMzQ1Ng=='", fixed_nonce},
    {"'NONCE-a-_b'", fixed_nonce},
    {"'nonce-'", "Content-Security-Policy: a nonce is base64, with at most two = at its end"},
    {"'nonce-a=b'", "Content-Security-Policy: a nonce is base64, with at most two = at its end"},
    {"'nonce-<abc>'", "Content-Security-Policy: a nonce is base64, with at most two = at its end"},
    {"'nonce-{nonce-of-each-response}'", "Content-Security-Policy: a nonce is base64, with at most two = at its end"},
    {"'nonce-abc==='", "Content-Security-Policy: a nonce is base64, with at most two = at its end"},
    {"'sha256-'", "Content-Security-Policy: a hash is base64, with at most two = at its end"},
    {"'sha256-%'", "Content-Security-Policy: a hash is base64, with at most two = at its end"},
    {"'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU'", hash_size},
    {"'sha384-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", hash_size},
    {"'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'", hash_size},
    {"'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=='", hash_size},
    {"'sha384-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=='", hash_size},
    {"data", bare_scheme},
    {"[::1]", no_ipv6},
    {"https:/example.com", port_missing},
    {"example.com:/a", port_missing},
    {"https://example.com:", port_missing},
    {"a.com:", port_missing},
    {"www.A.DE:", port_missing},
    {"cdn.example:", port_missing},
    {"example.com:", port_missing},
    {"info.example.com:", port_missing},
    {"de.example.com:", port_missing},
    {"example.de:", port_missing},
    {"fb.me:", port_missing},
    {"example.info:", port_missing},
    {"LocalHost:", port_missing},
    {"https:example.com", no_slashes},
    {"wss:example.com/a", no_slashes},
    {"data:text/html", no_slashes},
    {"user@example.com", user},
    {"https://user:pw@example.com", user},
    {"https://[::1]:9764", no_ipv6},
    {"http:80", scheme_port},
    {"HTTPS:443", scheme_port},
    {"wss:*", scheme_port},
    {"data:8/x", scheme_port},
    {"script-src", directive_name},
    {"IMG-SRC", directive_name},
    {"sandbox", directive_name},
    {"HTTPS", bare_scheme},
    {"blob", bare_scheme},
    {"'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='", no_keyword},
    {"https://", host_missing},
    {"https:///path", host_missing},
    {":443", host_missing},
    {"/path", host_missing},
    {".", host_missing},
    {"*.", host_missing},
    {"a..b", "Content-Security-Policy: a host name has an empty part"},
    {".example.com", "Content-Security-Policy: a host name has an empty part"},
    {"**", wildcard},
    {"a.*.example.com", wildcard},
    {"*example.com", wildcard},
    {"example.*", wildcard},
    {"exa_mple.com", host_characters},
    {"https//example.com", "Content-Security-Policy: a path begins with one /"},
    {"1http://example.com", "Content-Security-Policy: a scheme begins with a letter and takes letters, digits, + - ."},
    {"://example.com", "Content-Security-Policy: a scheme begins with a letter and takes letters, digits, + - ."},
    {"example.com:80a", port_form},
    {"example.com:65536", port_range},
    {"example.com:99999999999999999999", port_range},
    {"example.com?x", host_characters},
    {"example.com/?x", query},
    {"example.com/#x", query},
    {"example.com/%", escape},
    {"example.com/%4", escape},
    {"example.com/%zz", escape},
    {"example.com/<script>", "Content-Security-Policy: a path takes what a URL's path takes; percent-encode the rest"},
    {"example.com//a", "Content-Security-Policy: a path begins with one /"},
};

constexpr bool kinds_are_right() {
    for (const Accepted& row : accepted)
        if (csp::Source{sh::runtime{row.text}}.kind() != row.kind) return false;
    return true;
}
static_assert(kinds_are_right());

static_assert([] {
    struct Named {
        const csp::Source& source;
        std::string_view text;
    };
    for (const Named& named :
         {Named{csp::any, "*"}, Named{csp::https, "https:"}, Named{csp::http, "http:"}, Named{csp::wss, "wss:"},
          Named{csp::ws, "ws:"}, Named{csp::data, "data:"}, Named{csp::blob, "blob:"},
          Named{csp::mediastream, "mediastream:"}, Named{csp::filesystem, "filesystem:"}, Named{csp::self, "'self'"}})
        if (named.source.text() != named.text) return false;
    return true;
}());

// Text has no way in but the checked ones.
static_assert(!std::is_default_constructible_v<csp::Source>);
static_assert(!std::is_constructible_v<csp::Source, std::string_view>);
static_assert(!std::is_constructible_v<csp::Source, const char*>);

}  // namespace

TEST_CASE("Content-Security-Policy sources are told apart") {
    for (const Accepted& row : accepted) {
        INFO(row.text);
        const csp::Source source{sh::runtime{row.text}};
        CHECK(source.kind() == row.kind);
        CHECK(source.text() == row.text);
    }
}

TEST_CASE("Content-Security-Policy sources that browsers ignore or misread are refused") {
    for (const Refused& row : refused) {
        INFO(row.text);
        CHECK_THROWS_WITH(csp::Source{sh::runtime{row.text}}, row.message);
    }
    for (const std::string_view text : never_in_a_field) {
        const std::string path = "https://example.com/" + std::string{text};
        CHECK_THROWS_AS(csp::Source{sh::runtime{text}}, sh::InvalidHeader);
        CHECK_THROWS_AS(csp::Source{sh::runtime{path}}, sh::InvalidHeader);
    }
}

TEST_CASE("Content-Security-Policy sources outlive the text that they came from") {
    std::string text = "https://example.com";
    const csp::Source source{sh::runtime{text}};
    text.assign(text.size(), 'x');
    CHECK(source.text() == "https://example.com");
}

TEST_CASE("Content-Security-Policy schemes and hosts have a named way in") {
    CHECK(csp::scheme("web+app:").text() == "web+app:");
    CHECK(csp::host("https://a.example").text() == "https://a.example");
    CHECK_THROWS_WITH(csp::scheme("a.example"), "Content-Security-Policy: a scheme ends with a colon");
    CHECK_THROWS_WITH(csp::host("https:"), "Content-Security-Policy: this is no host");
    CHECK_THROWS_WITH(csp::host("'self'"), "Content-Security-Policy: this is no host");
}
