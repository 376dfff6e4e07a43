// SPDX-License-Identifier: MIT
#include <secure_headers/audit/rules.hpp>

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/report.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/headers.hpp>
#include <secure_headers/policy/content_security_policy.hpp>
#include <secure_headers/policy/content_security_policy_report_only.hpp>

#include "catch.hpp"
#include "sound_response.hpp"
#include "vectors.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;
using sound_response::changed;
using sound_response::Field;
using sound_response::Fields;
using sound_response::fields_of;
using sound_response::sound;

namespace {

struct Row {
    std::string_view id;
    std::string_view wrong;
    std::string_view mended;
    std::string_view value = {};  ///< The finding's.
    sh::AuditContext context = {};
};

const Row rows[]{
    {"hsts-missing", "Strict-Transport-Security: ", "Strict-Transport-Security: max-age=63072000; includeSubDomains"},
    {"hsts-invalid", "Strict-Transport-Security: max-age=abc",
     "Strict-Transport-Security: max-age=63072000; includeSubDomains", "abc"},
    {"hsts-disabled", "Strict-Transport-Security: max-age=0",
     "Strict-Transport-Security: max-age=31536000; includeSubDomains", "max-age=0"},
    {"hsts-below-180-days", "Strict-Transport-Security: includeSubDomains; max-age=15551999",
     "Strict-Transport-Security: max-age=31536000; includeSubDomains", "max-age=15551999"},
    {"hsts-below-1-year", "Strict-Transport-Security: max-age=15552000; includeSubDomains",
     "Strict-Transport-Security: max-age=31536000; includeSubDomains", "max-age=15552000"},
    {"hsts-without-subdomains", "Strict-Transport-Security: max-age=63072000",
     "Strict-Transport-Security: max-age=63072000; includesubdomains", "max-age=63072000"},
    {"hsts-preload-refused", "Strict-Transport-Security: max-age=63072000; preload",
     "Strict-Transport-Security: max-age=63072000; includeSubDomains", "preload"},
    {"hsts-preload-consent", "Strict-Transport-Security: max-age=63072000; includeSubDomains; preload",
     "Strict-Transport-Security: max-age=63072000; includeSubDomains", "preload"},
    {"hsts-quoted-max-age", "Strict-Transport-Security: max-age=\"63072000\"; includeSubDomains",
     "Strict-Transport-Security: max-age=63072000; includeSubDomains", "max-age=\"63072000\""},
    {"hsts-unknown-directive", "Strict-Transport-Security: max-age=63072000; includeSubDomains; includeSubdomain",
     "Strict-Transport-Security: max-age=63072000; includeSubDomains", "includeSubdomain"},
    {"hsts-repeated",
     "Strict-Transport-Security: max-age=63072000; includeSubDomains\nStrict-Transport-Security: max-age=0",
     "Strict-Transport-Security: max-age=63072000; includeSubDomains", "max-age=63072000; includeSubDomains, max-age=0"},
    {"hsts-over-http",
     "Strict-Transport-Security: max-age=63072000",
     "Strict-Transport-Security: ",
     "max-age=63072000",
     {.https = false}},
    {"http-not-redirected",
     "Strict-Transport-Security: ",
     "Strict-Transport-Security: \nContent-Type: text/css; charset=utf-8",
     "",
     {.https = false, .status = 200}},
    {"redirect-to-http",
     "Location: http://example.com/",
     "Location: https://example.com/",
     "http://example.com/",
     {.status = 301}},
    {"csp-missing", "Content-Security-Policy: ", ""},
    {"csp-report-only", "Content-Security-Policy: \nContent-Security-Policy-Report-Only: default-src 'none'", ""},
    {"csp-missing-for-xml", "Content-Security-Policy: img-src 'self'\nContent-Type: application/rss+xml",
     "Content-Security-Policy: script-src 'self'\nContent-Type: application/rss+xml"},
    {"csp-scripts-unrestricted", "Content-Security-Policy: img-src 'self'", "Content-Security-Policy: script-src 'self'"},
    {"csp-script-unsafe-inline", "[script-src]: script-src 'self' 'unsafe-inline'",
     "[script-src]: script-src 'unsafe-inline' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='", "'unsafe-inline'"},
    {"csp-script-any-host", "[script-src]: script-src https://*", "[script-src]: script-src 'self'", "https://*"},
    {"csp-script-data", "[script-src]: script-src data:", "[script-src]: script-src 'self'", "data:"},
    {"csp-script-blob", "[script-src]: script-src 'self' blob:", "[script-src]: script-src 'self'", "blob:"},
    {"csp-script-unsafe-eval", "[script-src]: script-src 'self' 'unsafe-eval'",
     "[script-src]: script-src 'self' 'wasm-unsafe-eval'", "'unsafe-eval'"},
    {"csp-script-unsafe-hashes",
     "[script-src]: script-src 'unsafe-hashes' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='",
     "[script-src]: script-src 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='", "'unsafe-hashes'"},
    {"csp-script-bypass", "[script-src]: script-src 'self' cdn.example https://cdnjs.cloudflare.com",
     "[script-src]: script-src 'self' cdn.example", "https://cdnjs.cloudflare.com"},
    {"csp-script-hosts", "[script-src]: script-src 'self' cdn.example",
     "[script-src]: script-src cdn.example 'strict-dynamic' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='",
     "cdn.example"},
    {"csp-object-src", "Content-Security-Policy: script-src 'self'; base-uri 'none'",
     "Content-Security-Policy: script-src 'self'; base-uri 'none'; object-src 'none'"},
    {"csp-object-src-not-none", "[object-src]: object-src 'self'", "[object-src]: ", "'self'"},
    {"csp-base-uri-missing-with-nonce",
     "Content-Security-Policy: default-src 'none'; script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'",
     "Content-Security-Policy: default-src 'none'; script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaaaa'; base-uri 'self'"},
    {"csp-base-uri-missing", "[base-uri]: ", "[base-uri]: base-uri 'self'"},
    {"csp-base-uri-any-host", "[base-uri]: base-uri *", "[base-uri]: base-uri 'self'", "*"},
    {"csp-form-action-missing", "[form-action]: ", "[form-action]: form-action 'self'"},
    {"csp-default-src-missing", "[default-src]: ", "[default-src]: default-src 'self'"},
    {"csp-style-unsafe-inline", "[style-src]: style-src 'unsafe-inline'",
     "[style-src]: style-src 'unsafe-inline' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='", "'unsafe-inline'"},
    {"csp-any-host", "[img-src]: img-src *", "[img-src]: img-src https://images.example", "*"},
    {"csp-plain-http", "[img-src]: img-src http://images.example",
     "[img-src]: img-src http://localhost:8080 https://images.example", "http://images.example"},
    {"csp-ip-source", "[img-src]: img-src https://10.0.0.1:80", "[img-src]: img-src http://127.0.0.1:80",
     "https://10.0.0.1:80"},
    {"csp-sandbox-escape", "[sandbox]: sandbox allow-scripts allow-same-origin", "[sandbox]: sandbox allow-scripts",
     "allow-same-origin"},
    {"csp-trusted-types-missing", "[require-trusted-types-for]: ", ""},
    {"csp-reporting-missing", "[report-to]: ", ""},
    {"csp-report-uri-only", "[report-to]: report-uri /csp", "[report-uri]: report-uri /csp", "/csp"},
    {"csp-block-all-mixed-content", "[block-all-mixed-content]: block-all-mixed-content", "", "block-all-mixed-content"},
    {"csp-weaker-than-report-only",
     "[script-src]: script-src 'self' 'unsafe-inline'\nContent-Security-Policy-Report-Only: default-src 'none'; report-to csp",
     "Content-Security-Policy-Report-Only: default-src 'self'; script-src 'self' 'unsafe-inline'; report-to csp",
     "script-src"},
    {"csp-unquoted-keyword", "[img-src]: img-src self", "[img-src]: img-src 'self'", "self"},
    {"csp-scheme-without-colon", "[img-src]: img-src data", "[img-src]: img-src data:", "data"},
    {"csp-unknown-keyword", "[img-src]: img-src 'slef'", "[img-src]: img-src 'self'", "'slef'"},
    {"csp-unknown-directive", "[image-src]: image-src 'self'", "[img-src]: img-src 'self'", "image-src"},
    {"csp-removed-directive", "[prefetch-src]: prefetch-src 'self'", "", "prefetch-src"},
    {"csp-duplicate-directive", "[x]: script-src 'none'", "", "script-src"},
    {"csp-directive-repeated", "[x]: script-src 'self'", "", "script-src"},
    {"csp-missing-semicolon", "[img-src]: img-src 'self' font-src", "[img-src]: img-src 'self'; font-src 'self'",
     "font-src"},
    {"csp-malformed-source", "[img-src]: img-src https:/images.example", "[img-src]: img-src https://images.example",
     "https:/images.example"},
    {"csp-not-ascii",
     "[img-src]: img-src \xe2"
     "\x80"
     "\x98"
     "self\xe2"
     "\x80"
     "\x99"
     "",
     "[img-src]: img-src 'self'",
     "img-src \xe2"
     "\x80"
     "\x98"
     "self\xe2"
     "\x80"
     "\x99"
     ""},
    {"csp-value", "[sandbox]: sandbox allow-script", "[sandbox]: sandbox allow-scripts", "allow-script"},
    {"csp-none-beside-others", "[img-src]: img-src 'none' 'self'", "[img-src]: img-src 'none'", "'none'"},
    {"csp-misplaced-source", "[img-src]: img-src 'unsafe-inline'", "[img-src]: img-src 'self'", "'unsafe-inline'"},
    {"csp-hash-length", "[script-src]: script-src 'sha256-AAAA'",
     "[script-src]: script-src 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='", "'sha256-AAAA'"},
    {"csp-strict-dynamic-alone", "[script-src]: script-src 'strict-dynamic'",
     "[script-src]: script-src 'strict-dynamic' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='",
     "'strict-dynamic'"},
    {"csp-unsafe-hashes-alone", "[script-src]: script-src 'unsafe-hashes'", "[script-src]: script-src 'self'",
     "'unsafe-hashes'"},
    {"csp-query-in-source", "[img-src]: img-src images.example/a?b", "[img-src]: img-src images.example/a",
     "images.example/a?b"},
    {"csp-duplicate-value", "[img-src]: img-src 'self' 'self'", "[img-src]: img-src 'self'", "'self'"},
    {"csp-empty-source-list", "[img-src]: img-src", "[img-src]: img-src 'none'", "img-src"},
    {"csp-report-only-sandbox", "Content-Security-Policy-Report-Only: sandbox; default-src 'none'; report-to csp",
     "Content-Security-Policy-Report-Only: default-src 'none'; report-to csp", "sandbox"},
    {"csp-nonce-cacheable", "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa=='\nCache-Control: max-age=60",
     "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa=='", "max-age=60"},
    {"csp-nonce-cache-unspecified", "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa=='\nCache-Control: ",
     "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa=='"},
    {"csp-nonce-short", "[script-src]: script-src 'nonce-abcdefg='",
     "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa=='", "'nonce-abcdefg='"},
    {"csp-style-nonce-cacheable", "[x]: style-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa=='\nCache-Control: max-age=60",
     "[x]: style-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa=='", "max-age=60"},
    {"csp-style-nonce-short", "[x]: style-src 'nonce-abcdefg='", "[x]: style-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa=='",
     "'nonce-abcdefg='"},
    {"csp-nonce-below-128-bits", "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaa'",
     "[script-src]: script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa=='", "'nonce-aaaaaaaaaaaaaaaaaaaaa'"},
    {"framing-unprotected", "[frame-ancestors]: \nX-Frame-Options: ", ""},
    {"framing-by-anybody", "[frame-ancestors]: frame-ancestors 'self' https://*",
     "[frame-ancestors]: frame-ancestors 'self'", "https://*"},
    {"x-frame-options-ignored", "[frame-ancestors]: \nX-Frame-Options: ALLOW-FROM https://example.com", "",
     "ALLOW-FROM https://example.com"},
    {"x-frame-options-unknown", "X-Frame-Options: ALLOWALL", "", "ALLOWALL"},
    {"x-frame-options-contradiction", "X-Frame-Options: DENY\nX-Frame-Options: SAMEORIGIN", "X-Frame-Options: deny",
     "DENY, SAMEORIGIN"},
    {"x-frame-options-repeated", "X-Frame-Options: DENY, deny", "X-Frame-Options: DENY", "DENY, deny"},
    {"framing-by-x-frame-options-only", "[frame-ancestors]: ", ""},
    {"x-frame-options-against-frame-ancestors", "X-Frame-Options: SAMEORIGIN",
     "[frame-ancestors]: frame-ancestors 'self'\nX-Frame-Options: SAMEORIGIN", "SAMEORIGIN"},
    {"nosniff-missing", "X-Content-Type-Options: ", ""},
    {"nosniff-invalid", "X-Content-Type-Options: no-sniff", "X-Content-Type-Options: NoSniff", "no-sniff"},
    {"nosniff-repeated", "X-Content-Type-Options: nosniff\nX-Content-Type-Options: nosniff", "", "nosniff, nosniff"},
    {"content-type-missing", "Content-Type: ", "", "", {.status = 200}},
    {"content-type-without-charset", "Content-Type: text/html", "Content-Type: text/html;Charset=utf-8", "text/html"},
    {"referrer-policy-missing", "Referrer-Policy: ", ""},
    {"referrer-policy-unsafe", "Referrer-Policy: no-referrer, unsafe-url", "Referrer-Policy: unsafe-url, no-referrer",
     "unsafe-url"},
    {"referrer-policy-weak", "Referrer-Policy: origin", "Referrer-Policy: strict-origin", "origin"},
    {"referrer-policy-invalid", "Referrer-Policy: never", "Referrer-Policy: same-origin", "never"},
    {"referrer-policy-unknown-token", "Referrer-Policy: same-origin, never", "Referrer-Policy: same-origin", "never"},
    {"coop-missing", "Cross-Origin-Opener-Policy: ", ""},
    {"coop-unsafe-none", "Cross-Origin-Opener-Policy: unsafe-none",
     "Cross-Origin-Opener-Policy: same-origin-allow-popups", "unsafe-none"},
    {"coop-invalid", "Cross-Origin-Opener-Policy: same-origin\nCross-Origin-Opener-Policy: same-origin",
     "Cross-Origin-Opener-Policy: noopener-allow-popups", ", same-origin"},
    {"coep-invalid", "Cross-Origin-Embedder-Policy: Require-Corp", "Cross-Origin-Embedder-Policy: require-corp",
     "Require-Corp"},
    {"coep-without-coop",
     "Cross-Origin-Embedder-Policy: require-corp\nCross-Origin-Opener-Policy: same-origin-allow-popups",
     "Cross-Origin-Embedder-Policy: require-corp", "same-origin-allow-popups"},
    {"corp-missing", "Cross-Origin-Resource-Policy: ", ""},
    {"corp-invalid", "Cross-Origin-Resource-Policy: Same-Origin", "Cross-Origin-Resource-Policy: same-site",
     "Same-Origin"},
    {"corp-cross-origin", "Cross-Origin-Resource-Policy: cross-origin", "Cross-Origin-Resource-Policy: same-site",
     "cross-origin"},
    {"origin-agent-cluster-invalid", "Origin-Agent-Cluster: 1", "Origin-Agent-Cluster: ?0", "1"},
    {"permissions-policy-missing", "Permissions-Policy: ", ""},
    {"permissions-policy-old-syntax", "Permissions-Policy: geolocation 'none'; camera 'self'",
     "Permissions-Policy: geolocation=(), camera=(self)", "'none'; camera 'self'"},
    {"permissions-policy-invalid", "Permissions-Policy: geolocation=(), Camera=()",
     "Permissions-Policy: geolocation=(), camera=()", "Camera=()"},
    {"permissions-policy-allowlist", "Permissions-Policy: geolocation=(none)", "Permissions-Policy: geolocation=()",
     "none"},
    {"permissions-policy-unknown-feature", "Permissions-Policy: geo-location=()", "Permissions-Policy: geolocation=()",
     "geo-location"},
    {"permissions-policy-repeated", "Permissions-Policy: camera=()\nPermissions-Policy: camera=self",
     "Permissions-Policy: camera=()\nPermissions-Policy: usb=self", "camera"},
    {"permissions-policy-any", "Permissions-Policy: camera=*",
     "Permissions-Policy: camera=(self \"https://a.example\")", "camera"},
    {"permissions-policy-cancels-isolation",
     "Permissions-Policy: cross-origin-isolated=()\nCross-Origin-Embedder-Policy: require-corp",
     "Permissions-Policy: cross-origin-isolated=(self)\nCross-Origin-Embedder-Policy: require-corp",
     "cross-origin-isolated"},
    {"report-to-undeclared", "[report-to]: report-to other",
     "[report-to]: report-to other\nReporting-Endpoints: \nReport-To: {\"group\": \"other\", \"max_age\": 1, \"endpoints\": [{\"url\": \"https://r.example\"}]}",
     "other"},
    {"reporting-endpoints-invalid", "Reporting-Endpoints: csp=\"http://r.example\"", "", "http://r.example"},
    {"reporting-endpoints-unused", "Reporting-Endpoints: csp=\"/csp\", old=\"/old\"",
     "Reporting-Endpoints: csp=\"/csp\", default=\"/all\"", "old"},
    {"nel-without-report-to", "NEL: {\"report_to\":\"default\",\"max_age\":1}", "",
     "{\"report_to\":\"default\",\"max_age\":1}"},
    {"report-to-invalid", R"(Report-To: {"group":"a","endpoints":[{"url":"https://r.example"}]})",
     R"(Report-To: {"group":"a","max_age":1,"endpoints":[{"url":"https://r.example"}]})", "a"},
    {"nel-invalid", R"(NEL: {"report_to":"a"})", R"(NEL: {"report_to":"a","max_age":1})", R"({"report_to":"a"})"},
    {"integrity-policy-invalid", "Integrity-Policy: blocked-destinations=(scripts script)",
     "Integrity-Policy: blocked-destinations=(script)", "scripts"},
    {"cache-control-contradiction", "Cache-Control: no-store, public", "Cache-Control: no-store, max-age=0",
     "no-store, public"},
    {"cache-control-unknown", "Cache-Control: no-store, community=\"UCI\"", "Cache-Control: no-store", "community"},
    {"cache-control-invalid", "Cache-Control: no-store, max-age=\"1\"", "Cache-Control: no-store", "\"1\""},
    {"cookie-cacheable", "Set-Cookie: __Host-a=b; Secure; HttpOnly; SameSite=Lax; Path=/\nCache-Control: max-age=60",
     "Set-Cookie: __Host-a=b; Secure; HttpOnly; SameSite=Lax; Path=/\nCache-Control: private, max-age=60", "max-age=60"},
    {"cache-control-missing", "Cache-Control: ", "Cache-Control: no-cache"},
    {"expires-overruled", "Expires: 0", "", "0"},
    {"pragma", "Pragma: no-cache", "", "no-cache"},
    {"clear-site-data-invalid", "Clear-Site-Data: cache", "Clear-Site-Data: \"cache\"", "cache"},
    {"clear-site-data", "Clear-Site-Data: \"*\"", "Clear-Site-Data: \"cache\"", "\"*\""},
    {"cors-reflects-with-credentials",
     "Access-Control-Allow-Origin: https://evil.example\nAccess-Control-Allow-Credentials: true\nVary: Origin",
     "Access-Control-Allow-Origin: https://good.example\nAccess-Control-Allow-Credentials: true\nVary: Accept, origin",
     "https://evil.example",
     {.request_origin = "https://evil.example"}},
    {"cors-reflects",
     "Access-Control-Allow-Origin: https://evil.example\nVary: Origin",
     "Access-Control-Allow-Origin: https://good.example\nVary: Origin",
     "https://evil.example",
     {.request_origin = "https://evil.example"}},
    {"cors-null-with-credentials", "Access-Control-Allow-Origin: null\nAccess-Control-Allow-Credentials: true", "",
     "null"},
    {"cors-null", "Access-Control-Allow-Origin: null", "", "null"},
    {"cors-any-with-credentials", "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true", "", "*"},
    {"cors-any", "Access-Control-Allow-Origin: *", "", "*"},
    {"cors-origin-invalid", "Access-Control-Allow-Origin: https://a.example, https://b.example",
     "Access-Control-Allow-Origin: https://a.example\nVary: Origin", "https://a.example, https://b.example"},
    {"cors-plain-http",
     "Access-Control-Allow-Origin: http://a.example\nAccess-Control-Allow-Credentials: true\nVary: Origin",
     "Access-Control-Allow-Origin: https://a.example\nAccess-Control-Allow-Credentials: true\nVary: Origin",
     "http://a.example"},
    {"cors-without-vary", "Access-Control-Allow-Origin: https://a.example\nVary: Accept-Encoding\nCache-Control: no-cache",
     "Access-Control-Allow-Origin: https://a.example\nVary: *\nCache-Control: no-cache", "Accept-Encoding"},
    {"cors-credentials-invalid", "Access-Control-Allow-Credentials: false", "Access-Control-Allow-Credentials: true",
     "false"},
    {"cors-wildcard-is-literal", "Access-Control-Allow-Credentials: true\nAccess-Control-Allow-Headers: *",
     "Access-Control-Allow-Credentials: true\nAccess-Control-Allow-Headers: X-Own", "*"},
    {"timing-allow-any", "Timing-Allow-Origin: *", "Timing-Allow-Origin: https://a.example", "*"},
    {"cookie-session-without-secure", "Set-Cookie: PHPSESSID=1; HttpOnly; SameSite=Lax",
     "Set-Cookie: __Host-session=1; Secure; HttpOnly; SameSite=Lax; Path=/", "PHPSESSID"},
    {"cookie-without-secure", "Set-Cookie: colour=1; HttpOnly; SameSite=Lax",
     "Set-Cookie: __Host-colour=1; Secure; HttpOnly; SameSite=Lax; Path=/", "colour"},
    {"cookie-session-without-httponly", "Set-Cookie: __Host-login=1; Secure; SameSite=Lax; Path=/",
     "Set-Cookie: __Host-login=1; Secure; HttpOnly; SameSite=Lax; Path=/", "__Host-login"},
    {"cookie-without-httponly", "Set-Cookie: __Host-a=1; Secure; SameSite=Lax; Path=/",
     "Set-Cookie: __Host-csrf=1; Secure; SameSite=Lax; Path=/", "__Host-a"},
    {"cookie-csrf-without-samesite", "Set-Cookie: __Host-csrf=1; Secure; Path=/",
     "Set-Cookie: __Host-csrf=1; Secure; Path=/; SameSite=Strict", "__Host-csrf"},
    {"cookie-session-samesite-none", "Set-Cookie: __Host-sid=1; Secure; HttpOnly; SameSite=None; Path=/",
     "Set-Cookie: __Host-sid=1; Secure; HttpOnly; SameSite=Lax; Path=/", "__Host-sid"},
    {"cookie-without-samesite", "Set-Cookie: __Host-a=1; Secure; HttpOnly; Path=/",
     "Set-Cookie: __Host-a=1; Secure; HttpOnly; Path=/; samesite=lax", "__Host-a"},
    {"cookie-samesite-unknown", "Set-Cookie: __Host-a=1; Secure; HttpOnly; Path=/; SameSite=Strong",
     "Set-Cookie: __Host-a=1; Secure; HttpOnly; Path=/; SameSite=Strict", "__Host-a"},
    {"cookie-rejected", "Set-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax",
     "Set-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/", "__Host-a"},
    {"cookie-secure-over-http",
     "Strict-Transport-Security: \nSet-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/",
     "Strict-Transport-Security: ",
     "__Host-a",
     {.https = false}},
    {"cookie-without-name", "Set-Cookie: a; Secure; HttpOnly; SameSite=Lax; Path=/",
     "Set-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/", "a"},
    {"cookie-without-prefix", "Set-Cookie: a=1; Secure; HttpOnly; SameSite=Lax; Path=/",
     "Set-Cookie: __Secure-a=1; Secure; HttpOnly; SameSite=Lax; Path=/", "a"},
    {"cookie-prefix-case", "Set-Cookie: __host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/",
     "Set-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/", "__host-a"},
    {"cookie-http-prefix", "Set-Cookie: __Http-a=1; Secure; SameSite=Lax; Path=/",
     "Set-Cookie: __Http-a=1; Secure; HttpOnly; SameSite=Lax; Path=/", "__Http-a"},
    {"cookie-domain", "Set-Cookie: __Secure-a=1; Secure; HttpOnly; SameSite=Lax; Domain=example.com",
     "Set-Cookie: __Secure-a=1; Secure; HttpOnly; SameSite=Lax", "__Secure-a"},
    {"cookie-lifetime", "Set-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=34560001",
     "Set-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=34560000", "__Host-a"},
    {"cookie-attribute-unknown", "Set-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/; Http-Only",
     "Set-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/", "Http-Only"},
    {"cookie-repeated",
     "Set-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/\nSet-Cookie: __Host-a=2; Secure; HttpOnly; SameSite=Lax; Path=/",
     "Set-Cookie: __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/\nSet-Cookie: __Host-a=; Max-Age=0; Secure; Path=/",
     "__Host-a"},
    {"version-disclosed", "Server: Apache/2.4.54 (Debian)", "", "2.4.54 (Debian)"},
    {"product-disclosed", "X-Powered-By: Express", "", "Express"},
    {"debug-header", "X-Debug-Token: a1b2", "", "a1b2"},
    {"server-timing", "Server-Timing: db;dur=53", "", "db;dur=53"},
    {"basic-authentication-over-http",
     "Strict-Transport-Security: \nWWW-Authenticate: Basic realm=\"a\"",
     "Strict-Transport-Security: \nWWW-Authenticate: Digest realm=\"a\"",
     "Basic realm=\"a\"",
     {.https = false}},
    {"x-xss-protection", "X-XSS-Protection: 1; mode=block", "X-XSS-Protection: 0", "1; mode=block"},
    {"public-key-pins", "Public-Key-Pins: max-age=1", "", "max-age=1"},
    {"expect-ct", "Expect-CT: max-age=1", "", "max-age=1"},
    {"feature-policy", "Feature-Policy: camera 'none'", "", "camera 'none'"},
    {"obsolete-header", "X-WebKit-CSP: default-src 'self'", "", "default-src 'self'"},
    {"cross-domain-policies", "X-Permitted-Cross-Domain-Policies: all", "X-Permitted-Cross-Domain-Policies: none", "all"},
    {"dns-prefetch", "X-DNS-Prefetch-Control: on", "X-DNS-Prefetch-Control: off", "on"},
    {"value-not-ascii",
     "X-Own: caf\xc3"
     "\xa9"
     "",
     "X-Own: cafe\t1",
     "\xc3"
     ""},
};

std::size_t count(const sh::Report& report, std::string_view id) {
    std::size_t times = 0;
    for (const sh::Finding& finding : report.findings()) times += finding.id == id ? 1U : 0U;
    return times;
}

const sh::Finding* find(const sh::Report& report, std::string_view id) {
    for (const sh::Finding& finding : report.findings())
        if (finding.id == id) return &finding;
    return nullptr;
}

}  // namespace

TEST_CASE("A sound response has no finding") {
    const sh::Report report = sh::audit(sound);
    for (const sh::Finding& finding : report.findings()) FAIL_CHECK(finding.id);
    CHECK(report.worst() == sh::Severity::none);
    CHECK(report.score() == 110);
    CHECK(report.grade() == "A+");
}

TEST_CASE("Each rule finds the mistake, with its place, and nothing in the corrected twin") {
    for (const Row& row : rows) {
        INFO(row.id);
        const Fields fields = changed(row.wrong);
        const sh::Report wrong = sh::audit(fields, row.context);
        REQUIRE(count(wrong, row.id) == 1);
        const sh::Finding& finding = *find(wrong, row.id);
        CHECK(finding.value.view() == row.value);
        std::string joined;
        for (const auto& field : fields)
            if (field.name == finding.header.view()) joined += (joined.empty() ? "" : ", ") + field.value;
        if (!row.value.empty()) CHECK(joined.substr(finding.offset, row.value.size()) == row.value);
        CHECK(count(sh::audit(changed(row.mended), row.context), row.id) == 0);
    }
}

TEST_CASE("Of several policies a host for scripts counts that all let through") {
    const auto with = [](const std::string& other) {
        return sh::audit(
            changed("Content-Security-Policy: script-src 'self' https://cdnjs.cloudflare.com a.example\n"
                    "Content-Security-Policy: script-src 'self' " +
                    other));
    };
    CHECK(count(with("cdn.example"), "csp-script-bypass") == 0);
    CHECK(count(with("cdn.example"), "csp-script-hosts") == 0);
    CHECK(count(with("https:"), "csp-script-bypass") == 1);
    const sh::Report report = with("*.example");
    CHECK(count(report, "csp-script-bypass") == 0);
    REQUIRE(count(report, "csp-script-hosts") == 1);
    CHECK(find(report, "csp-script-hosts")->value.view() == "a.example");
    const sh::Report both = sh::audit(changed("[script-src]: script-src https://cdnjs.cloudflare.com cdn.example"));
    CHECK(count(both, "csp-script-bypass") == 1);
    CHECK(count(both, "csp-script-hosts") == 0);
}

TEST_CASE("No header that rules ask for by name is on the list of what tells of the server") {
    for (const std::string_view name : sh::audit_rules::header_names)
        CHECK_FALSE(sh::audit_rules::disclosure::tells_product({name, "", sh::audit_rules::Header::other}));
}

TEST_CASE("A place counts the fields of its name before it") {
    for (const Row& row : rows) {
        Fields fields = changed(row.wrong);
        fields.insert(fields.begin(), {"X-Debug-Token", "first"});
        fields.insert(fields.begin(), {"Server", "first"});
        for (const Field& field : changed(row.wrong)) fields.push_back(field);
        for (const sh::Finding& finding : sh::audit(fields, row.context).findings()) {
            std::string joined;
            for (const Field& field : fields)
                if (sh::detail::iequals(field.name, finding.header))
                    joined.append(joined.empty() ? "" : ", ").append(field.value);
            const std::string_view value = finding.value.view();
            INFO(row.id << ": " << finding.id << " at " << finding.offset << " of " << joined);
            CHECK(sh::detail::istarts_with(std::string_view{joined}.substr(std::min(finding.offset, joined.size())),
                                           value));
        }
    }
    const Fields twice{{"Server", "nginx/1.18.0"}, {"server", "PHP/8.1.2"}};
    std::string places;
    for (const sh::Finding& finding : sh::audit(twice).findings())
        if (finding.id == "version-disclosed") places += std::to_string(finding.offset) + " ";
    CHECK(places == "6 18 ");
}

TEST_CASE("A nonce that the response before had is found in the second of two") {
    const auto with_nonce = [](const char* nonce) {
        return changed(std::string{"[script-src]: script-src 'nonce-"} + nonce + "'");
    };
    const Fields first = with_nonce("abcdefghijklmnopqrstuvwx"), other = with_nonce("ABCdefghijklmnopqrstuvwx");
    const sh::Report report = sh::audit(first, first);
    REQUIRE(count(report, "csp-nonce-repeated") == 1);
    CHECK(find(report, "csp-nonce-repeated")->value.view() == "'nonce-abcdefghijklmnopqrstuvwx'");
    CHECK(count(sh::audit(first, other), "csp-nonce-repeated") == 0);
    CHECK(count(sh::audit(first), "csp-nonce-repeated") == 0);
    CHECK(count(report, "csp-style-nonce-repeated") == 0);
}

TEST_CASE("A nonce counts where a list of a document's scripts or styles is in force, and for styles less") {
    constexpr const char* nonce = "'nonce-abcdefghijklmnopqrstuv'";
    struct Row {
        std::string policy;
        bool of_scripts, of_styles;
        std::string lines{};
    };
    const std::string n = nonce;
    for (const Row& row : {
             Row{"script-src " + n, true, false},
             Row{"script-src-elem " + n + "; script-src 'none'", true, false},
             Row{"default-src " + n, true, false},
             Row{"script-src " + n + "; style-src " + n, true, false},
             Row{"script-src 'self'; style-src " + n, false, true},
             Row{"script-src 'self'; default-src " + n, false, true},
             Row{"script-src 'self'; style-src-elem " + n, false, true},
             Row{"sandbox; default-src " + n, false, true},
             Row{"script-src " + n, true, false, "\nContent-Type: application/rss+xml"},
             Row{"script-src 'self'; img-src " + n, false, false},
             Row{"script-src 'self'; script-src-attr " + n, false, false},
             Row{"script-src 'self'; frame-ancestors " + n, false, false},
             Row{"script-src 'self'; style-src 'self'; default-src " + n, false, false},
             Row{"script-src 'self'; script-src " + n, false, false},
             Row{"script-src 'self'; worker-src " + n, false, false},
             Row{"script-src " + n, false, false, "\nContent-Type: application/json"},
         }) {
        INFO(row.policy << row.lines);
        const auto audited = [&](const std::string& policy, const std::string& lines) {
            const Fields fields = changed("Content-Security-Policy: " + policy + row.lines + lines);
            return sh::audit(fields, fields);
        };
        std::string short_one = row.policy, weak = row.policy;
        for (std::string* const policy : {&short_one, &weak})
            for (std::size_t at = policy->find(n); at != std::string::npos; at = policy->find(n, at + 1))
                policy->replace(at, n.size(), policy == &weak ? "'nonce-abcdefghijkl'" : "'nonce-abc'");
        const std::size_t of_scripts = row.of_scripts ? 1 : 0, of_styles = row.of_styles ? 1 : 0;
        CHECK(count(audited(row.policy, ""), "csp-nonce-repeated") == of_scripts);
        CHECK(count(audited(row.policy, ""), "csp-style-nonce-repeated") == of_styles);
        CHECK(count(audited(row.policy, "\nCache-Control: public"), "csp-nonce-cacheable") == of_scripts);
        CHECK(count(audited(row.policy, "\nCache-Control: public"), "csp-style-nonce-cacheable") == of_styles);
        CHECK(count(audited(row.policy, "\nCache-Control: "), "csp-nonce-cache-unspecified") == of_scripts + of_styles);
        CHECK(count(audited(short_one, ""), "csp-nonce-short") == of_scripts);
        CHECK(count(audited(short_one, ""), "csp-style-nonce-short") == of_styles);
        CHECK(count(audited(weak, ""), "csp-nonce-below-128-bits") == of_scripts + of_styles);
    }
}

TEST_CASE("A name that no Reporting-Endpoints declares is found wherever it stands") {
    for (const char* line :
         {"Cross-Origin-Opener-Policy: same-origin;report-to=\"x\"",
          "Cross-Origin-Opener-Policy-Report-Only: same-origin;report-to=\"x\"",
          "Cross-Origin-Embedder-Policy: require-corp;report-to=\"x\"",
          "Cross-Origin-Embedder-Policy-Report-Only: require-corp;report-to=\"x\"",
          "Permissions-Policy: camera=();report-to=\"x\"", "Permissions-Policy-Report-Only: camera=();report-to=\"x\"",
          "Integrity-Policy: blocked-destinations=(script), endpoints=(csp x)",
          "Integrity-Policy-Report-Only: blocked-destinations=(script), endpoints=(x)",
          "Content-Security-Policy-Report-Only: default-src 'none'; report-to x"}) {
        INFO(line);
        const sh::Report report = sh::audit(changed(line));
        REQUIRE(count(report, "report-to-undeclared") == 1);
        const sh::Finding& finding = *find(report, "report-to-undeclared");
        CHECK(finding.header.view() == fields_of(line)[0].name);
        CHECK(fields_of(line)[0].value.substr(finding.offset, 1) == "x");
    }
}

TEST_CASE("What other auditors call a finding is an id of theirs") {
    const auto inventory = load_vectors("rules_inventory");
    if (!inventory) return;
    std::set<std::string> ids;
    for (const auto& rule : *inventory)
        ids.insert(rule["source"].get<std::string>() + " " + rule["id"].get<std::string>());
    const auto check = [&](const std::string& source, const sh::Words& words) {
        for (const std::string_view word : words) {
            INFO(word);
            CHECK(ids.count(source + " " + std::string{word}) == 1);
        }
    };
    for (const sh::audit_rules::Rules& rules : sh::audit_rules::all_rules)
        for (const sh::audit_rules::Rule& rule : rules) {
            check("csp-evaluator", rule.csp_evaluator.words());
            check("observatory", rule.observatory.words());
            check("hstspreload", rule.hstspreload.words());
        }
}

/// What other auditors look at and no rule of ours does, and why. What earns points is no finding.
struct Left {
    std::string_view ids;  ///< Words; `*` stands for any end.
    std::string_view reason;
};
constexpr Left left_out[]{
    {"csp-evaluator UNSAFE_INLINE_FALLBACK ALLOWLIST_FALLBACK", "fallbacks are for browsers that nobody has any more"},
    {"csp-evaluator IGNORED", "what browsers ignore weakens nothing"},
    {"csp-evaluator REPORT_TO_ONLY", "report-to is what browsers are to read"},
    {"observatory sri-*", "needs the page"},
    {"observatory redirection-all-redirects-preloaded hsts-preloaded", "needs the preload list"},
    {"observatory redirection-invalid-cert hsts-invalid-cert", "needs the connection"},
    {"observatory hsts-not-implemented-no-https", "http-not-redirected and hsts-over-http say it"},
    {"observatory redirection-off-host-from-http redirection-not-to-https-on-initial-redirection", "needs the way to it"},
    {"hstspreload header.preloadable.preload.missing", "consent to preload is a choice"},
    {"hstspreload header.removable.missing.max_age", "hsts-invalid says it"},
    {"hstspreload header.parse.repeated.*", "hsts-invalid says it: browsers ignore the header"},
    {"hstspreload header.parse.* header.preloadable.max_age.over_10_years", "browsers take it"},
    {"hstspreload redirects.* domain.* tls.*", "needs more responses, the name or the connection"},
    {"asvs-5.0 3.1.1", "is about documents"},
    {"asvs-5.0 3.2.1 5.4.1 5.4.2 14.2.5", "needs to know what the response is for"},
    {"asvs-5.0 4.2.3", "needs to know the version of HTTP"},
    {"hsecscan Frame-Options X-WebKit-CSP", "obsolete-csp-header and its like name several headers"},
    {"hsecscan Public-Key-Pins-Report-Only", "is named by the rule of Public-Key-Pins"},
};

const Left* find_left(const std::string& source, const std::string& id) {
    for (const Left& left : left_out) {
        const std::string ids = std::string{left.ids} + " ";
        if (!ids.starts_with(source + " ")) continue;
        for (std::size_t at = source.size() + 1, end; (end = ids.find(' ', at)) != std::string::npos; at = end + 1) {
            const std::string pattern = ids.substr(at, end - at);
            if (pattern == id || (pattern.ends_with('*') && id.starts_with(pattern.substr(0, pattern.size() - 1))))
                return &left;
        }
    }
    return nullptr;
}

TEST_CASE("What other auditors look at, a rule does, or there is a reason") {
    const auto inventory = load_vectors("rules_inventory");
    if (!inventory) return;
    std::set<std::string> covered;
    const auto cover = [&](const std::string& source, const sh::Words& words, std::string_view prefix = {}) {
        for (const std::string_view word : words)
            if (word.starts_with(prefix)) covered.insert(source + std::string{word.substr(prefix.size())});
    };
    for (const sh::audit_rules::Rules& rules : sh::audit_rules::all_rules)
        for (const sh::audit_rules::Rule& rule : rules) {
            cover("csp-evaluator ", rule.csp_evaluator.words());
            cover("observatory ", rule.observatory.words());
            cover("hstspreload ", rule.hstspreload.words());
            cover("asvs-5.0 ", rule.references.words(), "ASVS 5.0: ");
            cover("oshp-validator ", rule.references.words(), "OWASP Secure Headers: ");
            covered.insert("hsecscan " + std::string{rule.header});
        }
    std::set<const Left*> used;
    for (const auto& rule : *inventory) {
        const std::string source = rule["source"], id = rule["id"];
        const bool is_praise = source == "observatory" && rule["severity"].is_number() && rule["severity"] >= 0;
        const Left* const left = find_left(source, id);
        INFO(source << ' ' << id);
        CHECK((covered.count(source + " " + id) == 1 || left != nullptr || is_praise));
        used.insert(left);
    }
    for (const Left& left : left_out) {
        INFO(left.ids);
        CHECK(used.count(&left) == 1);
    }
    CHECK(inventory->size() == 205);
}

TEST_CASE("A report-only policy that would keep out more is a finding, and the directive that lets it in") {
    struct Row {
        const char* enforced;
        const char* report_only;
        const char* blamed;  ///< Null for no finding, empty for want of a directive.
    };
    for (const Row& row : {
             Row{"default-src 'self'", "default-src 'self'", nullptr},
             Row{"default-src 'self'", "default-src 'self' https://cdn.example", nullptr},
             Row{"default-src 'self' https://cdn.example", "default-src 'self'", "default-src"},
             Row{"default-src *", "default-src https:", "default-src"},
             Row{"script-src 'self'", "script-src 'self'; img-src 'self'", ""},
             Row{"script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA'", "script-src 'nonce-BBBBBBBBBBBBBBBBBBBBBBBB'",
                 "script-src"},
             Row{"script-src 'self'; img-src *, script-src *; img-src 'self'", "script-src 'self'; img-src 'self'",
                 nullptr},
             Row{"img-src 'self', script-src a.com", "script-src 'none'", "script-src"},
             Row{"img-src 'self', script-src a.com", "script-src a.com; img-src 'self'", nullptr},
             Row{"script-src 'self' 'unsafe-eval'", "script-src 'self'", "script-src"},
             Row{"script-src 'self'", "script-src 'self'; require-trusted-types-for 'script'", ""},
             Row{"script-src *, script-src 'self'", "script-src 'self'", nullptr},
             Row{"script-src *, script-src https:", "script-src 'self'", "script-src"},
             Row{"img-src 'self'", "report-uri /csp", nullptr},
             Row{"script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA', script-src https:", "script-src 'none'", "script-src"},
             Row{"script-src https:, script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA'", "script-src a.com", "script-src"},
             Row{"style-src 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA', style-src https:", "style-src 'self'", "style-src"},
             Row{"script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA', script-src https:", "script-src https:", nullptr},
             Row{"script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA', script-src a.com",
                 "script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA'", nullptr},
             Row{"script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA', script-src 'none'", "script-src 'none'", nullptr},
             Row{"script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA', script-src a.com, script-src b.com", "script-src 'none'",
                 nullptr},
             Row{"script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA', img-src https:; script-src 'strict-dynamic' a.com",
                 "script-src 'none'; img-src https:", nullptr},
         }) {
        INFO(row.enforced << " against " << row.report_only);
        const sh::Report report = sh::audit(Fields{{"Content-Security-Policy", row.enforced},
                                                   {"Content-Security-Policy-Report-Only", row.report_only}});
        REQUIRE(count(report, "csp-weaker-than-report-only") == (row.blamed == nullptr ? 0 : 1));
        if (row.blamed != nullptr) CHECK(find(report, "csp-weaker-than-report-only")->value.view() == row.blamed);
        const sh::Report beside = sh::audit(Fields{{"Content-Security-Policy", row.enforced},
                                                   {"Content-Security-Policy", row.report_only},
                                                   {"Content-Security-Policy-Report-Only", row.report_only}});
        CHECK(count(beside, "csp-weaker-than-report-only") == 0);
        CHECK(beside.score() >= report.score());
        CHECK(beside.worst() <= report.worst());
    }
}

TEST_CASE("What a report-only policy keeps out, its fix enforces beside what is enforced already") {
    const auto report_only = sh::ContentSecurityPolicy{}.img_src({sh::csp::none});
    auto headers = sh::SecureHeaders::empty()
                       .set(sh::ContentSecurityPolicy{}.script_src({sh::csp::self}).frame_ancestors({sh::csp::none}))
                       .set(sh::ContentSecurityPolicyReportOnly{report_only});
    const sh::Report before = sh::audit(headers);
    const sh::Finding* const finding = find(before, "csp-weaker-than-report-only");
    REQUIRE(finding != nullptr);
    REQUIRE(finding->fix.view().starts_with("headers.add(sh::ContentSecurityPolicy{report_only});"));
    headers.add(sh::ContentSecurityPolicy{report_only});
    const sh::Report after = sh::audit(headers);
    CHECK(find(after, "csp-weaker-than-report-only") == nullptr);
    CHECK(after.score() > before.score());
    for (const sh::Finding& left : after.findings()) CHECK(find(before, left.id) != nullptr);
}

TEST_CASE("Every rule is tested, has an id of its own, and says all that a finding needs") {
    std::set<std::string_view> tested{"csp-nonce-repeated", "csp-style-nonce-repeated"}, known;
    for (const Row& row : rows) CHECK(tested.insert(row.id).second);
    for (const sh::audit_rules::Rules& rules : sh::audit_rules::all_rules)
        for (const sh::audit_rules::Rule& rule : rules) {
            INFO(rule.id);
            CHECK(known.insert(rule.id).second);
            CHECK(tested.count(rule.id) == 1);
            CHECK(rule.severity != sh::Severity::none);
            CHECK_FALSE(rule.header.empty());
            CHECK(rule.message.ends_with('.'));
            CHECK_FALSE(rule.fix.empty());
            CHECK_FALSE(rule.references.words().empty());
            CHECK(rule.check != nullptr);
            CHECK(sh::audit_rules::find_rule(rule.id) == &rule);
        }
    CHECK(known == tested);
    CHECK(sh::audit_rules::find_rule("no-such-rule") == nullptr);
}

TEST_CASE("Every rule has its weight, a header that is known, and references of known kinds") {
    struct Weight {
        sh::Severity severity;
        std::vector<std::string_view> ids;
    };
    const Weight weights[]{
        {sh::Severity::critical, {"cors-reflects-with-credentials"}},
        {sh::Severity::high,
         {"basic-authentication-over-http",
          "cookie-session-without-httponly",
          "cookie-session-without-secure",
          "cors-null-with-credentials",
          "csp-base-uri-missing-with-nonce",
          "csp-missing",
          "csp-nonce-repeated",
          "csp-report-only",
          "csp-script-any-host",
          "csp-script-bypass",
          "csp-script-data",
          "csp-script-unsafe-inline",
          "csp-scripts-unrestricted",
          "framing-by-anybody",
          "framing-unprotected",
          "hsts-disabled",
          "http-not-redirected",
          "hsts-invalid",
          "hsts-missing",
          "public-key-pins",
          "x-frame-options-ignored"}},
        {sh::Severity::medium,
         {"clear-site-data-invalid",
          "coep-invalid",
          "cookie-cacheable",
          "cookie-csrf-without-samesite",
          "cookie-rejected",
          "cookie-repeated",
          "cookie-samesite-unknown",
          "cookie-secure-over-http",
          "cookie-session-samesite-none",
          "cookie-without-secure",
          "coop-invalid",
          "corp-invalid",
          "cors-any-with-credentials",
          "cors-null",
          "cors-origin-invalid",
          "cors-plain-http",
          "cors-reflects",
          "csp-base-uri-any-host",
          "csp-base-uri-missing",
          "csp-duplicate-directive",
          "csp-hash-length",
          "csp-missing-semicolon",
          "csp-nonce-cacheable",
          "csp-nonce-short",
          "csp-none-beside-others",
          "csp-not-ascii",
          "csp-object-src",
          "csp-plain-http",
          "csp-scheme-without-colon",
          "csp-script-unsafe-eval",
          "csp-strict-dynamic-alone",
          "csp-unknown-directive",
          "csp-unknown-keyword",
          "csp-unquoted-keyword",
          "csp-value",
          "debug-header",
          "hsts-below-180-days",
          "nosniff-invalid",
          "nosniff-missing",
          "permissions-policy-allowlist",
          "permissions-policy-invalid",
          "permissions-policy-old-syntax",
          "redirect-to-http",
          "referrer-policy-unsafe",
          "report-to-undeclared",
          "version-disclosed",
          "x-frame-options-contradiction",
          "x-xss-protection"}},
        {sh::Severity::low,
         {"cache-control-contradiction",
          "cache-control-invalid",
          "coep-without-coop",
          "content-type-missing",
          "cookie-attribute-unknown",
          "cookie-domain",
          "cookie-http-prefix",
          "cookie-prefix-case",
          "cookie-without-name",
          "cookie-without-prefix",
          "cookie-without-samesite",
          "coop-missing",
          "coop-unsafe-none",
          "corp-missing",
          "cors-credentials-invalid",
          "cors-wildcard-is-literal",
          "cross-domain-policies",
          "csp-default-src-missing",
          "csp-form-action-missing",
          "csp-ip-source",
          "csp-malformed-source",
          "csp-missing-for-xml",
          "csp-misplaced-source",
          "csp-nonce-below-128-bits",
          "csp-nonce-cache-unspecified",
          "csp-object-src-not-none",
          "csp-query-in-source",
          "csp-removed-directive",
          "csp-report-only-sandbox",
          "csp-sandbox-escape",
          "csp-script-blob",
          "csp-script-hosts",
          "csp-script-unsafe-hashes",
          "csp-style-nonce-cacheable",
          "csp-style-nonce-repeated",
          "csp-style-nonce-short",
          "csp-style-unsafe-inline",
          "csp-unsafe-hashes-alone",
          "csp-weaker-than-report-only",
          "expect-ct",
          "feature-policy",
          "framing-by-x-frame-options-only",
          "hsts-below-1-year",
          "hsts-over-http",
          "hsts-preload-refused",
          "hsts-quoted-max-age",
          "hsts-repeated",
          "hsts-unknown-directive",
          "hsts-without-subdomains",
          "integrity-policy-invalid",
          "nel-invalid",
          "nel-without-report-to",
          "obsolete-header",
          "origin-agent-cluster-invalid",
          "permissions-policy-repeated",
          "permissions-policy-any",
          "permissions-policy-cancels-isolation",
          "permissions-policy-missing",
          "product-disclosed",
          "referrer-policy-invalid",
          "referrer-policy-missing",
          "referrer-policy-weak",
          "report-to-invalid",
          "reporting-endpoints-invalid",
          "value-not-ascii",
          "x-frame-options-against-frame-ancestors",
          "x-frame-options-unknown"}},
        {sh::Severity::info,
         {"cache-control-missing",
          "clear-site-data",
          "content-type-without-charset",
          "cookie-lifetime",
          "cookie-without-httponly",
          "corp-cross-origin",
          "cors-any",
          "cors-without-vary",
          "csp-any-host",
          "csp-block-all-mixed-content",
          "csp-directive-repeated",
          "csp-duplicate-value",
          "csp-empty-source-list",
          "cache-control-unknown",
          "csp-report-uri-only",
          "csp-reporting-missing",
          "csp-trusted-types-missing",
          "dns-prefetch",
          "expires-overruled",
          "hsts-preload-consent",
          "nosniff-repeated",
          "permissions-policy-unknown-feature",
          "pragma",
          "referrer-policy-unknown-token",
          "reporting-endpoints-unused",
          "server-timing",
          "timing-allow-any",
          "x-frame-options-repeated"}},
    };
    std::size_t weighed = 0;
    for (const Weight& weight : weights)
        for (const std::string_view id : weight.ids) {
            INFO(id);
            const sh::audit_rules::Rule* const rule = sh::audit_rules::find_rule(id);
            REQUIRE(rule != nullptr);
            CHECK(rule->severity == weight.severity);
            ++weighed;
        }
    std::size_t count = 0;
    const std::regex reference{R"(CWE-\d+|ASVS 5\.0: \d+\.\d+\.\d+|OWASP Secure Headers: [A-Za-z -]+|https://[a-z0-9./-]+|)"
                               R"([A-Z][A-Za-z0-9:() -]+, section \d+(\.\d+)*)"};
    for (const sh::audit_rules::Rules& rules : sh::audit_rules::all_rules)
        for (const sh::audit_rules::Rule& rule : rules) {
            INFO(rule.id);
            ++count;
            const bool is_known = sh::audit_rules::find_header(rule.header) != sh::audit_rules::Header::other;
            CHECK((is_known || rule.header == "Server" || rule.header == "X-Debug-Token"));
            for (const std::string_view word : rule.references.words()) {
                INFO(word);
                CHECK(std::regex_match(std::string{word}, reference));
            }
        }
    CHECK(weighed == count);
}
