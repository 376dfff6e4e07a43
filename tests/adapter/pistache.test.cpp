// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/pistache.hpp>

#include <secure_headers/adapter/harden_cookies.hpp>

#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"
#include "framework/client.hpp"
#include "matched.hpp"
#include "route_sets.hpp"

#include <pistache/endpoint.h>
#include <pistache/router.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;
using Pistache::Http::ResponseWriter;

namespace {

using Lines = std::vector<std::string>;

class Handler : public Pistache::Http::Handler {
public:
    HTTP_PROTOTYPE(Handler)
    void onRequest(const Pistache::Http::Request&, ResponseWriter) override {}
};

std::string value(const Pistache::Http::Header::Header& header) {
    std::ostringstream text;
    header.write(text);
    return text.str();
}

Lines lines(const ResponseWriter& response) {
    Lines found;
    for (const auto& header : response.headers().list())
        found.push_back(std::string{header->name()} + ": " + value(*header));
    std::sort(found.begin(), found.end());
    return found;
}

struct Fresh {
    Handler handler{};
    ResponseWriter response{Pistache::Http::Version::Http11, nullptr, &handler, {}};
};

using Request = Pistache::Http::Request;
using Pistache::Http::Code;

/// A server on a port of its own, whose responses carry `site_set`.
class Server {
public:
    template <class Headers = sh::HeaderView>
    explicit Server(std::shared_ptr<Pistache::Http::Handler> handler, sh::Https https = sh::Https::from_connection,
                    Headers set = site_set) {
        endpoint_.init(Pistache::Http::Endpoint::options().threads(3).maxRequestSize(8192));
        endpoint_.setHandler(sh::headers_handler(std::move(handler), std::move(set), https));
        endpoint_.serveThreaded();
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() { endpoint_.shutdown(); }
    int port() const { return endpoint_.getPort(); }
    client::Response ask() const { return client::Connection{port()}.ask("GET", "/"); }

private:
    Pistache::Http::Endpoint endpoint_{{Pistache::Ipv4::loopback(), 0}};
};

/// The status, "ours" if the response carries the set, and the body.
std::string described(const client::Response& response) {
    const bool ours = response.values("X-Frame-Options") == Lines{"DENY"};
    return std::to_string(response.status) + (ours ? ", ours" : ", bare") +
           (response.body.empty() ? "" : ": " + response.body);
}

/// Of several threads' clones.
struct Seen {
    std::atomic<int> connections{0}, disconnections{0};
    std::mutex mutex{};
    std::set<const void*> transports{};
};

class Base : public Pistache::Http::Handler {
public:
    HTTP_PROTOTYPE(Base)
    void onRequest(const Request&, ResponseWriter response) override { response.send(Code::Ok, "Base"); }
};

class Derived : public Base {
public:
    HTTP_PROTOTYPE(Derived)
    void onRequest(const Request&, ResponseWriter response) override { response.send(Code::Ok, "Derived"); }
};

/// Cannot be copied, has its own clone(), and keeps the rest to itself.
class Reserved final : public Pistache::Http::Handler {
public:
    explicit Reserved(std::shared_ptr<Seen> seen) : seen_{std::move(seen)} {}
    Reserved(const Reserved&) = delete;
    Reserved& operator=(const Reserved&) = delete;
    std::shared_ptr<Pistache::Tcp::Handler> clone() const override { return std::make_shared<Reserved>(seen_); }

private:
    void onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
        ++seen_->connections;
        peer->putData(ParserData, std::make_shared<Pistache::Http::RequestParser>(getMaxRequestSize()));
    }
    void onDisconnection(const std::shared_ptr<Pistache::Tcp::Peer>&) override { ++seen_->disconnections; }
    void onRequest(const Request&, ResponseWriter response) override {
        {
            const std::lock_guard lock{seen_->mutex};
            seen_->transports.insert(transport());
        }
        response.send(Code::Ok, std::to_string(getMaxRequestSize()));
    }

    std::shared_ptr<Seen> seen_;
};

/// One object for all threads.
class Shared final : public Pistache::Http::Handler, public std::enable_shared_from_this<Shared> {
public:
    std::shared_ptr<Pistache::Tcp::Handler> clone() const override {
        return std::const_pointer_cast<Shared>(shared_from_this());
    }
    void onRequest(const Request&, ResponseWriter response) override { response.send(Code::Ok, "Shared"); }
};

class Timed : public Pistache::Http::Handler {
public:
    HTTP_PROTOTYPE(Timed)
    void onRequest(const Request&, ResponseWriter response) override {
        kept_ = std::make_shared<ResponseWriter>(std::move(response));  // it may not move once it has a timeout
        kept_->timeoutAfter(std::chrono::milliseconds{50});
    }
    void onTimeout(const Request&, ResponseWriter response) override {
        response.send(Code::Gateway_Timeout, std::string{sh::nonce_of(response).value()});
    }

private:
    std::shared_ptr<ResponseWriter> kept_{};
};

/// A handler from a function.
template <class Function>
class Calls final : public Pistache::Http::Handler {
public:
    explicit Calls(Function function) : function_{std::move(function)} {}
    HTTP_PROTOTYPE(Calls)
    void onRequest(const Request&, ResponseWriter response) override { function_(response); }

private:
    Function function_;
};
template <class Function>
std::shared_ptr<Pistache::Http::Handler> calls(Function function) {
    return std::make_shared<Calls<Function>>(std::move(function));
}

}  // namespace

