// SPDX-License-Identifier: MIT
// A C++ REST SDK server whose every response carries security headers.
#include <secure_headers/adapter/cpprest.hpp>
#include <secure_headers/secure_headers.hpp>

#include <cpprest/http_listener.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <string>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;
using web::http::http_request;
using web::http::http_response;
using web::http::methods;
using web::http::status_codes;

// Composed, checked and serialised while compiling; as defaults, so that a route may have headers of its own.
constexpr auto headers = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::presets::recommended_content_security_policy().add(csp::Directive::script_src, {csp::nonce}))
        .set(sh::CacheControl{{.no_store = true}})  // a nonce is for one response
        .as_defaults();
});

constexpr sh::SecureCookie session{"__Host-session",
                                   {.max_age = std::chrono::hours{8}, .same_site = sh::SameSite::strict}};

// 144 random bits; a session store of yours remembers whose they are.
std::string new_session() { return std::string{sh::Nonce::generate().value()}; }

std::string page(const sh::Nonce& nonce) {
    return "<!doctype html>\n<title>C++ REST SDK</title>\n<p id=\"greeting\"></p>\n<script " +
           std::string{nonce.attribute()} + ">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

http_response handle(const http_request& request, const sh::Delivery& delivery) {
    const std::string path = request.relative_uri().path();
    http_response response{status_codes::OK};
    if (path == "/" && request.method() == methods::GET) {
        response.set_body(page(*delivery.nonce), "text/html");
    } else if (path == "/" && request.method() == methods::HEAD) {
        response.headers().set_content_type("text/html");  // a body, the SDK would send
    } else if (path == "/login" && request.method() == methods::POST) {
        response.set_status_code(status_codes::SeeOther);
        response.headers().add("Location", "/");
        sh::set_cookie(response, session, new_session());
    } else if (path == "/api/time" && request.method() == methods::GET) {
        sh::set_headers(response, sh::presets::api, delivery);
        response.set_body("{\"time\": " + std::to_string(std::time(nullptr)) + "}", "application/json");
    } else {
        response.set_status_code(status_codes::NotFound);
    }
    return response;
}

int main() {
    const char* const port = std::getenv("PORT");
    const std::string address = std::string{"http://127.0.0.1:"} + (port != nullptr ? port : "8080");
    web::http::experimental::listener::http_listener listener{address};
    listener.support(sh::headers_handler(listener, handle, headers));
    // Else the SDK answers them itself.
    listener.support(methods::OPTIONS, sh::headers_handler(listener, handle, headers));
    listener.open().wait();
    boost::asio::io_context until_signal;
    boost::asio::signal_set signals{until_signal, SIGINT, SIGTERM};
    signals.async_wait([](const auto&...) {});
    until_signal.run();
    listener.close().wait();
}
