// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cpp_httplib.hpp>

#include "framework/driver.hpp"

#include <memory>
#include <stdexcept>

namespace sh = secure_headers;
using httplib::Request;
using httplib::Response;

namespace {

void set_up(httplib::Server& server, const driver::Options& options) {
    server.Get("/page", [](const Request&, Response& response) {
        response.set_content(site::page(sh::nonce_of(response).value()), "text/html");
    });
    server.Get("/returned", [](const Request&, Response& response) { response = Response{}; });
    const auto set_fields = [](Response& response) {
        for (const auto& [name, value] : site::fields) response.set_header(name, value);
        response.set_header("Set-Cookie", "one=1; Path=/");
        response.set_header("Set-Cookie", "two=2; Path=/");
    };
    server.Get("/modes", [=](const Request&, Response& response) { set_fields(response); });
    server.Get("/twice", [=](const Request&, Response& response) {
        set_fields(response);
        sh::set_headers(response, site::headers, {.nonce = sh::nonce_of(response)});
    });
    server.Get("/cookies", [](const Request&, Response& response) {
        response.set_header("Set-Cookie", "own=1; Path=/");
        site::set_cookies(response);
    });
    server.Get("/route", [https = options.https](const Request& request, Response& response) {
        sh::set_headers(response, site::route, sh::delivery_for(request, response, https));
    });
    server.Get("/throw", [](const Request&, Response&) { throw std::runtime_error{"secret"}; });
    server.Get("/throw/number", [](const Request&, Response&) { throw 3; });
    server.Get("/away", [](const Request&, Response& response) { response.set_redirect("/page"); });
    server.set_mount_point("/files", options.files);
    server.set_expect_100_continue_handler(
        [](const Request& request, Response&) { return request.has_header("X-Refuse") ? 417 : 100; });
}

#ifdef CPPHTTPLIB_VERSION_NUM
constexpr bool is_newer = true;  // tried with 0.53
#else
constexpr bool is_newer = false;  // 0.11
#endif

}  // namespace

int main(int argc, char** argv) {
    const driver::Options options = driver::options(argc, argv);
    const auto server = options.tls()
                            ? std::make_unique<httplib::SSLServer>(options.certificate.c_str(), options.key.c_str())
                            : std::make_unique<httplib::Server>();
    server->new_task_queue = [] { return new httplib::ThreadPool{80}; };  // a thread for each connection of the suite
    server->set_keep_alive_max_count(1'000'000);
    set_up(*server, options);
    sh::set_headers_on_every_response(*server, options.set, options.https, site::rules);
    driver::ready(server->bind_to_any_port("127.0.0.1"), {{"thrown number", "500, ours"},
                                                          {"405", "404, ours"},
                                                          {"OPTIONS", "404, ours"},
                                                          {"malformed", is_newer ? "400, ours" : "200, ours"},
                                                          {"no Host", "200, ours"},
                                                          {"unknown method", "400, ours"},
                                                          {"expectation", "404, ours"},
                                                          {"refused body", "417, bare"},
                                                          {"long header", "400, ours"},
                                                          {"coding", is_newer ? "400, ours" : "closed"},
                                                          {"length", "404, ours"},
                                                          {"long target", is_newer ? "closed" : "414, ours"},
                                                          {"chunk", is_newer ? "404, ours" : "400, ours"},
                                                          {"too long", is_newer ? "404, ours" : "closed"},
                                                          {"pipelined", "200, ours; closed"}});
    server->listen_after_bind();
}
