// SPDX-License-Identifier: MIT
// What a framework's driver is asked about nonces: alone, on one connection, and under load.
#include "framework/suite.hpp"

#include "catch.hpp"

#include <chrono>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace suite;

extern int load_seconds;

TEST_CASE("the page's nonce is the header's, and each response has its own") {
    const Server server = start();
    client::Connection connection{server.port()};
    std::set<std::string> nonces;
    std::size_t responses = 0;
    const std::pair<const char*, const char*> requests[]{{"GET", "/page"},
                                                         {"OPTIONS", "/page"},
                                                         {"GET", "/page"},
                                                         {"GET", "/missing"},
                                                         {"GET", "/missing"},
                                                         {"GET", "/page"},
                                                         {"GET", "/files/style.css"},
                                                         {"HEAD", "/page"},
                                                         {"GET", "/files/style.css"},
                                                         {"OPTIONS", "/page"},
                                                         {"GET", "/away"},
                                                         {"GET", "/throw"},
                                                         {"GET", "/throw"},
                                                         {"DELETE", "/page"},
                                                         {"DELETE", "/page"}};
    for (const auto& [method, path] : requests) {
        INFO(method << " " << path);
        const auto response = connection.ask(method, path);
        const std::string nonce = header_nonce(response);
        if (std::string_view{method} == "GET" && std::string_view{path} == "/page") {
            CHECK(nonce.size() == sh::nonce_placeholder.size());
            CHECK(page_nonce(response) == nonce);
        }
        if (nonce.empty()) continue;  // no hook sees it: "every response carries the headers" says so
        ++responses;
        nonces.insert(nonce);
    }
    CHECK(responses >= 3);
    CHECK(nonces.size() == responses);
}

TEST_CASE("what is written past the hook leaves no nonce to others") {
    const Server server = start();
    const std::string written = server.answer("written", "");
    if (written.empty()) return;  // this framework has no way past its hook
    client::Connection connection{server.port()};
    std::set<std::string> nonces;
    for (int i = 0; i < 5; ++i) {
        const auto past = connection.ask("GET", "/written"), page = connection.ask("GET", "/page");
        CHECK(describe(past) == written);
        CHECK(describe(page) == "200, ours");
        nonces.insert({page_nonce(past), page_nonce(page)});
    }
    CHECK(nonces.size() == 10);
}

namespace {

/// What one of many clients saw.
struct Seen {
    std::vector<std::string> nonces{};
    std::string wrong{};
};

void load(int port, std::chrono::steady_clock::time_point end, const Server& server, Seen& seen) {
    client::Connection connection{port};
    const std::string missing = server.answer("404", "404, ours");
    while (seen.wrong.empty() && std::chrono::steady_clock::now() < end) {
        const bool page = seen.nonces.size() % 4 != 0;
        const auto response = connection.ask("GET", page ? "/page" : "/missing");
        if (response.status == 0) continue;  // a server may drop a connection under load, but answer nothing half
        const std::string described = describe(response), nonce = header_nonce(response);
        if (described != (page ? "200, ours" : missing)) seen.wrong = described;
        if (page && page_nonce(response) != nonce) seen.wrong = "another response's nonce";
        seen.nonces.push_back(nonce);
    }
}

}  // namespace

TEST_CASE("under load each response has its headers and a nonce of its own [threads]") {
    Server server = start();
    REQUIRE(server.port() != 0);
    std::vector<Seen> clients(64);
    std::vector<std::thread> threads;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{load_seconds};
    for (Seen& seen : clients) threads.emplace_back([&] { load(server.port(), end, server, seen); });
    for (std::thread& thread : threads) thread.join();
    std::set<std::string> nonces;
    std::size_t responses = 0;
    for (const Seen& seen : clients) {
        CHECK(seen.wrong == "");
        for (const std::string& nonce : seen.nonces) {
            if (nonce.empty()) continue;
            ++responses;
            nonces.insert(nonce);
        }
    }
    CHECK(responses > 64);
    CHECK(nonces.size() == responses);
    CHECK(server.end());
}
