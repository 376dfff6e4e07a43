// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cpp_httplib.hpp>

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/catch2.hpp>
#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"
#include "matched.hpp"

#include <algorithm>
#include <cstddef>
#include <future>
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

TEST_CASE("cpp-httplib: a route overrules a default by a field of its own, and neither by a removal nor against one") {
    const auto received = [](const sh::SecureHeaders& set) {
        httplib::Server server;
        server.Get("/", [](const httplib::Request& request, httplib::Response& response) {
            const auto own = sh::SecureHeaders::empty()
                                 .set(sh::ReferrerPolicy::no_referrer)
                                 .add(sh::CustomHeader{"X-Default", "the route's"})
                                 .set(sh::Server{"route"})
                                 .remove("X-Frame-Options");
            sh::set_headers(response, own, sh::delivery_for(request, response));
        });
        sh::set_headers_on_every_response(server, set);
        const RunningServer running{server};
        const auto result = running.client().Get("/");
        REQUIRE(result);
        std::vector<Values> found;
        for (const char* const name : {"Referrer-Policy", "X-Default", "Server", "X-Frame-Options"})
            found.push_back(values(result->headers, name));
        return found;
    };
    auto defaults = sh::SecureHeaders{}.set(sh::CustomHeader{"X-Default", "the site's"}).as_defaults();
    CHECK(received(defaults) == std::vector<Values>{{"no-referrer"}, {"the route's"}, {}, {"DENY"}});
    defaults.omit("X-Frame-Options").omit("Server");
    CHECK(received(defaults) == std::vector<Values>{{"no-referrer"}, {"the route's"}, {"route"}, {}});
}

TEST_CASE("cpp-httplib: a request tells whether it came over TLS, of whichever library, where there is one") {
    struct WithTls {
        const void* ssl = nullptr;
    };
    const WithTls over_tls{&over_tls};
    CHECK(sh::detail::came_over_tls(over_tls));
    CHECK_FALSE(sh::detail::came_over_tls(WithTls{}));
    struct WithoutTls {};
    CHECK_FALSE(sh::detail::came_over_tls(WithoutTls{}));
    CHECK_FALSE(sh::detail::came_over_tls(httplib::Request{}));
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
        CHECK(ids(response, {.https = false, .status = 200, .loopback = true}).empty());
    }
    // as the audit's README shows it
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

namespace {

/// What a nonce'd page's policy is, around the nonce.
std::string policy_of(const std::string& nonce) { return "default-src 'self'; script-src 'nonce-" + nonce + "'"; }

/// Asks for each path of a server whose one thread makes all responses, and checks that each body is a nonce, the one
/// of its header, and nobody else's.
void check_nonces(httplib::Server& server, const std::vector<std::string>& paths) {
    server.new_task_queue = [] { return new httplib::ThreadPool{1}; };
    const RunningServer running{server};
    std::set<std::string> nonces;
    for (const std::string& path : paths) {
        INFO(path);
        const auto result = running.client().Get(path.c_str());
        REQUIRE(result);
        CHECK(values(result->headers, "Content-Security-Policy") == Values{policy_of(result->body)});
        CHECK(result->reason.find(result->body) == std::string::npos);
        for (const auto& [name, value] : result->headers)  // as it is in the policy, and nowhere else
            CHECK((name == "Content-Security-Policy" || value.find(result->body) == std::string::npos));
        nonces.insert(result->body);
    }
    CHECK(nonces.size() == paths.size());
}

std::string nonce_text(httplib::Response& response) { return std::string{sh::nonce_of(response).value()}; }

}  // namespace

TEST_CASE("cpp-httplib: each response has a nonce of its own, also where a route or the user's own handler delivers") {
    const sh::FrozenHeaders headers{site()};
    const auto page = [](httplib::Response& response) { response.set_content(nonce_text(response), "text/plain"); };
    SECTION("a route") {
        httplib::Server server;
        server.Get("/", [&](const httplib::Request&, httplib::Response& response) {
            page(response);
            sh::set_headers(response, headers, {.nonce = sh::nonce_of(response)});
        });
        check_nonces(server, {"/", "/", "/"});
    }
    SECTION("a post-routing handler") {
        httplib::Server server;
        server.Get("/", [&](const httplib::Request&, httplib::Response& response) { page(response); });
        server.set_post_routing_handler([&](const httplib::Request&, httplib::Response& response) {
            sh::set_headers(response, headers, {.nonce = sh::nonce_of(response)});
        });
        check_nonces(server, {"/", "/", "/"});
    }
    SECTION("a pre-routing, an error and an exception handler") {
        httplib::Server server;
        server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& response) {
            page(response);
            return request.path == "/early" ? httplib::Server::HandlerResponse::Handled
                                            : httplib::Server::HandlerResponse::Unhandled;
        });
        server.Get("/throw", [](const httplib::Request&, httplib::Response&) { throw std::runtime_error{"secret"}; });
        sh::set_headers_on_every_response(server, headers);
        check_nonces(server, {"/early", "/missing", "/throw", "/early", "/throw", "/missing"});
    }
}

