// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/poco.hpp>

#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"
#include "framework/client.hpp"
#include "matched.hpp"
#include "route_sets.hpp"

#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/ServerSocket.h>

#include <filesystem>
#include <future>
#include <string>
#include <utility>
#include <vector>

namespace sh = secure_headers;
using Request = Poco::Net::HTTPServerRequest;
using Response = Poco::Net::HTTPServerResponse;
using Lines = std::vector<std::string>;

namespace {

template <class Function>
class Calls final : public Poco::Net::HTTPRequestHandler {
public:
    explicit Calls(Function function) : function_{std::move(function)} {}
    void handleRequest(Request& request, Response& response) override { function_(request, response); }

private:
    Function function_;
};

/// Makes handlers from a function.
template <class Function>
class Factory : public Poco::Net::HTTPRequestHandlerFactory {
public:
    explicit Factory(Function function) : function_{std::move(function)} {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Request&) override {
        return new Calls<Function>{function_};
    }

private:
    Function function_;
};

/// A server on a port of its own, whose responses carry `site_set`.
class Server {
public:
    explicit Server(Poco::Net::HTTPRequestHandlerFactory::Ptr factory, sh::Https https = sh::Https::from_connection)
        : server_{sh::headers_factory(std::move(factory), site_set, https), socket_, new Poco::Net::HTTPServerParams} {
        server_.start();
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() { server_.stopAll(true); }
    client::Response ask() const { return client::Connection{socket_.address().port()}.ask("GET", "/"); }
    void stop_all(bool abort) { server_.stopAll(abort); }

private:
    Poco::Net::ServerSocket socket_{Poco::Net::SocketAddress{"127.0.0.1", 0}};
    Poco::Net::HTTPServer server_;
};

template <class Function>
client::Response answer(Function function, sh::Https https = sh::Https::from_connection) {
    return Server{new Factory<Function>{std::move(function)}, https}.ask();
}

void send(Response& response, std::string_view text) { response.sendBuffer(text.data(), text.size()); }

/// Is told when the server stops.
class Subscriber final : public Poco::Net::HTTPRequestHandlerFactory {
public:
    explicit Subscriber(Lines& told) : told_{told} { serverStopped += Poco::delegate(this, &Subscriber::on_stopped); }
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Request&) override { return nullptr; }

private:
    void on_stopped(const void* server, const bool& aborted) {
        told_.push_back(std::string{server != nullptr ? "a server" : "none"} + (aborted ? ", aborted" : ", at the end"));
    }

    Lines& told_;
};

}  // namespace

TEST_CASE("what a handler of POCO sends by request.response() carries the headers, too") {
    const auto response = answer([](Request& request, Response&) {
        request.response().set("X-Frame-Options", "SAMEORIGIN");
        send(request.response(), "past");
    });
    CHECK(response.body == "past");
    CHECK(response.values("X-Content-Type-Options") == Lines{"nosniff"});
    CHECK(response.values("X-Frame-Options") == Lines{"SAMEORIGIN"});
    CHECK(response.values("Content-Security-Policy").size() == 1);
}

TEST_CASE("what a handler of POCO sends by its response is not mixed with what the other had from the start") {
    const auto answered = answer([](Request&, Response& response) {
        const std::string before = response.has("X-Frame-Options") ? "set" : "not set";
        response.add("X-Frame-Options", "SAMEORIGIN");
        send(response, before);
    });
    CHECK(answered.body == "not set");
    CHECK(answered.values("X-Frame-Options") == Lines{"SAMEORIGIN"});
    CHECK(answered.values("Content-Security-Policy").size() == 1);
}

TEST_CASE("a response of POCO's shows what was sent to whoever logs it") {
    const std::string file = std::string{SECURE_HEADERS_TEST_DIR} + "/run.sh";
    using Send = void (*)(Response&, const std::string&);
    const std::pair<Send, Lines> sends[]{
        {[](Response& response, const std::string&) { response.redirect("/away"); }, {"302", "/away", "", "0", "DENY"}},
        {[](Response& response, const std::string& name) { response.sendFile(name, "text/plain"); },
         {"200", "", "text/plain", std::to_string(std::filesystem::file_size(file)), "DENY"}},
        {[](Response& response, const std::string&) { response.sendBuffer("ab", 2); }, {"200", "", "", "2", "DENY"}},
        {[](Response& response, const std::string&) { response.send() << "ab"; }, {"200", "", "", "", "DENY"}},
        {[](Response& response, const std::string&) {
             response.requireAuthentication("realm");
             response.setContentLength(0);
             response.send();
         },
         {"401", "", "", "0", "DENY"}},
    };
    for (const auto& [send, expected] : sends) {
        std::promise<Lines> logged;
        answer([&, send = send](Request&, Response& response) {
            send(response, file);
            Lines seen{std::to_string(response.getStatus())};
            for (const char* const name : {"Location", "Content-Type", "Content-Length", "X-Frame-Options"})
                seen.push_back(response.get(name, ""));
            logged.set_value(seen);
        });
        CHECK(logged.get_future().get() == expected);
    }
}

TEST_CASE("a handler of POCO gets POCO's own request, which POCO casts for its websockets") {
    CHECK(answer([](Request& request, Response& response) {
              send(response, dynamic_cast<Poco::Net::HTTPServerRequestImpl*>(&request) != nullptr ? "POCO's" : "another");
          }).body == "POCO's");
}

TEST_CASE("a factory of POCO is told that its server stops") {
    Lines told;
    {
        Server server{new Subscriber{told}};
        CHECK(told.empty());
        server.stop_all(false);
        CHECK(told == Lines{"a server, at the end"});
    }
    CHECK(told == Lines{"a server, at the end", "a server, aborted"});
}

TEST_CASE("a route's own policy of POCO has what the hook's has: the nonce, and parts for HTTPS only") {
    const auto handle = [](Request&, Response& response) {
        sh::set_headers(response, route_set, sh::delivery_for(response));
        send(response, sh::nonce_of(response).value());
    };
    for (const auto https : {sh::Https::from_connection, sh::Https::always}) {
        const auto response = answer(handle, https);
        CHECK(response.status == 200);
        CHECK(response.values("Content-Security-Policy") ==
              Lines{"default-src 'self'; script-src 'nonce-" + response.body + "'"});
        CHECK(response.values("Strict-Transport-Security") ==
              (https == sh::Https::always ? Lines{"max-age=1; includeSubDomains"} : Lines{}));
    }
}

TEST_CASE("a response of POCO's that no hook completes has no delivery and no nonce") {
    const auto refusal = [](auto ask) -> std::string {
        return answer([ask](Request& request, Response& response) {
                   try {
                       ask(request.response());
                   } catch (const sh::InvalidHeader& refused) {
                       send(response, refused.what());
                   }
               })
            .body;
    };
    CHECK(refusal([](const Response& response) { sh::delivery_for(response); }) ==
          "delivery_for: the response is of no headers_factory");
    CHECK(refusal([](const Response& response) { sh::nonce_of(response); }) ==
          "nonce_of: the response has no nonce; give headers_factory a set that has one");
}

TEST_CASE("the matchers see a response of POCO's") {
    Poco::Net::HTTPResponse response;
    check_matched(response,
                  [&](int status) { response.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(status)); });
}
