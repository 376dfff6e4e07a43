// SPDX-License-Identifier: MIT
// A site with Qt HttpServer: a page with a script, a login, and an API.
#include <secure_headers/adapter/qt_httpserver.hpp>
#include <secure_headers/secure_headers.hpp>

#include <QCoreApplication>
#include <QHttpServer>

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

int main(int argc, char** argv) {
    const QCoreApplication application{argc, argv};
    QHttpServer server;
    sh::set_headers_on_every_response(server, site);

    server.route("/", [](const QHttpServerRequest& request) {
        return QHttpServerResponse{"text/html", QByteArray::fromStdString(page(sh::nonce_of(request)))};
    });
    server.route("/login", QHttpServerRequest::Method::Post, [] {
        QHttpServerResponse response{QHttpServerResponse::StatusCode::SeeOther};
        response.setHeader("Location", "/");
        sh::set_cookie(response, session, "c2Vzc2lvbg");
        return response;
    });
    server.route("/api/time", [] {
        QHttpServerResponse response{"application/json", QByteArray{R"({"time": "now"})"}};
        sh::set_headers(response, sh::presets::api);
        return response;
    });

    if (server.listen(QHostAddress::LocalHost, 8080) == 0) return 1;
    return QCoreApplication::exec();
}
