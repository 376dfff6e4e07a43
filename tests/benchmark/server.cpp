// SPDX-License-Identifier: MIT
// server ours|hand: a cpp-httplib server that prints its port and ends with its standard input.
#include "hand_written.hpp"

#include <secure_headers/adapter/cpp_httplib.hpp>
#include <secure_headers/secure_headers.hpp>

#include <httplib.h>
#include <cstdio>
#include <string_view>
#include <thread>

static constexpr auto headers = secure_headers::bake([] { return secure_headers::SecureHeaders{}; });

int main(int argc, char** argv) {
    httplib::Server server;
    server.set_keep_alive_max_count(1'000'000);
    server.set_tcp_nodelay(true);  // else 40 ms of waiting hide the work
    if (argc > 1 && std::string_view{argv[1]} == "ours") {
        secure_headers::set_headers_on_every_response(server, headers, secure_headers::Https::always);
    } else {
        server.set_post_routing_handler(
            [](const httplib::Request&, httplib::Response& response) { RECOMMENDED_BY_HAND(response.set_header); });
    }
    server.Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_content("hello", "text/plain");
    });
    std::printf("%d\n", server.bind_to_any_port("127.0.0.1"));
    std::fflush(stdout);
    std::thread end{[&] {
        while (std::getchar() != EOF) {
        }
        server.stop();
    }};
    server.listen_after_bind();
    end.join();
}
