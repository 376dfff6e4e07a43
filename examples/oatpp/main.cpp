// SPDX-License-Identifier: MIT
// An oat++ server whose every response carries security headers.
#include <secure_headers/adapter/oatpp.hpp>
#include <secure_headers/secure_headers.hpp>

#include <oatpp/Environment.hpp>
#include <oatpp/json/ObjectMapper.hpp>
#include <oatpp/macro/codegen.hpp>
#include <oatpp/network/Server.hpp>
#include <oatpp/network/tcp/server/ConnectionProvider.hpp>
#include <oatpp/web/server/HttpConnectionHandler.hpp>
#include <oatpp/web/server/api/ApiController.hpp>

#include <chrono>
#include <cstdlib>
#include <ctime>

namespace sh = secure_headers;

// Composed, checked and serialised while compiling; as defaults, so that a route may have headers of its own.
constexpr auto headers = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::presets::recommended_content_security_policy().add(sh::csp::Directive::script_src, {sh::csp::nonce}))
        .set(sh::CacheControl{{.no_store = true}})  // a nonce is for one response
        .as_defaults();
});

constexpr sh::SecureCookie session{"__Host-session",
                                   {.max_age = std::chrono::hours{8}, .same_site = sh::SameSite::strict}};

std::string page(const std::string& nonce) {
    return "<!doctype html>\n<title>oat++</title>\n<p id=\"greeting\"></p>\n<script nonce=\"" + nonce +
           "\">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

#include OATPP_CODEGEN_BEGIN(ApiController)

class Controller : public oatpp::web::server::api::ApiController {
public:
    explicit Controller(const std::shared_ptr<oatpp::json::ObjectMapper>& mapper) : ApiController{mapper} {}

    ENDPOINT("GET", "/", root, REQUEST(std::shared_ptr<IncomingRequest>, request)) {
        auto response = createResponse(Status::CODE_200, page(std::string{sh::nonce_of(request).value()}));
        response->putHeader("Content-Type", "text/html; charset=utf-8");
        return response;
    }

    ENDPOINT("POST", "/login", login) {
        auto response = createResponse(Status::CODE_303, "");
        response->putHeader("Location", "/");
        sh::set_cookie(response, session, sh::Nonce::generate().value());  // a store of yours remembers whose it is
        return response;
    }

    ENDPOINT("GET", "/api/time", time, REQUEST(std::shared_ptr<IncomingRequest>, request)) {
        const oatpp::Fields<oatpp::Int64> body{{"time", std::time(nullptr)}};
        auto response = createDtoResponse(Status::CODE_200, body);
        sh::set_headers(response, sh::presets::api, sh::delivery_for(request));
        return response;
    }
};

#include OATPP_CODEGEN_END(ApiController)

int main() {
    oatpp::Environment::init();
    const auto router = oatpp::web::server::HttpRouter::createShared();
    router->addController(std::make_shared<Controller>(std::make_shared<oatpp::json::ObjectMapper>()));
    const auto handler = oatpp::web::server::HttpConnectionHandler::createShared(router);
    // The body of oat++'s error pages shows its version and what was thrown; handler->setErrorHandler takes one of yours.
    sh::set_headers_on_every_response(*handler, headers);  // behind a proxy: sh::Https::from_trusted_proxy

    const char* const port = std::getenv("PORT");
    const auto provider = oatpp::network::tcp::server::ConnectionProvider::createShared(
        {"127.0.0.1", static_cast<v_uint16>(port != nullptr ? std::atoi(port) : 8080), oatpp::network::Address::IP_4});
    oatpp::network::Server{provider, handler}.run();
}