TEST_CASE("Pistache runs the handler that it was given, whatever its type") {
    CHECK(described(Server{std::shared_ptr<Base>{std::make_shared<Derived>()}}.ask()) == "200, ours: Derived");
    CHECK(described(Server{std::shared_ptr<Pistache::Http::Handler>{std::make_shared<Base>()}}.ask()) ==
          "200, ours: Base");
    CHECK(described(Server{std::make_shared<Shared>()}.ask()) == "200, ours: Shared");
}

TEST_CASE("Pistache tells the handler of connections, and what it has told the hook") {
    const auto seen = std::make_shared<Seen>();
    const Server server{std::make_shared<Reserved>(seen)};
    {
        std::list<client::Connection> connections;  // at once, so that more than one thread has some
        for (int i = 1; i <= 4; ++i) {
            CHECK(described(connections.emplace_back(server.port()).ask("GET", "/")) == "200, ours: 8192");
            CHECK(seen->connections == i);
        }
    }
    for (int tries = 0; seen->disconnections != 4 && tries < 200; ++tries) usleep(10000);
    CHECK(seen->disconnections == 4);
    CHECK(seen->transports.size() > 1);
}

TEST_CASE("a handler of Pistache answers a timeout with the headers") {
    const auto response = Server{std::make_shared<Timed>()}.ask();
    CHECK(response.status == 504);
    CHECK(response.values("Content-Security-Policy") == Lines{"script-src 'nonce-" + response.body + "'"});
}

TEST_CASE("whatever a handler of Pistache throws is answered once, with the headers") {
    CHECK(described(Server{calls([](ResponseWriter&) { throw 3; })}.ask()) == "500, ours: Internal Server Error");
    CHECK(described(Server{calls([](ResponseWriter&) { throw std::runtime_error{"secret"}; })}.ask()) ==
          "500, ours: Internal Server Error");
    CHECK(described(Server{calls([](ResponseWriter&) {
                        throw Pistache::Http::HttpError{Code::Conflict, "text"};
                    })}.ask()) == "409, ours: text");
    const auto late = [](auto send) {
        const Server server{calls([send](ResponseWriter& response) {
            send(response);
            throw 3;
        })};
        client::Connection connection{server.port(), 1};
        const std::string first = described(connection.ask("GET", "/"));
        return first + "; " + described(connection.raw(""));
    };
    CHECK(late([](ResponseWriter& response) { response.send(Code::Ok, "sent"); }) == "200, ours: sent; 0, bare");
    CHECK(late([](ResponseWriter& response) {
              auto stream = response.stream(Code::Ok);
              stream << "sent" << Pistache::Http::ends;
          }) == "200, ours: sent; 0, bare");
    // A handler may replace any header, among them the one that Pistache has before it.
    const auto file = (std::filesystem::temp_directory_path() / "secure_headers_sent").string();
    std::ofstream{file} << "sent";
    using Send = void (*)(ResponseWriter&, const std::string&);
    constexpr Send sends[]{[](ResponseWriter& response, const std::string&) { response.send(Code::Ok, "sent"); },
                           [](ResponseWriter& response, const std::string&) {
                               auto stream = response.stream(Code::Ok);
                               stream << "sent" << Pistache::Http::flush;
                           },
                           [](ResponseWriter& response, const std::string& name) {
                               Pistache::Http::serveFile(response, name);
                           }};
    constexpr void (*replacements[])(
        ResponseWriter&){[](ResponseWriter& response) {
                             response.headers().remove<Pistache::Http::Header::Connection>();
                             response.headers().add<Pistache::Http::Header::Connection>(
                                 Pistache::Http::ConnectionControl::KeepAlive);
                         },
                         [](ResponseWriter& response) {
                             response.headers().remove<Pistache::Http::Header::Connection>();
                         },
                         [](ResponseWriter& response) {
                             sh::set_headers(response, sh::SecureHeaders::empty().set(
                                                           sh::CustomHeader{"Connection", "Keep-Alive"}));
                         }};
    for (const Send send : sends)
        for (const auto replace : replacements)
            CHECK(late([&](ResponseWriter& response) {
                      replace(response);
                      send(response, file);
                  }) == "200, ours: sent; 0, bare");
}

