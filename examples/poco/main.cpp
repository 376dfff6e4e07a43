// SPDX-License-Identifier: MIT
// A POCO server whose every response carries security headers.
#include <secure_headers/adapter/poco.hpp>
#include <secure_headers/secure_headers.hpp>

#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/URI.h>
#include <Poco/Util/ServerApplication.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>  // for POCO_SERVER_MAIN
#include <string>

namespace sh = secure_headers;
using namespace Poco::Net;

// Composed, checked and serialised while compiling; as defaults, so that a route may have headers of its own.
constexpr auto headers = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::presets::recommended_content_security_policy().add(sh::csp::Directive::script_src, {sh::csp::nonce}))
        .set(sh::CacheControl{{.no_store = true}})  // a nonce is for one response
        .as_defaults();
});

constexpr sh::SecureCookie session{"__Host-session",
                                   {.max_age = std::chrono::hours{8}, .same_site = sh::SameSite::strict}};

std::string page(const sh::Nonce& nonce) {
    return "<!doctype html>\n<title>POCO</title>\n<p id=\"greeting\"></p>\n<script " + std::string{nonce.attribute()} +
           ">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

void send(HTTPServerResponse& response, const std::string& type, const std::string& body) {
    response.setContentType(type);
    response.sendBuffer(body.data(), body.size());
}

class Handler : public HTTPRequestHandler {
    void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override {
        const std::string path = Poco::URI{request.getURI()}.getPath();
        if (path == "/") {
            send(response, "text/html", page(sh::nonce_of(response)));
        } else if (path == "/login" && request.getMethod() == HTTPRequest::HTTP_POST) {
            sh::set_cookie(response, session, sh::Nonce::generate().value());  // a store of yours remembers whose it is
            response.redirect("/", HTTPResponse::HTTP_SEE_OTHER);
        } else if (path == "/api/time") {
            sh::set_headers(response, sh::presets::api, sh::delivery_for(response));
            send(response, "application/json", "{\"time\": " + std::to_string(std::time(nullptr)) + "}");
        } else {
            response.setStatusAndReason(HTTPResponse::HTTP_NOT_FOUND);
            send(response, "text/plain", "There is no such page.\n");
        }
    }
};

class Factory : public HTTPRequestHandlerFactory {
    HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override { return new Handler; }
};

class Site : public Poco::Util::ServerApplication {
    int main(const std::vector<std::string>&) override {
        const char* const port = std::getenv("PORT");
        const SocketAddress address{"127.0.0.1", static_cast<Poco::UInt16>(port != nullptr ? std::atoi(port) : 8080)};
        ServerSocket socket;
        socket.bind(address, true, false), socket.listen();  // not SO_REUSEPORT, lest two servers share it
        HTTPServer server{sh::headers_factory(new Factory, headers), socket, new HTTPServerParams};
        server.start();
        waitForTerminationRequest();
        server.stop();
        return EXIT_OK;
    }
};

POCO_SERVER_MAIN(Site)
