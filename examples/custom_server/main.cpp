// SPDX-License-Identifier: MIT
// For a server with sockets of its own: what to send is a finished block of bytes. One file, to copy from.
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/secure_headers.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

namespace {

constexpr auto headers = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::presets::recommended_content_security_policy().add(csp::Directive::script_src, {csp::nonce}))
        .set(sh::CacheControl{{.no_store = true}});  // a nonce is for one response
});

/// Fill in what you know of the connection: whether it is HTTPS.
std::string answer(bool https) {
    const sh::Nonce nonce = sh::Nonce::generate();
    std::string body{"<!doctype html>\n<title>custom server</title>\n<p id=\"greeting\"></p>\n<script "};
    body.append(nonce.attribute()).append(">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n");

    std::string response{"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"};
    response.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    sh::set_headers(response, headers, {.https = https, .nonce = nonce});  // HTTP/1.1: one copy of the block
    return response.append("\r\n").append(body);
}

/// HTTP/2 wants pairs, with names in lower case: pass each to your library's header list.
void print_fields_of_http2() {
    const sh::Delivery delivery{.https = true, .nonce = sh::Nonce::generate()};
    sh::for_each_field(headers, delivery, [](const sh::HeaderField& field, std::string_view lower_case_name) {
        if (field.mode != sh::Mode::remove) std::cout << lower_case_name << ": " << field.value << '\n';
    });
}

/// Serves one connection after the other; a server of yours does this better.
int serve(std::uint16_t port) {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    const int yes = 1;  // not to wait for the last server's connections to time out
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener, 16) != 0)
        return std::perror("custom_server: cannot listen on 127.0.0.1, try another PORT"), 1;
    getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    std::cout << "http://127.0.0.1:" << ntohs(address.sin_port) << '/' << std::endl;
    std::signal(SIGPIPE, SIG_IGN);
    for (int client = accept(listener, nullptr, nullptr); client >= 0; client = accept(listener, nullptr, nullptr)) {
        char request[4096];
        const std::string response = answer(false);
        if (read(client, request, sizeof request) > 0 && write(client, response.data(), response.size()) < 0) return 1;
        close(client);
    }
    return 1;
}

}  // namespace

int main(int count, char** arguments) {
    if (count > 1 && std::string_view{arguments[1]} == "--http2") return print_fields_of_http2(), 0;
    const char* const port = std::getenv("PORT");
    return serve(static_cast<std::uint16_t>(port != nullptr ? std::atoi(port) : 8080));
}
