// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/uwebsockets.hpp>

#include "benchmark/framework/measure.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace sh = secure_headers;

namespace {

void write(uWS::HttpResponse<false>* response, uWS::HttpRequest* request, bool ours) {
    if (ours)
        sh::WriteOnce{response, request, sets::recommended, sh::Https::always}.flush();
    else
        for_each_header_by_hand([&](const char* name, const char* value) { response->writeHeader(name, value); });
}

/// Sends requests that are answered once the server runs. On this thread, lest another one's instructions count.
int ask(int port, int requests) {
    const int client = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string text;
    for (int i = 0; i < requests; ++i) text += "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    if (connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        send(client, text.data(), text.size(), 0) < 0)
        std::exit(1);
    return client;
}

}  // namespace

/// uWebSockets makes responses for connections only: each way is counted when it is asked for the fourth time.
int main() {
    int asked = 0, client = -1;
    us_listen_socket_t* listener = nullptr;
    uWS::App app;
    app.get("/*", [&](auto* response, auto* request) {
        const bool ours = asked % 2 == 0, counts = asked >= 6;
        if (counts) CALLGRIND_ZERO_STATS;
        write(response, request, ours);
        if (counts) CALLGRIND_DUMP_STATS_AT(ours ? "set_headers" : "writeHeader");
        response->end();
        if (++asked == 8) us_listen_socket_close(0, listener), close(client);
    });
    app.listen("127.0.0.1", 0, [&](us_listen_socket_t* listening) {
        listener = listening;
        client = ask(us_socket_local_port(0, reinterpret_cast<us_socket_t*>(listening)), 8);
    });
    app.run();
}
