// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cpprest.hpp>

#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"
#include "framework/client.hpp"
#include "framework/driver.hpp"
#include "matched.hpp"

#include <chrono>
#include <future>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace sh = secure_headers;
using web::http::http_request;
using web::http::http_response;
using web::http::status_codes;
using web::http::experimental::listener::http_listener;
using Lines = std::vector<std::string>;
using Adapter = sh::ResponseAdapter<http_response>;

namespace {

constexpr auto headers = sh::bake([] { return sh::SecureHeaders{}.as_defaults(); });
constexpr auto own = sh::bake([] {
    return sh::SecureHeaders::empty()
        .set(sh::ContentSecurityPolicy{}.script_src({sh::csp::nonce}))
        .set(sh::StrictTransportSecurity{{.max_age = std::chrono::seconds{1}}});
});

/// A listener whose every request goes to the handler.
class Listener {
public:
    template <class Handler>
    explicit Listener(Handler handler, std::optional<sh::CookieRules> cookies = {},
                      sh::Https https = sh::Https::from_connection) {
        listener_.support(sh::headers_handler(listener_, std::move(handler), headers, https, std::move(cookies)));
        listener_.open().wait();
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener() { listener_.close().wait(); }

    client::Response ask(const std::string& lines = "", const std::string& body = "") const {
        client::Connection connection{port_};
        return connection.raw(request(lines) + body);
    }
    static std::string request(const std::string& lines) {
        return "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (lines.empty() ? "Content-Length: 0\r\n" : lines) + "\r\n";
    }
    int port() const { return port_; }

private:
    int port_ = driver::free_port();
    http_listener listener_{"http://127.0.0.1:" + std::to_string(port_)};
};

/// The status, "ours" if the response carries the set, and the body.
std::string described(const client::Response& response) {
    const bool ours = response.values("X-Frame-Options") == Lines{"DENY"};
    return std::to_string(response.status) + (ours ? ", ours" : ", bare") +
           (response.body.empty() ? "" : ": " + response.body);
}

pplx::task<http_response> echo(http_request request) {
    return request.extract_string(true).then([](const std::string& body) {
        http_response response{status_codes::OK};
        response.set_body(body);
        return response;
    });
}

Lines cookies(http_response& response) {
    Lines found;
    Adapter::erase_cookie_if(response, [&](std::string_view cookie) { return found.emplace_back(cookie), false; });
    return found;
}

Lines cookies_of(const std::string& text) {
    http_response response;
    response.headers()["Set-Cookie"] = text;
    return cookies(response);
}

}  // namespace

TEST_CASE("a handler of C++ REST SDK returns its response or a task of it") {
    CHECK(described(Listener{echo}.ask("Content-Length: 5\r\n", "Hello")) == "200, ours: Hello");
    CHECK(described(Listener{[](http_request request, const sh::Nonce&) {
                        return echo(request);
                    }}.ask("Content-Length: 5\r\n", "Hello")) == "200, ours: Hello");
    CHECK(described(Listener{[](http_request& request) {
                        return request.extract_string(true).then([](const std::string& body) {
                            http_response response{status_codes::OK};
                            response.set_body(body);
                            return response;
                        });
                    }}.ask("Content-Length: 5\r\n", "Hello")) == "200, ours: Hello");
    CHECK(described(Listener{[](const http_request&) { return status_codes::NotFound; }}.ask()) == "404, ours");
}

TEST_CASE("a handler of C++ REST SDK may be mutable, or only movable") {
    const Listener counts{[seen = 0](const http_request&) mutable {
        http_response response{status_codes::OK};
        response.set_body(std::to_string(++seen));
        return response;
    }};
    CHECK(described(counts.ask()) == "200, ours: 1");
    CHECK(described(counts.ask()) == "200, ours: 2");
    const Listener owns{[owned = std::make_unique<int>(404)](const http_request&) {
        return http_response{static_cast<web::http::status_code>(*owned)};
    }};
    CHECK(described(owns.ask()) == "404, ours");
}

TEST_CASE("a route's own policy of C++ REST SDK has what the hook's has: the nonce, and parts for HTTPS only") {
    const auto handle = [](const http_request&, const sh::Delivery& delivery) {
        http_response response{status_codes::OK};
        sh::set_headers(response, own, delivery);
        response.set_body(std::string{delivery.nonce->value()});
        return response;
    };
    const auto plain = Listener{handle}.ask(), https = Listener{handle, {}, sh::Https::always}.ask();
    for (const auto& response : {plain, https})
        CHECK(response.values("Content-Security-Policy") == Lines{"script-src 'nonce-" + response.body + "'"});
    CHECK(plain.values("Strict-Transport-Security").empty());
    CHECK(https.values("Strict-Transport-Security") == Lines{"max-age=1; includeSubDomains"});
}

TEST_CASE("whatever a handler of C++ REST SDK throws, at once or in its task, is answered with the headers") {
    using Task = pplx::task<http_response>;
    const auto done = [] { return pplx::task_from_result(); };
    CHECK(described(Listener{[](const http_request&) -> http_response { throw 3; }}.ask()) == "500, ours");
    CHECK(described(Listener{[](const http_request&) -> http_response { throw std::runtime_error{"secret"}; }}.ask()) ==
          "500, ours");
    CHECK(described(Listener{[](const http_request&) -> Task { throw 3; }}.ask()) == "500, ours");
    CHECK(described(Listener{[=](const http_request&) { return done().then([]() -> http_response { throw 3; }); }}.ask()) ==
          "500, ours");
    CHECK(described(Listener{[=](const http_request&) {
                        return done().then([]() -> http_response { throw std::runtime_error{"secret"}; });
                    }}.ask()) == "500, ours");
    CHECK(described(Listener{[=](const http_request&) {
                        return done().then([]() -> http_response { pplx::cancel_current_task(); });
                    }}.ask()) == "500, ours");
    CHECK(described(Listener{[](const http_request&) { return Task{}; }}.ask()) == "500, ours");
}

TEST_CASE("a handler of C++ REST SDK that has replied itself is no end of the program") {
    CHECK(Listener{[](const http_request& request) {
              request.reply(status_codes::Accepted);
              return pplx::task_from_result(http_response{status_codes::OK});
          }}.ask()
              .status == 202);
}

TEST_CASE("bodies that come slowly keep no other request of C++ REST SDK waiting") {
    const Listener listener{echo};
    std::vector<std::future<int>> slow;
    for (int i = 0; i < 60; ++i)  // more than the SDK has threads
        slow.push_back(std::async(std::launch::async, [&] {
            client::Connection connection{listener.port(), 3};
            return connection.raw(Listener::request("Content-Length: 5\r\n") + "He").status;
        }));
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
    CHECK(described(listener.ask("Content-Length: 5\r\n", "Hello")) == "200, ours: Hello");
    for (std::future<int>& each : slow) CHECK(each.get() == 0);
}

TEST_CASE("a cookie that C++ REST SDK has joined to another becomes one of its own again") {
    const std::string rest = "; Path=/; Secure; HttpOnly; SameSite=Lax";
    const auto handle = [](const http_request&) {
        http_response response{status_codes::OK};
        sh::set_cookie(response, sh::SecureCookie{"a"}, "1");
        response.headers().add("Set-Cookie", "b=2");
        return response;
    };
    CHECK(Listener{handle}.ask().values("Set-Cookie") == Lines{"a=1" + rest, "b=2"});
    CHECK(Listener{handle, sh::CookieRules{sh::SecureCookie{}}}.ask().values("Set-Cookie") ==
          Lines{"a=1" + rest, "b=2" + rest});
    const auto nameless = [](const http_request&) {
        http_response response{status_codes::OK};
        sh::set_cookie(response, sh::SecureCookie{"a"}, "1");
        response.headers().add("Set-Cookie", "b");
        return response;
    };
    CHECK(Listener{nameless, sh::CookieRules{sh::SecureCookie{}}}.ask().values("Set-Cookie") == Lines{"a=1" + rest});

    http_response response;
    sh::set_cookie(response, sh::SecureCookie{"a"}, "1");
    response.headers().add("Set-Cookie", "b=2");
    sh::set_cookie(response, sh::SecureCookie{"b"}, "3");
    CHECK(response.headers()["Set-Cookie"] == "a=1" + rest + "\r\nSet-Cookie: b=3" + rest);
}

TEST_CASE("a comma parts cookies where it can be nothing else") {
    const std::pair<std::string, Lines> expected[]{
        {"a=1; SameSite=Lax, b=2", {"a=1; SameSite=Lax", "b=2"}},
        {"a=1; secure, b=2; HttpOnly, c=3; Path=/", {"a=1; secure", "b=2; HttpOnly", "c=3; Path=/"}},
        {"a=1; Max-Age=0, b=; Partitioned, c=3", {"a=1; Max-Age=0", "b=; Partitioned", "c=3"}},
        {"a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT, b=2", {"a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "b=2"}},
        {"a=1; Expires=Thu, x=1 Jan 1970 00:00:00 GMT", {"a=1; Expires=Thu, x=1 Jan 1970 00:00:00 GMT"}},
        {"a=1; Secure\r\nSet-Cookie: b=2; Secure, c=3", {"a=1; Secure", "b=2; Secure", "c=3"}},
        // What stands in these may be a visitor's, who must not set a cookie by a comma.
        {"a=1, b=2", {"a=1, b=2"}},
        {"a=1, b=2; Secure", {"a=1, b=2; Secure"}},
        {"a=1; Path=/x, b=2", {"a=1; Path=/x, b=2"}},
        {"a=1; Comment=x; Secure; Note=y, b=2", {"a=1; Comment=x; Secure; Note=y, b=2"}},
        {"a=1; Secure, b", {"a=1; Secure", "b"}},
        {"a=1; SameSite=Lax, b; c=2", {"a=1; SameSite=Lax", "b; c=2"}},
        {"a=1; Secure,b=2", {"a=1; Secure,b=2"}},
    };
    for (const auto& [text, lines] : expected) {
        INFO(text);
        CHECK(cookies_of(text) == lines);
    }
}

TEST_CASE("the matchers see a response of C++ REST SDK's") {
    http_response response{status_codes::OK};
    check_matched(response, [&](int status) { response.set_status_code(static_cast<web::http::status_code>(status)); });
}
