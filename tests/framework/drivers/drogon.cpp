// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/drogon.hpp>

#include "framework/driver.hpp"

#include <drogon/HttpTypes.h>
#include <drogon/WebSocketController.h>

#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>

namespace sh = secure_headers;
using drogon::HttpRequestPtr;
using drogon::HttpResponse;
using drogon::HttpResponsePtr;

namespace {

driver::Options options;

using Answer = std::function<void(const HttpResponsePtr&)>;

void get(const std::string& path, HttpResponsePtr (*handler)(const HttpRequestPtr&)) {
    drogon::app().registerHandler(path,
                                  [handler](const HttpRequestPtr& request, Answer&& answer) { answer(handler(request)); },
                                  {drogon::Get});
}

HttpResponsePtr with_fields() {
    auto response = HttpResponse::newHttpResponse();
    for (const auto& [name, value] : site::fields) response->addHeader(name, value);
    for (const auto& [name, value] : {std::pair{"one", "1"}, {"two", "2"}}) {
        drogon::Cookie cookie{name, value};
        cookie.setPath("/");
        response->addCookie(cookie);
    }
    return response;
}

class Socket : public drogon::WebSocketController<Socket> {
public:
    void handleNewMessage(const drogon::WebSocketConnectionPtr&, std::string&&,
                          const drogon::WebSocketMessageType&) override {}
    void handleNewConnection(const HttpRequestPtr&, const drogon::WebSocketConnectionPtr&) override {}
    void handleConnectionClosed(const drogon::WebSocketConnectionPtr&) override {}
    WS_PATH_LIST_BEGIN
    WS_PATH_ADD("/socket");
    WS_PATH_LIST_END
};

void set_up() {
    drogon::app().registerSyncAdvice([](const HttpRequestPtr& request) {
        return request->path() == "/unseen" ? HttpResponse::newHttpResponse() : nullptr;
    });
    get("/page", [](const HttpRequestPtr& request) {
        auto response = HttpResponse::newHttpResponse();
        response->setBody(site::page(sh::nonce_of(request).value()));
        return response;
    });
    get("/returned", [](const HttpRequestPtr&) { return HttpResponse::newHttpResponse(); });
    get("/modes", [](const HttpRequestPtr&) { return with_fields(); });
    get("/twice", [](const HttpRequestPtr& request) {
        auto response = with_fields();
        sh::set_headers(response, site::headers, {.nonce = sh::nonce_of(request)});
        return response;
    });
    get("/cookies", [](const HttpRequestPtr&) {
        auto response = HttpResponse::newHttpResponse();
        drogon::Cookie own{"own", "1"};
        own.setPath("/");
        own.setHttpOnly(false);
        response->addCookie(own);
        site::set_cookies(response);
        return response;
    });
    get("/route", [](const HttpRequestPtr& request) {
        auto response = HttpResponse::newHttpResponse();
        sh::set_headers(response, site::route, sh::delivery_for(request, options.https));
        return response;
    });
    get("/cached", [](const HttpRequestPtr& request) {
        auto response = HttpResponse::newHttpResponse();
        response->setBody(site::page(sh::nonce_of(request).value()));
        sh::set_headers(response, options.set, sh::delivery_for(request, options.https));
        response->setExpiredTime(0);
        return response;
    });
    get("/throw", [](const HttpRequestPtr&) -> HttpResponsePtr { throw std::runtime_error{"secret"}; });
    get("/throw/number", [](const HttpRequestPtr&) -> HttpResponsePtr { throw 3; });
    get("/away", [](const HttpRequestPtr&) { return HttpResponse::newRedirectionResponse("/page"); });
}

/// Drogon begins to listen some time after it says that it runs.
void tell_when_listening(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (bool listens = false; !listens; usleep(10'000)) {
        const int probe = socket(AF_INET, SOCK_STREAM, 0);
        listens = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        close(probe);
    }
    driver::ready(port, {{"thrown number", "closed"},
                         {"past the hook", "101, ours; 404, ours; 200, bare"},
                         {"OPTIONS", "403, ours"},
                         {"malformed", "200, ours"},
                         {"garbage", "400, bare"},
                         {"version", "400, bare"},
                         {"no Host", "200, ours"},
                         {"unknown method", "405, bare"},
                         {"long target", "404, ours"},
                         {"long header", "200, ours"},
                         {"expectation", "417, bare"},
                         {"coding", "501, bare"},
                         {"length", "400, bare"},
                         {"too long", "413, bare"},
                         {"chunk", "closed"},
                         {"two X-Forwarded-Proto", "the first counts"}});
}

}  // namespace

int main(int argc, char** argv) {
    options = driver::options(argc, argv);
    const int port = driver::free_port();
    set_up();
    if (options.without_nonce) drogon::app().enableSession(std::chrono::minutes{20});
    sh::set_headers_on_every_response(drogon::app(), options.set, options.https, site::rules);
    Json::Value configuration;
    configuration["app"] = Json::objectValue;  // by which Drogon's own settings are as if nobody had said anything
    drogon::app().loadConfigJson(configuration);
    drogon::app()
        .setLogLevel(trantor::Logger::kFatal)
        .addALocation("/files", "", options.files)
        .addListener("127.0.0.1", static_cast<std::uint16_t>(port), options.tls(), options.certificate, options.key)
        .setThreadNum(4)
        .registerBeginningAdvice([port] {
            std::thread{tell_when_listening, port}.detach();
        })
        .run();
}
