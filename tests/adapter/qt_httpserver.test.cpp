// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/qt_httpserver.hpp>

#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"
#include "framework/client.hpp"
#include "route_sets.hpp"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QSslConfiguration>

#include <algorithm>
#include <chrono>
#include <future>
#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;

namespace {

using Values = std::vector<std::string>;

Values values(const QHttpServerResponse& response, const char* name) {
    Values found;
    for (const QByteArray& value : response.headers(name)) found.push_back(value.toStdString());
    return found;
}

Values spellings(std::string_view name) {
    Values found;
    sh::detail::for_each_other_spelling(name, [&](std::string_view spelling) { found.emplace_back(spelling); });
    return found;
}

}  // namespace

TEST_CASE("Qt is asked for the spellings of a name that there are in practice") {
    CHECK(spellings("X-Frame-Options") == Values{"x-frame-options", "X-FRAME-OPTIONS"});
    CHECK(spellings("x-frame-options") == Values{"X-Frame-Options", "X-FRAME-OPTIONS"});
    CHECK(spellings("X-DNS-Prefetch-Control") ==
          Values{"x-dns-prefetch-control", "X-Dns-Prefetch-Control", "X-DNS-PREFETCH-CONTROL"});
    CHECK(spellings("NEL") == Values{"nel", "Nel"});
    CHECK(spellings("a") == Values{"A"});
    CHECK(spellings("-~1") == Values{});
    CHECK(spellings("@[`{-@z") == Values{"@[`{-@Z"});
    for (const std::size_t size : {47U, 48U, 49U, 200U}) {
        const std::string lower(size, 'x'), upper(size, 'X');
        CHECK(spellings(lower) == Values{'X' + lower.substr(1), upper});
        CHECK(spellings(upper) == Values{lower, 'X' + lower.substr(1)});
    }
}

TEST_CASE("Qt gets each mode, whatever usual spelling a handler has used, once and twice") {
    QHttpServerResponse response{"text/plain", "hello"};
    for (const char* const name : {"X-Frame-Options", "x-frame-options", "X-FRAME-OPTIONS"})
        response.addHeader(name, "ALLOWALL");
    response.addHeader("x-default", "theirs");
    response.addHeader("X-Added", "theirs");
    response.addHeader("SERVER", "Bare/1.0");
    for (int times = 0; times < 2; ++times) {
        sh::set_headers(response, set_of_modes);
        CHECK(values(response, "X-Frame-Options") == Values{"DENY"});
        for (const char* const name : {"x-frame-options", "X-FRAME-OPTIONS", "X-Default", "SERVER", "Server"})
            CHECK(values(response, name).empty());
        CHECK(values(response, "x-default") == Values{"theirs"});
        CHECK(values(response, "X-Absent") == Values{"ours"});
        CHECK(values(response, "X-Added").size() == 2);
    }
}

TEST_CASE("Qt's response keeps its usual headers, however often it has one, and a set may speak of them") {
    const char* const usual[][2]{{"Content-Type", "content-type"},
                                 {"Set-Cookie", "set-cookie"},
                                 {"Location", "location"},
                                 {"Cache-Control", "cache-control"}};
    for (const char* const(&spellings)[2] : usual) {
        const char* const name = spellings[0];
        const sh::runtime lower{spellings[1]};
        const auto deliver = [&](const Values& there, const sh::SecureHeaders& set) {
            QHttpServerResponse response{QByteArray{}};
            response.clearHeaders();
            for (const std::string& value : there) response.addHeader(name, QByteArray::fromStdString(value));
            response.addHeader("Link", "other");
            for (int times = 0; times < 2; ++times) sh::set_headers(response, set);
            CHECK(values(response, "Link") == Values{"other"});
            Values found = values(response, name);
            std::sort(found.begin(), found.end());
            return found;
        };
        const auto ours = sh::CustomHeader::verbatim(lower, "ours");
        for (const Values& there : {Values{}, Values{"a"}, Values{"a", "a"}, Values{"a", "b", "c"}})
            CHECK(deliver(there, sh::SecureHeaders{}) == there);
        for (const Values& there : {Values{"a"}, Values{"a", "b"}}) {
            CHECK(deliver(there, sh::SecureHeaders::empty().remove(lower)) == Values{});
            if (lower.text == "set-cookie") continue;  // which a set cannot send
            CHECK(deliver(there, sh::SecureHeaders::empty().set(ours)) == Values{});
            CHECK(deliver(there, sh::SecureHeaders::empty().set_default(ours)) == there);
            CHECK(deliver(there, sh::SecureHeaders::empty().add(ours)) == there);  // ours is beside them, in small letters
        }
    }
}

