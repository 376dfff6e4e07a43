// SPDX-License-Identifier: MIT
// A cpp-httplib server whose every response carries security headers.
#include <secure_headers/adapter/cpp_httplib.hpp>
#include <secure_headers/secure_headers.hpp>

#include <httplib.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

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
    return "<!doctype html>\n<title>cpp-httplib</title>\n<p id=\"greeting\"></p>\n<script " +
           std::string{nonce.attribute()} + ">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

int main() {
    httplib::Server server;
    // Behind a proxy: (server, headers, sh::Https::from_trusted_proxy).
    sh::set_headers_on_every_response(server, headers);

    server.Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(page(sh::nonce_of(response)), "text/html");
    });
    server.Post("/login", [](const httplib::Request&, httplib::Response& response) {
        sh::set_cookie(response, session, new_session());
        response.set_redirect("/", 303);
    });
    server.Post("/logout", [](const httplib::Request&, httplib::Response& response) {
        sh::delete_cookie(response, session);
        sh::set_headers(response, sh::presets::log_out);
        response.set_redirect("/", 303);
    });
    server.Get("/api/time", [](const httplib::Request& request, httplib::Response& response) {
        sh::set_headers(response, sh::presets::api, sh::delivery_for(request, response));
        response.set_content("{\"time\": " + std::to_string(std::time(nullptr)) + "}", "application/json");
    });

    server.set_socket_options([](socket_t socket) {  // not SO_REUSEPORT, by which two servers would share the port
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, reinterpret_cast<const char*>(&yes), sizeof yes);
    });
    const char* const port = std::getenv("PORT");
    if (server.listen("127.0.0.1", port != nullptr ? std::atoi(port) : 8080)) return 0;
    std::cerr << "Cannot listen on 127.0.0.1; try another PORT.\n";
    return 1;
}
