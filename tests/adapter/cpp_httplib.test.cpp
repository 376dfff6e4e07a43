// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cpp_httplib.hpp>

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/catch2.hpp>
#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace sh = secure_headers;

namespace {

/// A server on a free port of this machine that ends with the object.
class RunningServer {
public:
    explicit RunningServer(httplib::Server& server) : server_{server}, port_{server.bind_to_any_port("127.0.0.1")} {
        thread_ = std::thread{[this] { server_.listen_after_bind(); }};
        while (!server_.is_running()) std::this_thread::yield();
    }
    ~RunningServer() {
        server_.stop();
        thread_.join();
    }
    httplib::Client client() const { return httplib::Client{"127.0.0.1", port_}; }

private:
    httplib::Server& server_;
    int port_;
    std::thread thread_;
};

std::vector<std::string> values(const httplib::Headers& headers, const std::string& name) {
    std::vector<std::string> found;
    const auto range = headers.equal_range(name);
    for (auto field = range.first; field != range.second; ++field) found.push_back(field->second);
    return found;
}

using Values = std::vector<std::string>;

const auto site = [] {
    return sh::SecureHeaders{}
        .set_default(sh::ContentSecurityPolicy{}.default_src({sh::csp::self}).script_src({sh::csp::nonce}))
        .add(sh::CustomHeader{"X-Added", "ours"})
        .remove("Server");
};

void set_up(httplib::Server& server) {
    server.Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_header("Server", "Bare/1.0");
        response.set_header("X-Powered-By", "C++");
        response.set_header("X-Frame-Options", "ALLOWALL");
        response.set_header("x-frame-options", "SAMEORIGIN");
        response.set_header("Set-Cookie", "a=1");
        response.set_header("Set-Cookie", "b=2");
        response.set_content(std::string{sh::nonce_of(response).value()}, "text/plain");
    });
    server.Get("/own", [](const httplib::Request&, httplib::Response& response) {
        response.set_header("Content-Security-Policy", "default-src 'none'");
    });
    server.Get("/throw", [](const httplib::Request&, httplib::Response&) { throw std::runtime_error{"secret"}; });
    server.Get("/away", [](const httplib::Request&, httplib::Response& response) { response.set_redirect("/"); });
    server.set_mount_point("/static", SECURE_HEADERS_TEST_DIR);
}

}  // namespace

TEST_CASE("cpp-httplib: each header is sent once, ours, and two cookies stay two") {
    httplib::Server server;
    set_up(server);
    sh::set_headers_on_every_response(server, site());
    const RunningServer running{server};
    const auto result = running.client().Get("/");
    REQUIRE(result);
    CHECK(values(result->headers, "X-Frame-Options") == Values{"DENY"});
    CHECK(values(result->headers, "X-Added") == Values{"ours"});
    CHECK(values(result->headers, "Server").empty());
    CHECK(values(result->headers, "X-Powered-By").empty());
    CHECK(values(result->headers, "Strict-Transport-Security").empty());
    CHECK(values(result->headers, "Content-Security-Policy") ==
          Values{"default-src 'self'; script-src 'nonce-" + result->body + "'"});
    auto cookies = values(result->headers, "Set-Cookie");
    std::sort(cookies.begin(), cookies.end());
    CHECK(cookies == Values{"a=1", "b=2"});
}

TEST_CASE("cpp-httplib: every response is protected, and a default is kept where the handler has its own") {
    httplib::Server server;
    set_up(server);
    sh::set_headers_on_every_response(server, site());
    const RunningServer running{server};
    auto client = running.client();
    const std::map<std::string, int> expected{{"/", 200},     {"/own", 200},     {"/throw", 500},
                                              {"/away", 302}, {"/missing", 404}, {"/static/main.cpp", 200}};
    for (const auto& [path, status] : expected) {
        INFO(path);
        for (const bool head : {false, true}) {
            const auto result = head ? client.Head(path.c_str()) : client.Get(path.c_str());
            REQUIRE(result);
            CHECK(result->status == status);
            CHECK(values(result->headers, "X-Frame-Options") == Values{"DENY"});
            CHECK(values(result->headers, "X-Content-Type-Options") == Values{"nosniff"});
            CHECK(values(result->headers, "EXCEPTION_WHAT").empty());
            const auto policies = values(result->headers, "Content-Security-Policy");
            REQUIRE(policies.size() == 1);
            CHECK((policies[0] == "default-src 'none'") == (path == "/own"));
        }
    }
}

