// SPDX-License-Identifier: MIT
// A site with C++ REST SDK: a page with a script, a login, and an API.
#include <secure_headers/adapter/cpprest.hpp>
#include <secure_headers/secure_headers.hpp>

#include <cpprest/http_listener.h>

#include <cstdio>
#include <string>

namespace sh = secure_headers;
using web::http::http_request;
using web::http::http_response;
using web::http::methods;
using web::http::status_codes;
using namespace std::chrono_literals;

// A route's own headers win: they are the site's defaults.
constexpr auto site = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::ContentSecurityPolicy{}
                 .default_src({sh::csp::self})
                 .script_src({sh::csp::nonce})
                 .object_src({sh::csp::none})
                 .base_uri({sh::csp::none}))
        .as_defaults();
});

constexpr sh::SecureCookie session{"__Host-session", {.max_age = 8h}};

std::string page(const sh::Nonce& nonce) {
    return "<!doctype html><title>Hello</title><p id=\"hello\"></p><script " + std::string{nonce.attribute()} +
           ">document.getElementById('hello').textContent = 'Hello'</script>";
}

http_response handle(const http_request& request, const sh::Nonce& nonce) {
    const std::string path = request.relative_uri().path();
    http_response response{status_codes::OK};
    if (path == "/" && request.method() == methods::GET) {
        response.set_body(page(nonce), "text/html");
    } else if (path == "/login" && request.method() == methods::POST) {
        response.set_status_code(status_codes::SeeOther);
        response.headers().add("Location", "/");
        sh::set_cookie(response, session, "c2Vzc2lvbg");
    } else if (path == "/api/time" && request.method() == methods::GET) {
        sh::set_headers(response, sh::presets::api);
        response.set_body(R"({"time": "now"})", "application/json");
    } else {
        response.set_status_code(status_codes::NotFound);
    }
    return response;
}

int main() {
    web::http::experimental::listener::http_listener listener{"http://127.0.0.1:8080"};
    listener.support(sh::headers_handler(handle, site));
    listener.support(methods::OPTIONS, sh::headers_handler(handle, site));  // else cpprest answers them itself
    listener.open().wait();
    std::puts("http://127.0.0.1:8080, until Enter");
    std::getchar();
    listener.close().wait();
}
