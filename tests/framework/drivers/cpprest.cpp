// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cpprest.hpp>

#include "framework/driver.hpp"

#include <cpprest/http_listener.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace sh = secure_headers;
using web::http::http_request;
using web::http::http_response;
using web::http::methods;
using web::http::status_codes;

namespace {

driver::Options options;

void set_fields(http_response& response) {
    for (const auto& [name, value] : site::fields) response.headers()[name] = value;
    response.headers()["Set-Cookie"] = "one=1; Path=/";
    sh::ResponseAdapter<http_response>::append_cookie(response, "two", "two=2; Path=/");
}

http_response handle(const http_request& request, const sh::Delivery& delivery) {
    http_response response{status_codes::OK};
    const std::string path = request.relative_uri().path();
    if (request.method() != methods::GET && request.method() != methods::HEAD && request.method() != methods::OPTIONS)
        response.set_status_code(status_codes::MethodNotAllowed);
    else if (path == "/page")
        response.set_body(site::page(delivery.nonce->value()), "text/html");
    else if (path == "/modes" || path == "/twice")
        set_fields(response);
    else if (path == "/cookies")
        response.headers().add("Set-Cookie", "own=1; Path=/"), site::set_cookies(response);
    else if (path == "/route")
        sh::set_headers(response, site::route, delivery);
    else if (path == "/throw")
        throw std::runtime_error{"secret"};
    else if (path == "/throw/number")
        throw 3;
    else if (path == "/away")
        response.set_status_code(status_codes::Found), response.headers().add("Location", "/page");
    else if (path == "/files/style.css") {
        std::ifstream file{options.files + path.substr(6)};
        response.set_body(std::string{std::istreambuf_iterator<char>{file}, {}}, "text/css");
    } else if (path != "/returned")
        response.set_status_code(status_codes::NotFound);
    if (path == "/twice") sh::set_headers(response, site::headers, delivery);
    return response;
}

}  // namespace

int main(int argc, char** argv) {
    options = driver::options(argc, argv);
    const int port = driver::free_port();
    web::http::experimental::listener::http_listener_config config;
    config.set_ssl_context_callback([](boost::asio::ssl::context& context) {
        context.use_certificate_chain_file(options.certificate);
        context.use_private_key_file(options.key, boost::asio::ssl::context::pem);
    });
    const std::string scheme = options.tls() ? "https" : "http";
    web::http::experimental::listener::http_listener listener{scheme + "://127.0.0.1:" + std::to_string(port), config};
    const auto handler = sh::headers_handler(listener, handle, options.set, options.https, site::rules);
    listener.support(handler);
    listener.support(methods::OPTIONS, handler);
    listener.open().wait();
    driver::ready(port, {{"thrown number", "500, ours"},
                         {"malformed", "400, bare"},
                         {"garbage", "400, bare"},
                         {"version", "200, ours"},
                         {"no Host", "200, ours"},
                         {"body of HEAD /page", "sent"},
                         {"escape", "400, bare"},
                         {"long target", "404, ours"},
                         {"long header", "200, ours"},
                         {"length", "405, ours"},
                         {"too long", "closed"},
                         {"chunk", "405, ours"},
                         {"pipelined", "200, ours; closed"}});
    std::this_thread::sleep_for(std::chrono::hours{1});
}