TEST_CASE("cpp-httplib: HSTS is sent where HTTPS is, as far as the user lets a proxy tell") {
    const auto hsts = [](sh::Https https, const httplib::Headers& request) {
        httplib::Server server;
        set_up(server);
        sh::set_headers_on_every_response(server, site(), https);
        const RunningServer running{server};
        const auto result = running.client().Get("/own", request);
        REQUIRE(result);
        return !values(result->headers, "Strict-Transport-Security").empty();
    };
    const httplib::Headers https{{"X-Forwarded-Proto", "https"}}, http{{"X-Forwarded-Proto", "http"}};
    CHECK_FALSE(hsts(sh::Https::from_connection, https));
    CHECK(hsts(sh::Https::from_trusted_proxy, https));
    CHECK_FALSE(hsts(sh::Https::from_trusted_proxy, http));
    CHECK_FALSE(hsts(sh::Https::from_trusted_proxy, {}));
    CHECK(hsts(sh::Https::from_trusted_proxy, {{"Forwarded", "for=192.0.2.1;proto=https"}}));
    CHECK(hsts(sh::Https::always, http));
}

TEST_CASE("cpp-httplib: a test over plain HTTP sees what visitors get over HTTPS, by the word of a proxy") {
    const sh::SecureHeaders headers;
    httplib::Server server;
    server.Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_content("<!doctype html>", "text/html; charset=utf-8");
    });
    const auto ids = [](const httplib::Result& response, const sh::AuditContext& context) {
        REQUIRE(response);
        std::set<std::string> found;
        for (const sh::Finding& finding : sh::audit(response->headers, context).findings())
            if (finding.severity >= sh::Severity::medium) found.emplace(finding.id);
        return found;
    };
    {
        sh::set_headers_on_every_response(server, headers);
        const RunningServer running{server};
        const auto response = running.client().Get("/");
        CHECK(ids(response, {.status = 200}) == std::set<std::string>{"hsts-missing"});
        CHECK(ids(response, {.https = false, .status = 200}) == std::set<std::string>{"http-not-redirected"});
    }
    // as the README shows it
    sh::set_headers_on_every_response(server, headers, sh::Https::from_trusted_proxy);  // in the test's configuration
    const RunningServer running{server};
    auto client = running.client();
    const auto response = client.Get("/", {{"X-Forwarded-Proto", "https"}});
    CHECK_THAT(response, sh::secure(sh::Severity::medium));
    CHECK(ids(response, {.status = 200}).empty());
}

TEST_CASE("cpp-httplib: no response of a server that is down is secure") {
    auto client = [] {
        httplib::Server server;
        return RunningServer{server}.client();
    }();
    const httplib::Result response = client.Get("/");
    REQUIRE_FALSE(response);
    const auto matcher = sh::secure();
    CHECK_FALSE(matcher.match(response));
    CHECK(matcher.describe() == "has no finding of severity medium or worse, but there is no response");
}

TEST_CASE("cpp-httplib: set_cookie replaces a cookie of its name, and the hook hardens those of others") {
    httplib::Server server;
    server.Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_header("Set-Cookie", "a=theirs");
        response.set_header("set-cookie", "b=theirs; Path=/app");
        response.set_header("Set-Cookie", "broken=1; SameSite=Foo");
        response.set_header("Set-Cookie", "gone=; Max-Age=0; Path=/; Secure");
        for (const char* const value : {"1", "2"}) sh::set_cookie(response, sh::SecureCookie{"a"}, value);
        sh::delete_cookie(response, sh::SecureCookie{}, "c");
    });
    const auto received = [&](std::optional<sh::CookieRules> rules) {
        sh::set_headers_on_every_response(server, site(), sh::Https::from_connection, std::move(rules));
        const RunningServer running{server};
        const auto result = running.client().Get("/");
        REQUIRE(result);
        Values cookies = values(result->headers, "Set-Cookie");
        std::sort(cookies.begin(), cookies.end());
        return cookies;
    };
    const std::string a = "a=2; Path=/; Secure; HttpOnly; SameSite=Lax",
                      c = "c=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax";
    CHECK(received({}) ==
          Values{a, "b=theirs; Path=/app", "broken=1; SameSite=Foo", c, "gone=; Max-Age=0; Path=/; Secure"});
    CHECK(received(sh::SecureCookie{{.same_site = sh::SameSite::strict}}) ==
          Values{a, "b=theirs; Path=/app; Secure; HttpOnly; SameSite=Strict", c,
                 "gone=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict"});
}

TEST_CASE("cpp-httplib: no two responses share a nonce [threads]") {
    httplib::Server server;
    set_up(server);
    sh::set_headers_on_every_response(server, site());
    const RunningServer running{server};
    constexpr int clients = 4, requests = 50;
    std::vector<std::vector<std::string>> nonces(clients);
    std::vector<std::thread> threads;
    for (auto& mine : nonces)
        threads.emplace_back([&] {
            auto client = running.client();
            client.set_keep_alive(true);
            for (int i = 0; i < requests; ++i)
                if (const auto result = client.Get("/"))
                    if (values(result->headers, "Content-Security-Policy")[0].find(result->body) != std::string::npos)
                        mine.push_back(result->body);
        });
    for (auto& thread : threads) thread.join();
    std::set<std::string> different;
    for (const auto& mine : nonces) different.insert(mine.begin(), mine.end());
    CHECK(different.size() == clients * requests);
}