TEST_CASE("cpp-httplib: a page that is streamed after its header has the header's nonce") {
    httplib::Server server;
    const auto stream = [](httplib::Response& response) {
        response.set_chunked_content_provider("text/plain", [&response](std::size_t, httplib::DataSink& sink) {
            const std::string nonce = nonce_text(response);
            sink.write(nonce.data(), nonce.size());
            sink.done();
            return true;
        });
    };
    server.Get("/streamed", [&](const httplib::Request&, httplib::Response& response) { stream(response); });
    server.Get("/asked-before", [&](const httplib::Request&, httplib::Response& response) {
        sh::nonce_of(response);
        stream(response);
    });
    server.Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(nonce_text(response), "text/plain");
    });
    sh::set_headers_on_every_response(server, site());
    check_nonces(server, {"/streamed", "/", "/asked-before", "/streamed", "/"});
}

TEST_CASE("cpp-httplib: the nonce is the response's, whichever thread asks and whatever becomes of the response") {
    httplib::Server server;
    server.Get("/thread", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::async(std::launch::async, [&] { return nonce_text(response); }).get(), "text/plain");
    });
    server.Get("/another", [](const httplib::Request&, httplib::Response& response) {
        const std::string nonce = nonce_text(response);
        httplib::Response other;
        CHECK(nonce_text(other) != nonce);
        response.set_content(nonce, "text/plain");
    });
    server.Get("/moved", [](const httplib::Request&, httplib::Response& response) {
        httplib::Response page;
        page.set_content(nonce_text(page), "text/plain");
        response = std::move(page);
    });
    server.Get("/replaced", [](const httplib::Request&, httplib::Response& response) {
        const std::string before = nonce_text(response);
        response = httplib::Response{};
        response.set_content(nonce_text(response), "text/plain");
        CHECK(response.body != before);
    });
    sh::set_headers_on_every_response(server, site());
    check_nonces(server, {"/thread", "/another", "/moved", "/replaced", "/thread", "/moved", "/another"});
}

TEST_CASE("cpp-httplib: a response that is kept for later requests hands on no nonce") {
    httplib::Response kept;
    const std::string nonce = nonce_text(kept);
    CHECK(nonce_text(kept) == nonce);
    httplib::Response copy{kept}, assigned;
    assigned = kept;
    CHECK(std::set{nonce, nonce_text(copy), nonce_text(assigned)}.size() == 3);
    CHECK(nonce_text(kept) == nonce);
}

TEST_CASE("cpp-httplib: a copy over a response that has a nonce already hands on none, wherever the memory is") {
    std::set<std::string> nonces;
    httplib::Response kept;
    for (int i = 0; i < 100; ++i) {
        httplib::Response response;
        nonces.insert(nonce_text(response));
        if (i % 10 == 0)
            kept = response;  // that response's memory goes to the next ones
        else
            response = kept;
        nonces.insert(nonce_text(response));
        CHECK(nonces.count(nonce_text(response)) == 1);
    }
    CHECK(nonces.size() == 190);
}

TEST_CASE("cpp-httplib: a kept response is served with a nonce of its own where one was asked for before the handler") {
    httplib::Server server;
    httplib::Response kept;
    server.set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
        nonce_text(response);
        return httplib::Server::HandlerResponse::Unhandled;
    });
    server.Get("/", [&](const httplib::Request&, httplib::Response& response) {
        if (kept.body.empty()) {
            response.set_content("page", "text/plain");
            kept = response;
        } else {
            response = kept;
        }
    });
    sh::set_headers_on_every_response(server, site());
    server.new_task_queue = [] { return new httplib::ThreadPool{1}; };
    const RunningServer running{server};
    std::set<std::string> policies;
    for (int i = 0; i < 5; ++i) {
        const auto result = running.client().Get("/");
        REQUIRE(result);
        CHECK(result->body == "page");
        policies.insert(values(result->headers, "Content-Security-Policy")[0]);
    }
    CHECK(policies.size() == 5);
}

TEST_CASE("cpp-httplib: no two responses share a nonce [threads]") {
    httplib::Server server;
    set_up(server);
    sh::set_headers_on_every_response(server, site());
    const RunningServer running{server};
    CHECK(running.client().Get("/"));  // what the library makes but once is made now
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

TEST_CASE("cpp-httplib: the matchers see a response") {
    httplib::Response response;
    response.status = 200;
    check_matched(response, [&](int status) { response.status = status; });
}
