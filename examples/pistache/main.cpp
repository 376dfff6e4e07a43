// SPDX-License-Identifier: MIT
// A Pistache server whose every response carries security headers.
#include <secure_headers/adapter/pistache.hpp>
#include <secure_headers/secure_headers.hpp>

#include <pistache/endpoint.h>
#include <pistache/router.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <string>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;
using namespace Pistache;

// Composed, checked and serialised while compiling; as defaults, so that a route may have headers of its own.
constexpr auto headers = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::presets::recommended_content_security_policy().add(csp::Directive::script_src, {csp::nonce}))
        .set(sh::CacheControl{{.no_store = true}})  // a nonce is for one response; files: sh::set_headers(response, own)
        .as_defaults();
});

constexpr sh::SecureCookie session{"__Host-session",
                                   {.max_age = std::chrono::hours{8}, .same_site = sh::SameSite::strict}};

// 144 random bits; a session store of yours remembers whose they are.
std::string new_session() { return std::string{sh::Nonce::generate().value()}; }

std::string page(const sh::Nonce& nonce) {
    return "<!doctype html>\n<title>Pistache</title>\n<p id=\"greeting\"></p>\n<script " +
           std::string{nonce.attribute()} + ">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

void show_page(const Rest::Request&, Http::ResponseWriter response) {
    response.send(Http::Code::Ok, page(sh::nonce_of(response)), MIME(Text, Html));
}

void show_head(const Rest::Request&, Http::ResponseWriter response) {
    response.send(Http::Code::Ok, "", MIME(Text, Html));  // a body, Pistache would send
}

void log_in(const Rest::Request&, Http::ResponseWriter response) {
    sh::set_cookie(response, session, new_session());
    response.headers().add<Http::Header::Location>("/");
    response.send(Http::Code::See_Other);
}

void show_time(const Rest::Request&, Http::ResponseWriter response) {
    sh::set_headers(response, sh::presets::api, sh::delivery_for(response));
    response.send(Http::Code::Ok, "{\"time\": " + std::to_string(std::time(nullptr)) + "}", MIME(Application, Json));
}

int main() {
    Rest::Router router;
    Rest::Routes::Get(router, "/", Rest::Routes::bind(&show_page));
    Rest::Routes::Head(router, "/", Rest::Routes::bind(&show_head));
    Rest::Routes::Post(router, "/login", Rest::Routes::bind(&log_in));
    Rest::Routes::Get(router, "/api/time", Rest::Routes::bind(&show_time));

    const char* const port = std::getenv("PORT");
    Http::Endpoint server{{Ipv4::loopback(), Port{static_cast<std::uint16_t>(port != nullptr ? std::atoi(port) : 8080)}}};
    server.init(Http::Endpoint::options().threads(2));
    server.setHandler(sh::headers_handler(router.handler(), headers));
    server.serve();
}
