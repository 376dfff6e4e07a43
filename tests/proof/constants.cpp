// SPDX-License-Identifier: MIT
// Audits, and deliveries of baked sets, in constant expressions, which g++ with -fsanitize=undefined takes for none
// where a pointer to an element of an array is compared with null.
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/csp_evaluator.hpp>
#include <secure_headers/audit/hstspreload.hpp>
#include <secure_headers/audit/observatory.hpp>
#include <secure_headers/secure_headers.hpp>

#include <map>
#include <string>

namespace sh = secure_headers;

constexpr auto headers = sh::bake([] { return sh::SecureHeaders{}; });
static_assert(sh::audit(headers).worst() < sh::Severity::medium);
inline void deliver(std::multimap<std::string, std::string>& response, std::string& buffer) {
    sh::set_headers(response, headers);
    sh::set_headers(buffer, headers);
}

// Something is wrong with each.
constexpr sh::ResponseField fields[]{
    {"Strict-Transport-Security", "max-age=31536000; preload"},
    {"Content-Security-Policy",
     "script-src 'self' *.example 'unsafe-inline' https http:; style-src-elem 'unsafe-inline'; scrpt-src x; img-src a.b 1.2.3.4 "
     "object-src; sandbox allow-scripts allow-same-origin; frame-ancestors *; base-uri *; report-uri /a; font-src a; font-src b"},
    {"Content-Security-Policy", "script-src 'strict-dynamic' a.example; default-src 'none' a.example; report-to x"},
    {"Content-Security-Policy-Report-Only", "default-src 'self' 'nonce-abc'; sandbox"},
    {"Set-Cookie", "sid=1; Domain=a.example; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Foo"},
    {"Set-Cookie", "__host-csrf=1; Path=/\"; Max-Age=99999999; SameSite=None; Partitioned"},
    {"Referrer-Policy", "unsafe-url, no-referrer-when-downgrade, unsafe"},
    {"Permissions-Policy", "camera=*, usb=(), zzz=(), geolocation=(https://a.example)"},
    {"Cross-Origin-Opener-Policy", "unsafe-none; report-to=\"y\""},
    {"Cross-Origin-Embedder-Policy", "none"},
    {"Cross-Origin-Resource-Policy", "same"},
    {"Cache-Control", "max-age=1, no-store, public, private, foo"},
    {"Clear-Site-Data", "cookies, \"*\""},
    {"Reporting-Endpoints", "z=\"http://a.example\", w=\"https://a.example\""},
    {"Report-To", "{\"group\": \"a\", \"max_age\": -1}"},
    {"NEL", "{\"report_to\": \"b\", \"max_age\": 1}"},
    {"Integrity-Policy", "blocked-destinations=script"},
    {"Access-Control-Allow-Origin", "null"},
    {"Access-Control-Allow-Credentials", "true"},
    {"Access-Control-Allow-Headers", "*"},
    {"Timing-Allow-Origin", "*"},
    {"Content-Type", "text/html"},
    {"Server", "nginx/1.18.0"},
    {"WWW-Authenticate", "Basic realm=\"Apache Tomcat/9.0.1\", Digest realm=nginx"},
    {"Server", "PHP/8.1.2"},
    {"X-Debug-Token", "a"},
    {"X-Content-Type-Options", "no"},
    {"X-Frame-Options", "SAMEORIGIN, DENY"},
    {"X-XSS-Protection", "1"},
    {"Public-Key-Pins", "max-age=1"},
    {"Feature-Policy", "camera 'none'"},
};
static_assert(sh::audit(fields).worst() == sh::Severity::high);
static_assert(sh::audit(fields, fields).worst() == sh::Severity::high);

static_assert(sh::audit(sh::presets::recommended).worst() < sh::Severity::medium);
static_assert(sh::audit(sh::presets::strict).worst() < sh::Severity::medium);
static_assert(sh::audit(sh::presets::api, {.content_type = "application/json"}).worst() < sh::Severity::medium);
static_assert(sh::audit(sh::presets::owasp_2026_07).score() > 0);
static_assert(sh::audit(sh::presets::helmet_8).score() > 0);
static_assert(sh::audit(sh::presets::secure_py_0_2).score() > 0);
static_assert(sh::audit(sh::presets::log_out).score() == 0);

static_assert(sh::observatory(sh::presets::strict).score() == 150);
static_assert(sh::csp_evaluator("default-src 'none'").empty());
static_assert(sh::csp_evaluator("script-src ajax.googleapis.com www.google.com").size() > 2);
static_assert(sh::csp_evaluator("object-src ajax.googleapis.com; script-srce 'nonce-a' unsafe-inline 1.2.3.4").size() > 2);
static_assert(sh::observatory(fields).score() < 50);
static_assert(!sh::hstspreload_preloadable_response(fields).errors.empty());
