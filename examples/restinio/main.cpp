// SPDX-License-Identifier: MIT
// A site with RESTinio: a page with a script, a login, and an API.
#include <secure_headers/adapter/restinio.hpp>
#include <secure_headers/secure_headers.hpp>

#include <restinio/all.hpp>

#include <memory>
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
    sh::set_headers(response, site, sh::delivery_for<Traits>(*request));
    return response.done();
}

int main() {
    auto router = std::make_unique<Router>();
    router->http_get("/", [](const Request& request, auto) {
        auto response = request->create_response();
        response.append_header("Content-Type", "text/html").set_body(page(request->extra_data().nonce()));
        return done(request, std::move(response));
    });
    router->http_post("/login", [](const Request& request, auto) {
        auto response = request->create_response(restinio::status_see_other());
        response.append_header("Location", "/");
        sh::set_cookie(response, session, "c2Vzc2lvbg");
        return done(request, std::move(response));
    });
    router->http_get("/api/time", [](const Request& request, auto) {
        auto response = request->create_response();
        sh::set_headers(response, sh::presets::api);
        response.append_header("Content-Type", "application/json").set_body(R"({"time": "now"})");
        return done(request, std::move(response));
    });
    router->non_matched_request_handler(
        [](const Request& request) { return done(request, request->create_response(restinio::status_not_found())); });
    restinio::run(restinio::on_this_thread<Traits>().address("127.0.0.1").port(8080).request_handler(std::move(router)));
}