TEST_CASE("a handler of Pistache that only reads its response and throws is answered") {
    const auto set = sh::SecureHeaders::empty()
                         .set_default(sh::CustomHeader{"Connection", "close"})
                         .set_default(sh::XFrameOptions::same_origin)
                         .set_default(sh::CacheControl{{.no_store = true}});
    CHECK(described(Server{calls([&](ResponseWriter& response) {
                        sh::set_headers(response, set);
                        using Adapter = sh::ResponseAdapter<ResponseWriter>;  // as the matchers do
                        Adapter::for_each_field(response, [](std::string_view, std::string_view) {});
                        std::ostringstream log;
                        for (const auto& header : response.headers().list()) header->write(log);
                        throw 3;
                    })}.ask()) == "500, ours: Internal Server Error");
}

TEST_CASE("a request that Pistache cannot read is answered with the headers, and nothing of an exception's text") {
    const Server server{std::make_shared<Base>()};
    const std::string internal = "500, ours: Internal Server Error";
    const std::pair<std::string, std::string> refused[]{
        {"Cookie: a", internal},
        {"Cookie: a=1; b", internal},
        {"Cache-Control: foo", internal},
        {"Date: x", internal},
        {"Host: a:99999999", internal},
        {"Content-Length: 99999999999999999999", internal},
        {"Accept: text", "415, ours"},
        {"Content-Type: json", "415, ours"},
        {"Transfer-Encoding: gzip", "501, ours"},
        {"X-Long: " + std::string(9000, 'a'), "413, ours: Request exceeded maximum buffer size"},
    };
    std::set<std::string> policies;
    for (const auto& [line, expected] : refused) {
        INFO(line);
        client::Connection connection{server.port(), 1};
        CHECK(described(connection.ask("GET", "/")) == "200, ours: Base");
        const auto response = connection.raw("POST / HTTP/1.1\r\n" + line + "\r\n\r\n", false, false);
        CHECK(described(response).substr(0, expected.size()) == expected);
        policies.insert(response.first("Content-Security-Policy"));
        CHECK(described(connection.ask("GET", "/")) == "200, ours: Base");
    }
    CHECK(policies.size() == std::size(refused));
}

TEST_CASE("a route's own policy of Pistache has what the hook's has: the nonce, and parts for HTTPS only") {
    const auto answer = [](ResponseWriter& response) {
        sh::set_headers(response, route_set, sh::delivery_for(response));
        sh::set_headers(response, route_set, {.nonce = sh::nonce_of(response)});
        response.send(Code::Ok, std::string{sh::nonce_of(response).value()});
    };
    const auto closing = [answer](ResponseWriter& response) {
        response.headers().remove<Pistache::Http::Header::Connection>();
        response.headers().add<Pistache::Http::Header::Connection>(Pistache::Http::ConnectionControl::Close);
        answer(response);
    };
    for (const auto https : {sh::Https::from_connection, sh::Https::always}) {
        for (const auto& response : {Server{calls(answer), https}.ask(), Server{calls(closing), https}.ask()}) {
            CHECK(response.status == 200);
            CHECK(response.values("Content-Security-Policy") ==
                  Lines{"default-src 'self'; script-src 'nonce-" + response.body + "'"});
            CHECK(response.values("Strict-Transport-Security") ==
                  (https == sh::Https::always ? Lines{"max-age=1; includeSubDomains"} : Lines{}));
        }
    }
}

TEST_CASE("each header of a set leads from Pistache's response to its delivery, whatever the handler has replaced") {
    const auto answer = [](ResponseWriter& response) {
        response.headers().remove<Pistache::Http::Header::Connection>();
        response.headers().add<Pistache::Http::Header::Connection>(Pistache::Http::ConnectionControl::Close);
        sh::set_headers(response, sh::SecureHeaders::empty().set(sh::XFrameOptions::same_origin));
        sh::set_headers(response, sh::SecureHeaders::empty().set(sh::StrictTransportSecurity{}),
                        sh::delivery_for(response));
        response.send(Code::Ok);
    };
    const auto ask = [&](const sh::SecureHeaders& set) {
        return Server{calls(answer), sh::Https::always, sh::FrozenHeaders{set}}.ask();
    };
    using sh::SecureHeaders;
    CHECK(ask(SecureHeaders::empty().set(sh::XFrameOptions::deny)).values("Strict-Transport-Security").size() == 1);
    CHECK(ask(SecureHeaders::empty().set(sh::ReferrerPolicy::no_referrer)).status == 200);
    CHECK(ask(SecureHeaders::empty().set(sh::CacheControl{{.no_store = true}})).status == 200);  // of Pistache's own type
    CHECK(ask(SecureHeaders{}.omit("Content-Security-Policy")).status == 200);
}

