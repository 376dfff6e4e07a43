// SPDX-License-Identifier: MIT
// A uWebSockets server whose every response carries security headers.
#include <secure_headers/adapter/uwebsockets.hpp>
#include <secure_headers/secure_headers.hpp>

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
    return "<!doctype html>\n<title>uWebSockets</title>\n<p id=\"greeting\"></p>\n"
           "<form action=\"/login\" method=\"post\"><button>Log in</button></form>\n<script " +
           std::string{nonce.attribute()} + ">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

// uWebSockets has no hook that sees each response: one WriteOnce in each handler, and a handler for all other routes.
int main() {
    const auto show_page = [](auto* res, auto* req) {
        sh::WriteOnce response{res, req, headers};
        response.writeHeader("Content-Type", "text/html; charset=utf-8").end(page(response.nonce()));
    };
    const char* const port = std::getenv("PORT");
    bool listens = false;
    uWS::App()  // behind a proxy, each WriteOnce takes sh::Https::from_trusted_proxy as well
        .get("/", show_page)
        .head("/", show_page)
        .post("/login",
              [](auto* res, auto* req) {
                  sh::WriteOnce response{res, req, headers};
                  response.writeStatus("303 See Other").writeHeader("Location", "/");
                  sh::set_cookie(response, session, new_session());
                  response.end();
              })
        .post("/logout",
              [](auto* res, auto* req) {
                  sh::WriteOnce response{res, req, headers};
                  response.writeStatus("303 See Other").writeHeader("Location", "/");
                  sh::delete_cookie(response, session);
                  sh::set_headers(response, sh::presets::log_out);
                  response.end();
              })
        .get("/api/time",
             [](auto* res, auto* req) {
                 sh::WriteOnce response{res, req, headers};
                 sh::set_headers(response, sh::presets::api, response.delivery());
                 response.writeHeader("Content-Type", "application/json");
                 response.end("{\"time\":" + std::to_string(std::time(nullptr)) + "}");
             })
        .any("/*",
             [](auto* res, auto* req) {
                 sh::WriteOnce{res, req, headers}.writeStatus("404 Not Found").end("There is no such page.\n");
             })
        .listen("127.0.0.1", port != nullptr ? std::atoi(port) : 8080, LIBUS_LISTEN_EXCLUSIVE_PORT,
                [&listens](auto* socket) { listens = socket != nullptr; })
        .run();
    if (listens) return 0;
    std::cerr << "Cannot listen on 127.0.0.1; try another PORT.\n";
    return 1;
}
