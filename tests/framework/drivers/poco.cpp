// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/poco.hpp>

#include "framework/driver.hpp"

#include <Poco/Net/HTTPCookie.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/WebSocket.h>
#if __has_include(<Poco/Net/SecureServerSocket.h>)
#include <Poco/Net/NetSSL.h>
#include <Poco/Net/SecureServerSocket.h>
#endif

#include <functional>
#include <stdexcept>

namespace sh = secure_headers;
using Request = Poco::Net::HTTPServerRequest;
using Response = Poco::Net::HTTPServerResponse;

namespace {

driver::Options options;

class Handler : public Poco::Net::HTTPRequestHandler {
public:
    void handleRequest(Request& request, Response& response) override {
        const std::string& path = request.getURI();
        if (request.getMethod() != "GET" && request.getMethod() != "HEAD" && request.getMethod() != "OPTIONS")
            response.setStatusAndReason(Response::HTTP_METHOD_NOT_ALLOWED);
        else if (path == "/page")
            return send(response, site::page(sh::nonce_of(response).value()));
        else if (path == "/modes" || path == "/twice")
            set_fields(response);
        else if (path == "/cookies")
            own_cookie(response), site::set_cookies(response);
        else if (path == "/route")
            sh::set_headers(response, site::route, sh::delivery_for(response));
        else if (path == "/throw")
            throw std::runtime_error{"secret"};
        else if (path == "/throw/number")
            throw 3;
        else if (path == "/away")
            return response.redirect("/page");
        else if (path == "/socket")
            return Poco::Net::WebSocket{request, response}.shutdown();
        else if (path == "/files/style.css")
            return response.sendFile(options.files + "/style.css", "text/css");
        else if (path != "/returned")
            response.setStatusAndReason(Response::HTTP_NOT_FOUND);
        if (path == "/twice") sh::set_headers(response, site::headers, {.nonce = sh::nonce_of(response)});
        response.setContentLength(0);
        response.send();
    }

private:
    static void send(Response& response, const std::string& body) {
        response.setContentType("text/html");
        response.sendBuffer(body.data(), body.size());
    }
    static void set_fields(Response& response) {
        for (const auto& [name, value] : site::fields) response.add(name, value);
        response.add("Set-Cookie", "one=1; Path=/");
        response.add("Set-Cookie", "two=2; Path=/");
    }
    static void own_cookie(Response& response) {
        Poco::Net::HTTPCookie own{"own", "1"};
        own.setPath("/");
        response.addCookie(own);
    }
};

#if __has_include(<Poco/Net/SecureServerSocket.h>)
constexpr const char* tls_answer = "tried";
Poco::Net::ServerSocket listening() {
    const Poco::Net::SocketAddress address{"127.0.0.1", 0};
    if (!options.tls()) return Poco::Net::ServerSocket{address};
    Poco::Net::initializeSSL();
    return Poco::Net::SecureServerSocket{address, 64,
                                         new Poco::Net::Context{Poco::Net::Context::TLS_SERVER_USE, options.key,
                                                                options.certificate, "", Poco::Net::Context::VERIFY_NONE}};
}
#else
constexpr const char* tls_answer = "POCO is installed without NetSSL";
Poco::Net::ServerSocket listening() { return Poco::Net::ServerSocket{Poco::Net::SocketAddress{"127.0.0.1", 0}}; }
#endif

class Factory : public Poco::Net::HTTPRequestHandlerFactory {
public:
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Request& request) override {
        if (request.getURI() != "/unseen") return new Handler;
        request.response().setContentLength(0);
        request.response().send();
        return nullptr;
    }
};

}  // namespace

int main(int argc, char** argv) {
    options = driver::options(argc, argv);
    const Poco::Net::ServerSocket socket = listening();
    auto* const parameters = new Poco::Net::HTTPServerParams;
    parameters->setMaxThreads(80);
    parameters->setMaxKeepAliveRequests(0);
    parameters->setSoftwareVersion("Bare/1.0");
    Poco::ThreadPool threads{2, 80};
    Poco::Net::HTTPServer server{sh::headers_factory(new Factory, options.set, options.https, site::rules), threads,
                                 socket, parameters};
    server.start();
    driver::ready(socket.address().port(), {{"thrown number", "500, ours"},
                                            {"past the hook", "101, ours; 404, ours; 200, bare"},
                                            {"malformed", "200, ours"},
                                            {"garbage", "400, bare"},
                                            {"version", "closed"},
                                            {"no Host", "200, ours"},
                                            {"long target", "400, bare"},
                                            {"long header", "400, bare"},
                                            {"length", "closed"},
                                            {"too long", "405, ours"},
                                            {"chunk", "405, ours"},
                                            {"TLS", tls_answer}});
    std::this_thread::sleep_for(std::chrono::hours{1});
}