TEST_CASE("a response of Pistache's that no hook has seen has no delivery and no nonce") {
    Fresh fresh;
    sh::set_headers(fresh.response, site_set, {.nonce = sh::Nonce::generate()});
    CHECK_THROWS_WITH(sh::delivery_for(fresh.response), "delivery_for: the response is of no headers_handler");
    CHECK_THROWS_WITH(sh::nonce_of(fresh.response),
                      "nonce_of: the response has no nonce; give headers_handler a set that has one");
}

TEST_CASE("Pistache gets each mode, known names and others, over HTTPS and without, once and twice") {
    namespace header = Pistache::Http::Header;
    const sh::FrozenHeaders set{sh::SecureHeaders::empty()
                                    .set(sh::StrictTransportSecurity{})
                                    .set(sh::CacheControl{{.no_store = true}})
                                    .set(sh::CustomHeader{"content-encoding", "identity"})
                                    .set_default(sh::CustomHeader{"location", "/ours"})
                                    .set(sh::XFrameOptions::deny)
                                    .add(sh::CustomHeader{"X-Added", "ours"})
                                    .add(sh::CustomHeader{"X-Added", "ours too"})
                                    .remove("SERVER")};
    for (const bool https : {true, false}) {
        Fresh fresh;
        fresh.response.headers().add<header::Server>("Bare/1.0").add<header::Location>("/theirs");
        fresh.response.headers().add<header::CacheControl>(Pistache::Http::CacheDirective::Public);
        Lines expected{"Cache-Control: no-store",
                       "Location: /theirs",
                       "Strict-Transport-Security: max-age=63072000; includeSubDomains",
                       "X-Added: ours, ours too",
                       "X-Frame-Options: DENY",
                       "content-encoding: identity"};
        if (!https) expected.erase(expected.begin() + 2);
        for (int times = 0; times < 2; ++times) {
            sh::set_headers(fresh.response, set, {.https = https});
            CHECK(lines(fresh.response) == expected);
        }
        CHECK(fresh.response.headers().get<header::CacheControl>()->directives().empty());  // of its type, as Pistache casts
    }
}

TEST_CASE("each header lives as long as it is held, whatever became of the response and the set") {
    std::shared_ptr<Pistache::Http::Header::Header> held;
    {
        Fresh fresh;
        const sh::FrozenHeaders set{sh::SecureHeaders{}};
        sh::set_headers(fresh.response, set);
        held = fresh.response.headers().get("X-Frame-Options");
    }
    CHECK(std::string{held->name()} == "X-Frame-Options");
    CHECK(value(*held) == "DENY");
    CHECK_THROWS_WITH(held->parse("ALLOWALL"),
                      "X-Frame-Options: is a header of a set, which takes no other value; deliver another set");
    CHECK_THROWS_WITH(held->parseRaw("ALLOWALL", 8),
                      "X-Frame-Options: is a header of a set, which takes no other value; deliver another set");
}

// The hook comes before the handler and Pistache has none when it sends: examples/README.md leaves this line to handlers.
TEST_CASE("a handler hardens the cookies that it has set by Pistache's own means") {
    Fresh fresh;
    Pistache::Http::Cookie cookie{"own", "1"};
    cookie.path = "/";
    fresh.response.cookies().add(cookie);
    CHECK(sh::harden_cookies(fresh.response, sh::CookieRules{sh::SecureCookie{}}) == 0);
    Lines cookies;
    for (auto each = fresh.response.cookies().begin(); each != fresh.response.cookies().end(); ++each) {
        std::ostringstream text;
        text << *each;
        cookies.push_back(text.str());
    }
    CHECK(cookies == Lines{"own=1; Path=/; Secure; HttpOnly; SameSite=Lax"});
}

TEST_CASE("a set that removes Set-Cookie takes out the cookies of Pistache's response") {
    Fresh fresh;
    fresh.response.cookies().add(Pistache::Http::Cookie{"own", "1"});
    sh::set_cookie(fresh.response, sh::SecureCookie{"ours"}, "1");
    sh::set_headers(fresh.response, sh::SecureHeaders{});
    CHECK(fresh.response.cookies().has("own"));
    sh::set_headers(fresh.response, sh::SecureHeaders::empty().remove("Set-Cookie"));
    CHECK(fresh.response.cookies().begin() == fresh.response.cookies().end());
}

TEST_CASE("the matchers see a response of Pistache's") {
    Fresh fresh;
    check_matched(fresh.response, nullptr);
}
