// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/uwebsockets.hpp>

#include "framework/driver.hpp"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace sh = secure_headers;

namespace {

/// A set that stays, or a view, and none that is gone before its bytes are written.
template <class Set>
constexpr bool takes = std::is_constructible_v<sh::WriteOnce<false>, uWS::HttpResponse<false>*, uWS::HttpRequest*, Set>;
static_assert(takes<const sh::FrozenHeaders&> && takes<sh::FrozenHeaders&> && takes<sh::HeaderView>);
static_assert(takes<decltype((site::headers))> && takes<decltype((sh::presets::recommended))>);
static_assert(!takes<sh::FrozenHeaders> && !takes<const sh::FrozenHeaders> && !takes<decltype(site::headers)>);

driver::Options options;

template <bool Tls>
void set_fields(sh::WriteOnce<Tls>& response) {
    for (const auto& [name, value] : site::fields) response.writeHeader(name, value);
    response.writeHeader("Set-Cookie", "one=1; Path=/");
    response.writeHeader("Set-Cookie", "two=2; Path=/");
}

/// All responses come by here; a handler that throws would end the program.
template <class Handle>
auto handler(Handle handle) {
    return [handle](auto* response, auto* request) {
        sh::WriteOnce out{response, request, options.set, options.https, &site::rules};
        try {
            handle(out);
        } catch (const std::exception&) {
            out.writeStatus("500 Internal Server Error").end();
        }
    };
}

struct Socket {};

/// The head of a handshake that the handler delivers, to which uWebSockets adds its own fields.
constexpr auto shake_hands = [](auto* response, auto* request, auto* context) {
    const std::string key{request->getHeader("sec-websocket-key")};
    sh::WriteOnce out{response, request, options.set, options.https, &site::rules};
    out.writeStatus("101 Switching Protocols").flush();
    response->template upgrade<Socket>({}, key, {}, {}, context);
};

template <class App>
void set_up(App& app) {
    const auto page = handler([](auto& response) { response.end(site::page(response.nonce().value())); });
    app.get("/page", page);
    app.head("/page", page);
    app.get("/returned", handler([](auto& response) { response.end("text"); }));
    app.get("/modes", handler([](auto& response) {
                set_fields(response);
                response.end();
            }));
    app.get("/twice", handler([](auto& response) {
                set_fields(response);
                sh::set_headers(response, site::headers, response.delivery());
                response.end();
            }));
    app.get("/cookies", handler([](auto& response) {
                response.writeHeader("Set-Cookie", "own=1; Path=/");
                site::set_cookies(response);
                response.end();
            }));
    app.get("/route", handler([](auto& response) {
                sh::set_headers(response, site::route, response.delivery());
                response.end();
            }));
    app.get("/numbers", handler([](auto& response) {
                response.writeHeader("X-Number", 0).writeHeader("X-Number", -1);
                response.flush();
                response.writeHeader("X-Number", std::numeric_limits<std::uint64_t>::max()).end("text", true);
            }));
    app.template ws<Socket>("/socket", {});
    app.template ws<Socket>("/socket/own", {.upgrade = shake_hands});
    app.get("/throw", handler([](auto&) { throw std::runtime_error{"secret"}; }));
    app.get("/away",
            handler([](auto& response) { response.writeStatus("302 Found").writeHeader("Location", "/page").end(); }));
    app.get("/files/style.css", handler([](auto& response) {
                std::ifstream file{options.files + "/style.css"};
                response.end(std::string{std::istreambuf_iterator<char>{file}, {}});
            }));
    app.any("/*", handler([](auto& response) { response.writeStatus("404 Not Found").end(); }));
}

template <bool Tls>
void run(uWS::TemplatedApp<Tls> app) {
    set_up(app);
    app.listen("127.0.0.1", 0, [](us_listen_socket_t* listening) {
        const int port = us_socket_local_port(Tls, reinterpret_cast<us_socket_t*>(listening));
        driver::ready(port, {{"405", "404, ours"},
                             {"past the hook", "101, bare; 101, ours; 404, ours"},
                             {"numbers", "200, ours; -1, 0, 18446744073709551615; close"},
                             {"OPTIONS", "404, ours"},
                             {"malformed", "400, bare"},
                             {"garbage", "closed"},
                             {"version", "400, bare"},
                             {"no Host", "400, bare"},
                             {"unknown method", "404, ours"},
                             {"HTTP/1.0", "400, bare"},
                             {"target", "400, bare"},
                             {"long target", "400, bare"},
                             {"long header", "400, bare"},
                             {"expectation", "404, ours"},
                             {"refused body", "404, ours"},
                             {"coding", "400, bare"},
                             {"length", "400, bare"},
                             {"too long", "404, ours"},
                             {"chunk", "400, bare"}});
    });
    app.run();
}

}  // namespace

int main(int argc, char** argv) {
    options = driver::options(argc, argv);
    if (options.tls())
        run<true>(uWS::SSLApp{{.key_file_name = options.key.c_str(), .cert_file_name = options.certificate.c_str()}});
    else
        run<false>(uWS::App{});
}
