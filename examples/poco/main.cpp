// SPDX-License-Identifier: MIT
// A site with POCO: a page with a script, a login, and an API.
#include <secure_headers/adapter/poco.hpp>
#include <secure_headers/secure_headers.hpp>

#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Util/ServerApplication.h>

#include <string>

namespace sh = secure_headers;
using namespace Poco::Net;
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

class Handler : public HTTPRequestHandler {
    void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override {
        const std::string& path = request.getURI();
        if (path == "/") {
            response.setContentType("text/html");
            response.send() << page(sh::nonce_of(response));
        } else if (path == "/login" && request.getMethod() == HTTPRequest::HTTP_POST) {
            sh::set_cookie(response, session, "c2Vzc2lvbg");
            response.redirect("/", HTTPResponse::HTTP_SEE_OTHER);
        } else if (path == "/api/time") {
            sh::set_headers(response, sh::presets::api);
            response.setContentType("application/json");
            response.send() << R"({"time": "now"})";
        } else {
            response.setStatusAndReason(HTTPResponse::HTTP_NOT_FOUND);
            response.send();
        }
    }
};

class Factory : public HTTPRequestHandlerFactory {
    HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override { return new Handler; }
};

class Site : public Poco::Util::ServerApplication {
    int main(const std::vector<std::string>&) override {
        HTTPServer server{sh::headers_factory(new Factory, site), ServerSocket{SocketAddress{"127.0.0.1", 8080}},
                          new HTTPServerParams};
        server.start();
        waitForTerminationRequest();
        server.stop();
        return EXIT_OK;
    }
};

POCO_SERVER_MAIN(Site)
