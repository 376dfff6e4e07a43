// SPDX-License-Identifier: MIT
// A site with Pistache: a page with a script, a login, and an API.
#include <secure_headers/adapter/pistache.hpp>
#include <secure_headers/secure_headers.hpp>

#include <pistache/endpoint.h>
#include <pistache/router.h>

#include <cstdio>
#include <string>

namespace sh = secure_headers;
using namespace Pistache;
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

void show_page(const Rest::Request&, Http::ResponseWriter response) {
    response.send(Http::Code::Ok, page(sh::nonce_of(response)), MIME(Text, Html));
}

void log_in(const Rest::Request&, Http::ResponseWriter response) {
    sh::set_cookie(response, session, "c2Vzc2lvbg");
    response.headers().add<Http::Header::Location>("/");
    response.send(Http::Code::See_Other);
}

void show_time(const Rest::Request&, Http::ResponseWriter response) {
    sh::set_headers(response, sh::presets::api);
    response.send(Http::Code::Ok, R"({"time": "now"})", MIME(Application, Json));
}

int main() {
    Rest::Router router;
    Rest::Routes::Get(router, "/", Rest::Routes::bind(&show_page));
    Rest::Routes::Post(router, "/login", Rest::Routes::bind(&log_in));
    Rest::Routes::Get(router, "/api/time", Rest::Routes::bind(&show_time));

    Http::Endpoint server{{Ipv4::loopback(), 8080}};
    server.init(Http::Endpoint::options().threads(2));
    server.setHandler(sh::headers_handler(router.handler(), site));
    std::puts("http://127.0.0.1:8080");
    server.serve();
}