// Qt 6.4 compares names with regard to case and cannot list them, so that examples/README.md has this.
TEST_CASE("a name in an odd spelling stays in Qt's response") {
    QHttpServerResponse response{"text/plain", "hello"};
    response.addHeader("x-FRAME-options", "ALLOWALL");
    sh::set_headers(response, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny));
    CHECK(values(response, "X-Frame-Options") == Values{"DENY"});
    CHECK(values(response, "x-FRAME-options") == Values{"ALLOWALL"});
}

namespace {

/// Lets Qt's loop run until a client has its answer.
client::Response ask(int port) {
    auto asked = std::async(std::launch::async, [port] { return client::Connection{port}.ask("GET", "/"); });
    while (asked.wait_for(std::chrono::milliseconds{1}) != std::future_status::ready) QCoreApplication::processEvents();
    return asked.get();
}

/// Qt wants an application for its events.
class Application {
    int argc_ = 1;
    char name_[sizeof "tests_qt_httpserver"] = "tests_qt_httpserver";
    char* argv_[2]{name_, nullptr};
    QCoreApplication application_{argc_, argv_};
};

}  // namespace

TEST_CASE("where no socket tells Qt of a request, HTTPS is what all that the server listens to is") {
    const Application application;
    QHttpServer server, nothing, plain, tls, both;
    plain.listen(QHostAddress::LocalHost);
    both.listen(QHostAddress::LocalHost);
    for (QHttpServer* const each : {&tls, &both}) {
        each->sslSetup(QSslConfiguration::defaultConfiguration());
        each->listen(QHostAddress::LocalHost);
    }
    std::string told;
    server.route("/", [&](const QHttpServerRequest& request) {
        for (const QHttpServer* const other : {&nothing, &plain, &tls, &both})
            told += sh::delivery_for(request, *other).https ? "https " : "http ";
        std::async(std::launch::async, [&] { told += sh::delivery_for(request, server).https ? "https" : "http"; }).get();
        return "text";
    });
    CHECK(ask(server.listen(QHostAddress::LocalHost)).status == 200);
    CHECK(told == "http http https http http");
}

TEST_CASE("a route's own policy of Qt has what the hook's has: the nonce, and parts for HTTPS only") {
    const Application application;
    for (const auto https : {sh::Https::from_connection, sh::Https::always}) {
        QHttpServer server;
        server.route("/", [&](const QHttpServerRequest& request) {
            QHttpServerResponse response{QByteArray{"text/plain"},
                                         QByteArray::fromStdString(std::string{sh::nonce_of(request).value()})};
            sh::set_headers(response, route_set, sh::delivery_for(request, server, https));
            return response;
        });
        sh::set_headers_on_every_response(server, site_set, https);
        const client::Response response = ask(server.listen(QHostAddress::LocalHost));
        CHECK(response.status == 200);
        CHECK(response.values("Content-Security-Policy") ==
              Values{"default-src 'self'; script-src 'nonce-" + response.body + "'"});
        CHECK(response.values("Strict-Transport-Security") ==
              (https == sh::Https::always ? Values{"max-age=1; includeSubDomains"} : Values{}));
    }
}
