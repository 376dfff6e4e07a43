// SPDX-License-Identifier: MIT
// A Boost.Beast server whose every response carries security headers.
#include <secure_headers/adapter/beast.hpp>
#include <secure_headers/secure_headers.hpp>

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>
#include <utility>

namespace sh = secure_headers;
namespace http = boost::beast::http;
using boost::asio::ip::tcp;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

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
    return "<!doctype html>\n<title>Beast</title>\n<p id=\"greeting\"></p>\n<script " + std::string{nonce.attribute()} +
           ">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

Response handle(const Request& request, const sh::Delivery& delivery) {
    Response response{http::status::ok, request.version()};
    response.keep_alive(request.keep_alive());
    const auto path = request.target().substr(0, request.target().find('?'));
    if (path == "/") {
        response.set(http::field::content_type, "text/html");
        response.body() = page(*delivery.nonce);
    } else if (path == "/login" && request.method() == http::verb::post) {
        response.result(http::status::see_other);
        response.set(http::field::location, "/");
        sh::set_cookie(response, session, sh::Nonce::generate().value());  // a store of yours remembers whose it is
    } else if (path == "/api/time") {
        response.set(http::field::content_type, "application/json");
        response.body() = "{\"time\": " + std::to_string(std::time(nullptr)) + "}";
        sh::set_headers(response, sh::presets::api, delivery);
    } else {
        response.result(http::status::not_found);
    }
    return response;
}

void serve(tcp::socket socket) {
    boost::beast::flat_buffer buffer;
    for (boost::beast::error_code error; !error;) {
        Request request;
        if (http::read(socket, buffer, request, error); error) return;
        const sh::Delivery delivery = sh::delivery_for(request, socket);
        Response response = handle(request, delivery);
        sh::set_headers(response, headers, delivery);  // on every response, just before it is written
        response.prepare_payload();
        if (request.method() == http::verb::head) response.body().clear();
        if (http::write(socket, response, error); !response.keep_alive()) return;
    }
}

int main() {
    const int port = std::getenv("PORT") != nullptr ? std::atoi(std::getenv("PORT")) : 8080;
    boost::asio::io_context io;
    tcp::acceptor acceptor{io, {boost::asio::ip::address_v4::loopback(), static_cast<unsigned short>(port)}};
    for (boost::beast::error_code error;;)
        if (tcp::socket socket = acceptor.accept(error); !error)  // else until some descriptor is free
            std::thread{serve, std::move(socket)}.detach();
}
