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

namespace {

std::string from_base64(std::string_view text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0, count = 0;
    for (const char c : text.substr(0, text.find('='))) {
        bits = bits << 6U | static_cast<unsigned>(digits.find(c));
        if ((count += 6) < 8) continue;
        bytes += static_cast<char>(bits >> (count -= 8) & 255U);
    }
    return bytes;
}

}  // namespace

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

TEST_CASE("a page that a handler wants to be kept has each request's nonce, whatever version of HTTP came first") {
    const Server server = start();
    std::set<std::string> nonces;
    std::size_t responses = 0;
    client::Connection connection{server.port(), 2};
    for (const std::string version : {"1.0", "1.1", "1.1", "1.0", "1.1"}) {
        INFO(version);
        const auto response =
            connection.raw("GET /cached HTTP/" + version + "\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n\r\n");
        if (response.status == 400) continue;  // this framework has no other version
        if (response.status == 200) CHECK(page_nonce(response) == header_nonce(response));
        ++responses;
        nonces.insert(header_nonce(response));
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

TEST_CASE("a response that comes later has the nonce of its page, whatever is asked meanwhile") {
    const Server server = start();
    if (server.answer("later", "").empty()) return;  // this framework hands the request itself to its hook
    constexpr const char* paths[]{"/later", "/later",   "/later/none", "/page",
                                  "/later", "/missing", "/hidden",     "/later"};
    client::Connection connection{server.port(), 2};
    for (const char* const path : {"/later", "/later/worker", "/later/none", "/hidden", "/later"}) {
        INFO(path);
        const auto response = connection.ask("GET", path);
        CHECK(describe(response) == "200, ours");
        const std::string page = path == std::string_view{"/hidden"} ? from_base64(response.body) : response.body;
        CHECK(nonce_after("nonce=\"", page) == (page.empty() ? "" : header_nonce(response)));
    }
    std::string requests;
    for (const char* const path : paths)
        requests += "GET " + std::string{path} + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    std::set<std::string> nonces;
    std::size_t pages = 0;
    for (std::size_t i = 0; i < std::size(paths); ++i) {
        INFO(i);
        const auto response = connection.raw(i == 0 ? requests : "");
        CHECK(describe(response) == (response.status == 404 ? "404, ours" : "200, ours"));
        nonces.insert(header_nonce(response));
        const std::string page = page_nonce(response);
        if (page.empty()) continue;
        ++pages;
        CHECK(page == header_nonce(response));
    }
    CHECK(nonces.size() == std::size(paths));
    CHECK(pages == 5);
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
    client::Connection{server.port()}.ask("GET", "/page");  // what a framework makes but once is made now
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
