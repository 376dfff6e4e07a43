// SPDX-License-Identifier: MIT
// A RESTinio server whose every response carries security headers.
#include <secure_headers/adapter/restinio.hpp>
#include <secure_headers/secure_headers.hpp>

#include <restinio/all.hpp>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <memory>
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

std::string page(const sh::Nonce& nonce) {
    return "<!doctype html>\n<title>RESTinio</title>\n<p id=\"greeting\"></p>\n<script " +
           std::string{nonce.attribute()} + ">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

using Factory = restinio::simple_extra_data_factory_t<sh::RestinioNonce>;
using Router = restinio::router::generic_express_router_t<restinio::router::std_regex_engine_t, Factory>;
using Request = Router::actual_request_handle_t;

struct Traits : restinio::default_traits_t {
    using extra_data_factory_t = Factory;
    using request_handler_t = Router;
};

// Every response ends here.
template <class Response>
auto done(const Request& request, Response response) {
    sh::set_headers(response, headers, sh::delivery_for<Traits>(*request));
    return response.done();
}

int main() {
    auto router = std::make_unique<Router>();
    router->http_get("/", [](const Request& request, auto) {
        auto response = request->create_response();
        response.append_header("Content-Type", "text/html").set_body(page(request->extra_data().nonce()));
        return done(request, std::move(response));
    });
    router->add_handler(restinio::http_method_head(), "/",
                        [](const Request& request, auto) { return done(request, request->create_response()); });
    router->http_post("/login", [](const Request& request, auto) {
        auto response = request->create_response(restinio::status_see_other());
        response.append_header("Location", "/");
        sh::set_cookie(response, session, sh::Nonce::generate().value());  // a store of yours remembers whose it is
        return done(request, std::move(response));
    });
    router->http_get("/api/time", [](const Request& request, auto) {
        auto response = request->create_response();
        sh::set_headers(response, sh::presets::api, sh::delivery_for<Traits>(*request));
        response.append_header("Content-Type", "application/json")
            .set_body("{\"time\": " + std::to_string(std::time(nullptr)) + "}");
        return done(request, std::move(response));
    });
    router->non_matched_request_handler(
        [](const Request& request) { return done(request, request->create_response(restinio::status_not_found())); });
    const char* const port = std::getenv("PORT");
    restinio::run(restinio::on_this_thread<Traits>()
                      .address("127.0.0.1")
                      .port(static_cast<std::uint16_t>(port != nullptr ? std::atoi(port) : 8080))
                      .request_handler(std::move(router)));
}
