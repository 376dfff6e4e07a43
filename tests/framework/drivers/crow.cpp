// SPDX-License-Identifier: MIT
#define CROW_ENABLE_SSL
#include <secure_headers/adapter/crow.hpp>

#include "framework/driver.hpp"

#include <stdexcept>
#include <string>

namespace sh = secure_headers;

namespace {

struct Other {
    struct context {};
};
static_assert(sh::detail::stands_first<sh::CrowMiddleware> && sh::detail::stands_first<sh::CrowMiddleware, Other>);
static_assert(!sh::detail::stands_first<Other, sh::CrowMiddleware> && !sh::detail::stands_first<>);

using App = crow::App<sh::CrowMiddleware>;

void set_fields(crow::response& response) {
    for (const auto& [name, value] : site::fields) response.add_header(name, value);
    response.add_header("Set-Cookie", "one=1; Path=/");
    response.add_header("Set-Cookie", "two=2; Path=/");
}

void set_up(App& app, const std::string& files) {
    CROW_ROUTE(app, "/page")
    ([&app](const crow::request& request) {
        return crow::response{"html", site::page(app.get_context<sh::CrowMiddleware>(request).nonce().value())};
    });
    CROW_ROUTE(app, "/returned")([] { return "text"; });
    CROW_ROUTE(app, "/modes")
    ([](crow::response& response) {
        set_fields(response);
        response.end();
    });
    CROW_ROUTE(app, "/twice")
    ([&app](const crow::request& request, crow::response& response) {
        set_fields(response);
        sh::set_headers(response, site::headers, {.nonce = app.get_context<sh::CrowMiddleware>(request).nonce()});
        response.end();
    });
    CROW_ROUTE(app, "/cookies")
    ([](crow::response& response) {
        response.add_header("Set-Cookie", "own=1; Path=/");
        site::set_cookies(response);
        response.end();
    });
    CROW_ROUTE(app, "/route")
    ([&app](const crow::request& request, crow::response& response) {
        sh::set_headers(response, site::route, sh::delivery_for(request, app));
        response.end();
    });
    CROW_ROUTE(app, "/throw")([]() -> crow::response { throw std::runtime_error{"secret"}; });
    CROW_ROUTE(app, "/throw/number")([]() -> crow::response { throw 3; });
    CROW_ROUTE(app, "/away")
    ([](crow::response& response) {
        response.redirect("/page");
        response.end();
    });
    CROW_WEBSOCKET_ROUTE(app, "/socket").onmessage([](crow::websocket::connection&, const std::string&, bool) {});
    CROW_ROUTE(app, "/files/<path>")
    ([files](crow::response& response, const std::string& path) {
        response.set_static_file_info_unsafe(files + "/" + path);
        response.end();
    });
}

}  // namespace

int main(int argc, char** argv) {
    const driver::Options options = driver::options(argc, argv);
    App app;
    app.loglevel(crow::LogLevel::Critical);
    set_up(app, options.files);
    sh::set_headers_on_every_response(app, options.set, options.https, site::rules);
    if (options.tls()) app.ssl_file(options.certificate, options.key);
    const auto running = app.bindaddr("127.0.0.1").port(0).concurrency(4).run_async();
    app.wait_for_server_start();
    driver::ready(app.port(), {{"thrown number", "500, ours"},
                               {"past the hook", "101, bare; closed; 404, ours"},
                               {"redirect", "307, ours"},
                               {"OPTIONS", "204, ours"},
                               {"malformed", "closed"},
                               {"garbage", "closed"},
                               {"version", "200, ours"},
                               {"no Host", "400, bare"},
                               {"unknown method", "closed"},
                               {"target", "closed"},
                               {"long target", "404, ours"},
                               {"long header", "200, ours"},
                               {"body of HEAD /missing", "sent"},
                               {"refused body", "200, ours"},
                               {"coding", "closed"},
                               {"length", "closed"},
                               {"too long", "closed"},
                               {"chunk", "closed"}});
    running.wait();
}
