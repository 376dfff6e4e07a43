// SPDX-License-Identifier: MIT
// A site with Boost.Beast: a page with a script, a login, and an API.
#include <secure_headers/adapter/beast.hpp>
#include <secure_headers/secure_headers.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <cstdio>
#include <string>
#include <thread>

namespace sh = secure_headers;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::asio::ip::tcp;
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

http::response<http::string_body> handle(const http::request<http::string_body>& request, const sh::Nonce& nonce) {
    http::response<http::string_body> response{http::status::ok, request.version()};
    response.keep_alive(request.keep_alive());
    if (request.method() == http::verb::get && request.target() == "/") {
        response.set(http::field::content_type, "text/html");
        response.body() = page(nonce);
    } else if (request.method() == http::verb::post && request.target() == "/login") {
        response.result(http::status::see_other);
        response.set(http::field::location, "/");
        sh::set_cookie(response, session, "c2Vzc2lvbg");
    } else if (request.method() == http::verb::get && request.target() == "/api/time") {
        response.set(http::field::content_type, "application/json");
        response.body() = R"({"time": "now"})";
        sh::set_headers(response, sh::presets::api);
    } else {
        response.result(http::status::not_found);
    }
    return response;
}

void serve(tcp::socket socket) {
    beast::flat_buffer buffer;
    beast::error_code error;
    for (bool again = true; again && !error;) {
        http::request<http::string_body> request;
        http::read(socket, buffer, request, error);
        if (error) return;
        const sh::Delivery delivery = sh::delivery_for(request, socket);
        auto response = handle(request, *delivery.nonce);
        sh::set_headers(response, site, delivery);  // on every response, just before it is written
        response.prepare_payload();
        http::write(socket, response, error);
        again = response.keep_alive();
    }
}

int main() {
    boost::asio::io_context io;
    tcp::acceptor acceptor{io, {boost::asio::ip::make_address("127.0.0.1"), 8080}};
    std::puts("http://127.0.0.1:8080");
    for (;;) std::thread{serve, acceptor.accept()}.detach();
}
