// SPDX-License-Identifier: MIT
// A Crow application whose every response carries security headers.
#include <secure_headers/adapter/crow.hpp>
#include <secure_headers/secure_headers.hpp>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
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

const char* const page = R"(<!doctype html>
<title>Crow</title>
<p id="greeting"></p>
<form action="/login" method="post"><button>Log in</button></form>
<script nonce="{{{nonce}}}">document.getElementById("greeting").textContent = "Hello"</script>
)";

int main() {
    crow::App<sh::CrowMiddleware> app;                // with other middlewares behind it
    sh::set_headers_on_every_response(app, headers);  // behind a proxy: (app, headers, sh::Https::from_trusted_proxy)

    CROW_ROUTE(app, "/")
    ([&app](const crow::request& request) {
        crow::mustache::context values;
        values["nonce"] = std::string{app.get_context<sh::CrowMiddleware>(request).nonce().value()};
        return crow::mustache::compile(page).render(values);
    });

    CROW_ROUTE(app, "/login").methods(crow::HTTPMethod::Post)([] {
        crow::response response{crow::status::SEE_OTHER};
        sh::set_cookie(response, session, new_session());
        response.set_header("Location", "/");
        return response;
    });

    CROW_ROUTE(app, "/logout").methods(crow::HTTPMethod::Post)([] {
        crow::response response{crow::status::SEE_OTHER};
        sh::delete_cookie(response, session);
        sh::set_headers(response, sh::presets::log_out);
        response.set_header("Location", "/");
        return response;
    });

    CROW_ROUTE(app, "/api/time")
    ([&app](const crow::request& request) {
        crow::response response{crow::json::wvalue{{"time", std::time(nullptr)}}};
        sh::set_headers(response, sh::presets::api, sh::delivery_for(request, app));
        return response;
    });

    const char* const port = std::getenv("PORT");
    app.bindaddr("127.0.0.1").port(static_cast<std::uint16_t>(port != nullptr ? std::atoi(port) : 8080));
    app.multithreaded().run();
    return app.is_bound() ? 0 : 1;  // Crow says why it is not
}
