// SPDX-License-Identifier: MIT
// What each driver shares: it is started as `driver HTTPS FILES [SET | CERTIFICATE KEY]`, tells what is different about
// its framework and its port, and ends when its standard input does.
#pragma once

#include <secure_headers/adapter/https.hpp>
#include <secure_headers/header_view.hpp>

#include "framework/site.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>
#include <thread>

namespace driver {

namespace sh = secure_headers;

struct Options {
    sh::Https https = sh::Https::from_connection;
    std::string files{};                 ///< The folder to serve under /files.
    bool without_nonce = false;          ///< Of the two sets, which is another one.
    sh::HeaderView set = site::headers;  ///< What the hook delivers.
    std::string certificate{};           ///< A file; if it is not empty, the server speaks TLS.
    std::string key{};
    bool tls() const { return !certificate.empty(); }
};

inline Options options(int argc, char** argv) {
    Options chosen;
    const std::string_view https = argc > 1 ? argv[1] : "";
    if (https == "from_trusted_proxy") chosen.https = sh::Https::from_trusted_proxy;
    if (https == "always") chosen.https = sh::Https::always;
    if (argc > 2) chosen.files = argv[2];
    chosen.without_nonce = argc == 4;
    if (chosen.without_nonce) chosen.set = site::without_nonce;
    if (argc > 4) chosen.certificate = argv[3], chosen.key = argv[4];
    return chosen;
}

/// How a framework answers a question of the suite where it is not the usual answer.
struct Exception {
    const char* question;
    const char* answer;
};
using Exceptions = std::initializer_list<Exception>;

/// Tells the suite what is different about the framework, and the port; call it before the loop of the server.
inline void ready(int port, Exceptions exceptions) {
    std::thread{[] {
        while (std::getchar() != EOF) continue;
        _exit(0);
    }}.detach();
    for (const Exception& each : exceptions) std::printf("%s=%s\n", each.question, each.answer);
    std::printf("port=%d\n", port);
    std::fflush(stdout);
}

/// A port that was free just now, for servers that cannot choose one and tell.
inline int free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(probe, reinterpret_cast<sockaddr*>(&address), size) != 0) return 0;
    getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    close(probe);
    return ntohs(address.sin_port);
}

}  // namespace driver
