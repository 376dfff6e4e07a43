// SPDX-License-Identifier: MIT
// A site with cpp-httplib: a page with a script, a login, and an API.
#include <secure_headers/adapter/cpp_httplib.hpp>
#include <secure_headers/secure_headers.hpp>

#include <httplib.h>

#include <cstdio>
#include <string>

namespace sh = secure_headers;
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

int main() {
    httplib::Server server;
    sh::set_headers_on_every_response(server, site);

    server.Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(page(sh::nonce_of(response)), "text/html");
    });
    server.Post("/login", [](const httplib::Request&, httplib::Response& response) {
        sh::set_cookie(response, session, "c2Vzc2lvbg");
        response.set_redirect("/", 303);
    });
    server.Post("/logout", [](const httplib::Request&, httplib::Response& response) {
        sh::delete_cookie(response, session);
        response.set_redirect("/", 303);
    });
    server.Get("/api/time", [](const httplib::Request&, httplib::Response& response) {
        sh::set_headers(response, sh::presets::api);
        response.set_content(R"({"time": "now"})", "application/json");
    });

    std::puts("http://127.0.0.1:8080");
    server.listen("127.0.0.1", 8080);
}
