// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/qt_httpserver.hpp>

#include "framework/driver.hpp"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFuture>
#include <QtCore/QThread>
#include <QtHttpServer/QHttpServerResponder>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

#include <optional>
#include <string>

namespace sh = secure_headers;

namespace {

QHttpServerResponse text(const char* body) { return {QByteArray{"text/plain"}, QByteArray{body}}; }

/// A page that a thread of Qt's makes after a while.
template <class GetNonce>
QFuture<QHttpServerResponse> page_later(GetNonce get_nonce) {
    return QtConcurrent::run([get_nonce] {
        QThread::msleep(50);
        const std::optional<sh::Nonce> nonce = get_nonce();
        const std::string page = nonce ? site::page(nonce->value()) : "";
        return QHttpServerResponse{QByteArray{"text/html"}, QByteArray::fromStdString(page)};
    });
}

QHttpServerResponse with_fields() {
    QHttpServerResponse response = text("");
    for (const auto& [name, value] : site::fields) response.addHeader(name, value);
    response.addHeader("Set-Cookie", "one=1; Path=/");
    response.addHeader("Set-Cookie", "two=2; Path=/");
    return response;
}

void set_up(QHttpServer& server, const driver::Options& options) {
    server.route("/page", QHttpServerRequest::Method::Get | QHttpServerRequest::Method::Head,
                 [](const QHttpServerRequest& request) {
                     const std::string page = site::page(sh::nonce_of(request).value());
                     return QHttpServerResponse{QByteArray{"text/html"}, QByteArray::fromStdString(page)};
                 });
    server.route("/written", [](const QHttpServerRequest& request, QHttpServerResponder&& responder) {
        responder.write(QByteArray::fromStdString(site::page(sh::nonce_of(request).value())), "text/html");
    });
    server.route("/later", [](const QHttpServerRequest& request) {
        return page_later([nonce = sh::nonce_of(request)] { return nonce; });
    });
    server.route("/later/worker", [](const QHttpServerRequest& request) {
        return page_later([&request] { return sh::nonce_of(request); });
    });
    server.route("/later/none", [] { return page_later([] { return std::nullopt; }); });
    server.route("/hidden", [](const QHttpServerRequest& request) {
        const std::string page = site::page(sh::nonce_of(request).value());
        return QHttpServerResponse{QByteArray{"text/html"}, QByteArray::fromStdString(page).toBase64()};
    });
    server.route("/returned", [] { return text(""); });
    server.route("/modes", [] { return with_fields(); });
    server.route("/twice", [](const QHttpServerRequest& request) {
        QHttpServerResponse response = with_fields();
        sh::set_headers(response, site::headers, {.nonce = sh::nonce_of(request)});
        return response;
    });
    server.route("/cookies", [] {
        QHttpServerResponse response = text("");
        response.addHeader("Set-Cookie", "own=1; Path=/");
        site::set_cookies(response);
        return response;
    });
    server.route("/route", [&server, https = options.https](const QHttpServerRequest& request) {
        QHttpServerResponse response = text("");
        sh::set_headers(response, site::route, sh::delivery_for(request, server, https));
        return response;
    });
    server.route("/throw", [] { return QHttpServerResponse{QHttpServerResponse::StatusCode::InternalServerError}; });
    server.route("/away", [] {
        QHttpServerResponse response{QHttpServerResponse::StatusCode::Found};
        response.addHeader("Location", "/page");
        return response;
    });
    server.route("/files/<arg>", [files = QString::fromStdString(options.files)](const QString& name) {
        return QHttpServerResponse::fromFile(files + "/" + name);
    });
}

void speak_tls(QHttpServer& server, const driver::Options& options) {
    QFile certificate{QString::fromStdString(options.certificate)}, key{QString::fromStdString(options.key)};
    if (certificate.open(QIODevice::ReadOnly) && key.open(QIODevice::ReadOnly))
        server.sslSetup(QSslCertificate{&certificate}, QSslKey{&key, QSsl::Ec});
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application{argc, argv};
    const driver::Options options = driver::options(argc, argv);
    QHttpServer server;
    set_up(server, options);
    sh::set_headers_on_every_response(server, options.set, options.https, site::rules);
    const std::string plain = options.tls() ? std::to_string(server.listen(QHostAddress::LocalHost)) : "";
    if (options.tls()) speak_tls(server, options);
    driver::ready(server.listen(QHostAddress::LocalHost), {{"plain port", plain.c_str()},
                                                           {"405", "404, ours"},
                                                           {"written", "200, bare"},
                                                           {"later", "200, ours"},
                                                           {"body of HEAD /page", "sent"},
                                                           {"expectation", "404, ours"},
                                                           {"refused body", "404, ours"},
                                                           {"OPTIONS", "404, ours"},
                                                           {"malformed", "200, ours"},
                                                           {"garbage", "closed"},
                                                           {"version", "200, ours"},
                                                           {"no Host", "200, ours"},
                                                           {"unknown method", "404, ours"},
                                                           {"long target", "404, ours"},
                                                           {"long header", "200, ours"},
                                                           {"coding", "404, ours"},
                                                           {"length", "404, ours"},
                                                           {"too long", "closed"},
                                                           {"chunk", "closed"}});
    return QCoreApplication::exec();
}
