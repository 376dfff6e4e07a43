// SPDX-License-Identifier: MIT
// What oat++'s two connection handlers are asked alike.
#pragma once

#include <secure_headers/adapter/oatpp.hpp>

#include "framework/driver.hpp"

#include <oatpp/Environment.hpp>
#include <oatpp/async/Coroutine.hpp>
#include <oatpp/network/Server.hpp>
#include <oatpp/network/tcp/server/ConnectionProvider.hpp>
#include <oatpp/web/protocol/http/outgoing/ResponseFactory.hpp>
#include <oatpp/web/server/HttpRequestHandler.hpp>
#include <oatpp/web/server/HttpRouter.hpp>
#if __has_include(<oatpp-openssl/server/ConnectionProvider.hpp>)
#include <oatpp-openssl/Config.hpp>
#include <oatpp-openssl/server/ConnectionProvider.hpp>
#endif

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace sh = secure_headers;
using oatpp::web::protocol::http::Status;
using oatpp::web::protocol::http::outgoing::ResponseFactory;
using oatpp::web::server::HttpRequestHandler;

namespace {

using Request = std::shared_ptr<HttpRequestHandler::IncomingRequest>;
using Response = std::shared_ptr<HttpRequestHandler::OutgoingResponse>;

template <class Handle>
class Handler : public HttpRequestHandler {
public:
    explicit Handler(Handle handle) : handle_{std::move(handle)} {}
    Response handle(const Request& request) override { return handle_(request); }
    oatpp::async::CoroutineStarterForResult<const Response&> handleAsync(const Request& request) override {
        return Later::startForResult(handle_, request);
    }

private:
    class Later : public oatpp::async::CoroutineWithResult<Later, const Response&> {
    public:
        Later(Handle handle, Request request) : handle_{std::move(handle)}, request_{std::move(request)} {}
        oatpp::async::Action act() override { return this->_return(handle_(request_)); }

    private:
        Handle handle_;
        Request request_;
    };

    Handle handle_;
};

Response respond(const std::string& body) { return ResponseFactory::createResponse(Status::CODE_200, body); }

Response with_fields() {
    Response response = respond("text");
    for (const auto& [name, value] : site::fields) response->putHeader(name, value);
    response->putHeader("Set-Cookie", "one=1; Path=/");
    response->putHeader("Set-Cookie", "two=2; Path=/");
    return response;
}

void set_up(oatpp::web::server::HttpRouter& router, const driver::Options& options) {
    const auto get = [&](const char* path, auto handle) {
        router.route("GET", path, std::make_shared<Handler<decltype(handle)>>(handle));
    };
    get("/page", [](const Request& request) { return respond(site::page(sh::nonce_of(request).value())); });
    get("/returned", [](const Request&) { return respond("text"); });
    get("/modes", [](const Request&) { return with_fields(); });
    get("/twice", [](const Request& request) {
        Response response = with_fields();
        sh::set_headers(response, site::headers, {.nonce = sh::nonce_of(request)});
        return response;
    });
    get("/cookies", [](const Request&) {
        Response response = respond("text");
        response->putHeader("Set-Cookie", "own=1; Path=/");
        site::set_cookies(response);
        return response;
    });
    get("/route", [https = options.https](const Request& request) {
        Response response = respond("text");
        sh::set_headers(response, site::route, sh::delivery_for(request, https));
        return response;
    });
    get("/throw", [](const Request&) -> Response { throw std::runtime_error{"secret"}; });
    get("/throw/number", [](const Request&) -> Response { throw 3; });
    get("/away", [](const Request&) {
        Response response = ResponseFactory::createResponse(Status::CODE_302, "");
        response->putHeader("Location", "/page");
        return response;
    });
    get("/files/style.css", [files = options.files](const Request&) {
        std::ifstream file{files + "/style.css"};
        return respond({std::istreambuf_iterator<char>{file}, {}});
    });
}

using Provider = std::shared_ptr<oatpp::network::ServerConnectionProvider>;

#if __has_include(<oatpp-openssl/server/ConnectionProvider.hpp>)
constexpr const char* tls_answer = "tried";
Provider listening(const driver::Options& options, const oatpp::network::Address& address) {
    if (!options.tls()) return oatpp::network::tcp::server::ConnectionProvider::createShared(address);
    const auto config = oatpp::openssl::Config::createDefaultServerConfigShared(options.certificate, options.key);
    return oatpp::openssl::server::ConnectionProvider::createShared(config, address);
}
#else
constexpr const char* tls_answer = "oatpp-openssl is not installed";
Provider listening(const driver::Options&, const oatpp::network::Address& address) {
    return oatpp::network::tcp::server::ConnectionProvider::createShared(address);
}
#endif

/// What connection handlers answer to what they cannot read, each in its own way.
struct Unreadable {
    const char* malformed;
    const char* garbage;
    const char* too_long;
};

template <class ConnectionHandler>
void run(int argc, char** argv, const Unreadable& unreadable) {
    const driver::Options options = driver::options(argc, argv);
    oatpp::Environment::init();
    const auto router = oatpp::web::server::HttpRouter::createShared();
    set_up(*router, options);
    const auto handler = ConnectionHandler::createShared(router);
    sh::set_headers_on_every_response(*handler, options.set, options.https, site::rules);
    const int port = driver::free_port();
    oatpp::network::Server server{listening(options,
                                            {"127.0.0.1", static_cast<v_uint16>(port), oatpp::network::Address::IP_4}),
                                  handler};
    driver::ready(port, {{"thrown number", "500, ours"},
                         {"405", "404, ours"},
                         {"HEAD", "404, ours"},
                         {"OPTIONS", "404, ours"},
                         {"malformed", unreadable.malformed},
                         {"garbage", unreadable.garbage},
                         {"version", "200, ours"},
                         {"no Host", "200, ours"},
                         {"unknown method", "404, ours"},
                         {"target", "200, ours"},
                         {"long target", unreadable.too_long},
                         {"long header", unreadable.too_long},
                         {"expectation", "404, ours"},
                         {"refused body", "404, ours"},
                         {"coding", "404, ours"},
                         {"length", "404, ours"},
                         {"too long", "404, ours"},
                         {"chunk", "404, ours"},
                         {"pipelined", "200, ours; 404, ours; closed"},
                         {"what()", "shown"},
                         {"TLS", tls_answer}});
    server.run();
}

}  // namespace
