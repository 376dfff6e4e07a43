// SPDX-License-Identifier: MIT
// server_pistache ours|hand: a Pistache server that prints its port and ends with its standard input.
#include "../framework/pistache_literal.hpp"
#include "hand_written.hpp"

#include <secure_headers/adapter/pistache.hpp>
#include <secure_headers/secure_headers.hpp>

#include <pistache/endpoint.h>
#include <cstdio>
#include <memory>
#include <string_view>

namespace {

constexpr auto headers = secure_headers::bake([] { return secure_headers::SecureHeaders{}; });

struct Ours : Pistache::Http::Handler {
    HTTP_PROTOTYPE(Ours)
    void onRequest(const Pistache::Http::Request&, Pistache::Http::ResponseWriter response) override {
        secure_headers::set_headers(response, headers, {.https = true});
        response.send(Pistache::Http::Code::Ok, "hello");
    }
};

#define ADD(name, value) response.headers().add(std::make_shared<PistacheLiteral>(name, value))

struct ByHand : Pistache::Http::Handler {
    HTTP_PROTOTYPE(ByHand)
    void onRequest(const Pistache::Http::Request&, Pistache::Http::ResponseWriter response) override {
        RECOMMENDED_BY_HAND(ADD);
        response.send(Pistache::Http::Code::Ok, "hello");
    }
};

}  // namespace

int main(int argc, char** argv) {
    Pistache::Http::Endpoint server{Pistache::Address{"127.0.0.1", Pistache::Port{0}}};
    server.init(Pistache::Http::Endpoint::options().threads(1).flags(Pistache::Tcp::Options::ReuseAddr));
    if (argc > 1 && std::string_view{argv[1]} == "ours")
        server.setHandler(std::make_shared<Ours>());
    else
        server.setHandler(std::make_shared<ByHand>());
    server.serveThreaded();
    std::printf("%d\n", static_cast<int>(server.getPort()));
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    server.shutdown();
}
