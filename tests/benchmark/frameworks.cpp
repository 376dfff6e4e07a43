// SPDX-License-Identifier: MIT
// Instructions: set_headers on a framework's response against calls by hand with literals.
#include "count.hpp"
#include "sets.hpp"

#if __has_include(<httplib.h>)
#include <secure_headers/adapter/cpp_httplib.hpp>
#endif
#if __has_include(<boost/beast/http.hpp>) && __has_include(<secure_headers/adapter/beast.hpp>)
#include <boost/beast/http.hpp>
#include <secure_headers/adapter/beast.hpp>
#endif

#include <optional>
#include <string>

namespace {

namespace sh = secure_headers;
const sh::Delivery over_https{.https = true};

/// Each field of the recommended set, as somebody would write it by hand.
void by_hand(auto&& set) {
    set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    set("Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "media-src 'self'; object-src 'none'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; upgrade-insecure-requests");
    set("X-Frame-Options", "DENY");
    set("X-Content-Type-Options", "nosniff");
    set("Referrer-Policy", "strict-origin-when-cross-origin");
    set("Permissions-Policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), "
        "window-management=(), xr-spatial-tracking=()");
    set("Cross-Origin-Opener-Policy", "same-origin");
    set("Cross-Origin-Resource-Policy", "same-origin");
    set("Origin-Agent-Cluster", "?1");
    set("X-Permitted-Cross-Domain-Policies", "none");
    set("X-DNS-Prefetch-Control", "off");
}

/// Counts on a response that the framework has made, with a field of its own; `set` and `remove` are its calls.
template <class Response>
void count_framework(const std::string& name, auto&& make, auto&& set, auto&& remove) {
    std::optional<Response> response;
    const auto fresh = [&] { response.emplace(make()); };
    const auto counted = [&](const std::string& what, auto&& work) {
        const std::string title = name + ": " + what;
        fresh();
        work();
        fresh();
        CALLGRIND_ZERO_STATS;
        work();
        CALLGRIND_DUMP_STATS_AT(title.c_str());
    };
    counted("ours", [&] { sh::set_headers(*response, sets::recommended, over_https); });
    counted("hand", [&] { by_hand([&](const char* field, const char* value) { set(*response, field, value); }); });
    counted("hand, removing what was there", [&] {
        by_hand([&](const char* field, const char* value) {
            remove(*response, field);
            set(*response, field, value);
        });
        remove(*response, "Server");
        remove(*response, "X-Powered-By");
    });
}

}  // namespace

int main() {
#if __has_include(<httplib.h>)
    count_framework<httplib::Response>(
        "cpp-httplib",
        [] {
            httplib::Response response;
            response.set_content("hello", "text/plain");
            return response;
        },
        [](auto& response, const char* name, const char* value) { response.set_header(name, value); },
        [](auto& response, const char* name) { response.headers.erase(name); });
#endif
#if __has_include(<boost/beast/http.hpp>) && __has_include(<secure_headers/adapter/beast.hpp>)
    namespace http = boost::beast::http;
    using Response = http::response<http::string_body>;
    count_framework<Response>(
        "Beast",
        [] {
            Response response{http::status::ok, 11};
            response.set(http::field::content_type, "text/plain");
            return response;
        },
        [](auto& response, const char* name, const char* value) { response.set(name, value); },
        [](auto& response, const char* name) { response.erase(name); });
#endif
}
