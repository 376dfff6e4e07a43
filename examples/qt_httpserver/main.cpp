// SPDX-License-Identifier: MIT
// A Qt HttpServer server whose every response carries security headers.
#include <secure_headers/adapter/qt_httpserver.hpp>
#include <secure_headers/secure_headers.hpp>

#include <QCoreApplication>
#include <QDateTime>
#include <QHttpServer>
#include <QJsonObject>

#include <chrono>
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

std::string page(const sh::Nonce& nonce) {
    return "<!doctype html>\n<title>Qt HttpServer</title>\n<p id=\"greeting\"></p>\n<script " +
           std::string{nonce.attribute()} + ">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

int main(int argc, char** argv) {
    const QCoreApplication application{argc, argv};
    QHttpServer server;
    sh::set_headers_on_every_response(server, headers);

    server.route("/", [](const QHttpServerRequest& request) {
        return QHttpServerResponse{"text/html", QByteArray::fromStdString(page(sh::nonce_of(request)))};
    });
    server.route("/login", QHttpServerRequest::Method::Post, [] {
        QHttpServerResponse response{QHttpServerResponse::StatusCode::SeeOther};
        response.setHeader("Location", "/");
        sh::set_cookie(response, session, new_session());
        return response;
    });
    server.route("/api/time", [&server](const QHttpServerRequest& request) {
        QHttpServerResponse response{QJsonObject{{"time", QDateTime::currentSecsSinceEpoch()}}};
        sh::set_headers(response, sh::presets::api, sh::delivery_for(request, server));
        return response;
    });

    const quint16 port = qEnvironmentVariable("PORT", "8080").toUShort();
    if (server.listen(QHostAddress::LocalHost, port) == 0) return 1;
    return QCoreApplication::exec();
}
