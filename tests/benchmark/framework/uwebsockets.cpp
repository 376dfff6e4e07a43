// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/uwebsockets.hpp>

#include "benchmark/framework/measure.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <string>

namespace sh = secure_headers;

namespace {

constexpr const char* ways[] = {"set_headers", "as_defaults", "writeHeader"};

void write(uWS::HttpResponse<false>* response, uWS::HttpRequest* request, std::size_t way) {
    if (way == 0) sh::WriteOnce{response, request, sets::recommended, sh::Https::always}.flush();
    if (way == 1) sh::WriteOnce{response, request, sets::defaults, sh::Https::always}.flush();
    if (way == 2) {
        RECOMMENDED_BY_HAND(response->writeHeader);
    }
}

/// Sends requests that are answered once the server runs. On this thread, lest another one's instructions count.
int ask(int port, std::size_t requests) {
    const int client = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string text;
    for (std::size_t i = 0; i < requests; ++i) text += "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    if (connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        send(client, text.data(), text.size(), 0) < 0)
        std::exit(1);
    return client;
}

}  // namespace

/// uWebSockets makes responses for connections only: each way is counted when it is asked for the fourth time.
int main() {
    constexpr std::size_t count = std::size(ways), all = 4 * count;
    std::size_t asked = 0;
    int client = -1;
    us_listen_socket_t* listener = nullptr;
    uWS::App app;
    app.get("/*", [&](auto* response, auto* request) {
        const std::size_t way = asked % count;
        const bool counts = asked >= all - count;
        if (counts) CALLGRIND_ZERO_STATS;
        write(response, request, way);
        if (counts) CALLGRIND_DUMP_STATS_AT(ways[way]);
        response->end();
        if (++asked == all) us_listen_socket_close(0, listener), close(client);
    });
    app.listen("127.0.0.1", 0, [&](us_listen_socket_t* listening) {
        listener = listening;
        client = ask(us_socket_local_port(0, reinterpret_cast<us_socket_t*>(listening)), all);
    });
    app.run();
}
