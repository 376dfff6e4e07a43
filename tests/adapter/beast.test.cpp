// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/beast.hpp>

#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"
#include "framework/client.hpp"
#include "matched.hpp"

#include <boost/asio/buffered_stream.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/file_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sh = secure_headers;
namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

namespace {

/// What the delivery for a stream of this type says.
template <class Stream, class... Arguments>
bool https_over(Arguments&&... arguments) {
    const Stream stream{std::forward<Arguments>(arguments)...};
    return sh::delivery_for(beast::http::request<beast::http::empty_body>{}, stream).https;
}

using Decorated = beast::websocket::response_type;

/// What a client reads of a websocket's handshake, to whose response a decorator does something.
template <class Decorate>
client::Response handshake(Decorate decorate) {
    asio::io_context io;
    asio::local::stream_protocol::socket client{io}, accepted{io};
    asio::local::connect_pair(client, accepted);
    beast::websocket::stream<asio::local::stream_protocol::socket> server{std::move(accepted)};
    server.set_option(beast::websocket::stream_base::decorator([&](Decorated& response) { decorate(response); }));
    beast::http::request<beast::http::empty_body> request{beast::http::verb::get, "/", 11};
    for (const auto& [name, value] : {std::pair{"Host", "localhost"},
                                      {"Upgrade", "websocket"},
                                      {"Connection", "Upgrade"},
                                      {"Sec-WebSocket-Version", "13"},
                                      {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}})
        request.set(name, value);
    server.accept(request);
    char bytes[4096];
    const std::size_t size = client.receive(asio::buffer(bytes));
    const std::string_view text{bytes, size};
    return client::parse(text.substr(0, text.find("\r\n\r\n")));
}

}  // namespace

TEST_CASE("Boost.Beast's stream tells of TLS, on whichever layer it is") {
    using beast::websocket::stream;
    asio::io_context io;
    asio::ssl::context context{asio::ssl::context::tls_server};
    CHECK(https_over<asio::ssl::stream<tcp::socket>>(io, context));
    CHECK(https_over<beast::ssl_stream<beast::tcp_stream>>(io, context));
    CHECK(https_over<stream<beast::ssl_stream<tcp::socket>>>(io, context));
    CHECK(https_over<beast::buffered_read_stream<asio::ssl::stream<tcp::socket>, beast::flat_buffer>>(io, context));
    CHECK(https_over<stream<beast::buffered_read_stream<beast::ssl_stream<tcp::socket>, beast::flat_buffer>>>(io,
                                                                                                              context));
    asio::ssl::stream<tcp::socket> below{io, context};
    CHECK(https_over<asio::buffered_stream<asio::ssl::stream<tcp::socket>&>>(below));
    CHECK(https_over<beast::ssl_stream<asio::ssl::stream<tcp::socket>&>>(below, context));

    CHECK(!https_over<tcp::socket>(io));
    CHECK(!https_over<beast::tcp_stream>(io));
    CHECK(!https_over<stream<tcp::socket>>(io));
    CHECK(!https_over<stream<beast::tcp_stream>>(io));
    CHECK(!https_over<beast::buffered_read_stream<tcp::socket, beast::flat_buffer>>(io));
}

namespace {

using sh::detail::Stream;
static_assert(Stream<tcp::socket> && Stream<beast::tcp_stream> && Stream<beast::ssl_stream<beast::tcp_stream>>);
static_assert(Stream<asio::local::stream_protocol::socket> && Stream<asio::generic::stream_protocol::socket>);
struct ReadsAtOnce {
    std::size_t read_some(const auto& buffers);
    std::size_t read_some(const auto& buffers, beast::error_code&);
};
struct ReadsLater {
    tcp::socket::executor_type get_executor();
    void async_read_some(const auto& buffers, auto handler);
};
static_assert(Stream<ReadsAtOnce> && Stream<ReadsLater>);
static_assert(Stream<beast::websocket::stream<tcp::socket>> && Stream<asio::buffered_stream<tcp::socket&>>);
// Over TLS, each of these would pass for plain HTTP.
static_assert(!Stream<std::unique_ptr<beast::ssl_stream<tcp::socket>>> && !Stream<beast::ssl_stream<tcp::socket>*>);
static_assert(!Stream<std::shared_ptr<tcp::socket>> && !Stream<std::reference_wrapper<asio::ssl::stream<tcp::socket>>>);
static_assert(!Stream<std::variant<tcp::socket, asio::ssl::stream<tcp::socket>>>);
static_assert(!Stream<asio::ssl::context> && !Stream<asio::io_context> && !Stream<bool>);
static_assert(!Stream<tcp::acceptor> && !Stream<tcp::resolver> && !Stream<asio::steady_timer>);
static_assert(!Stream<tcp::socket::executor_type> && !Stream<asio::strand<tcp::socket::executor_type>>);
static_assert(!Stream<asio::ip::udp::socket>);

}  // namespace

TEST_CASE("Boost.Beast's serializer takes the headers where it hands out its message, as with a file") {
    beast::http::response<beast::http::file_body> response;
    beast::error_code error;
    response.body().open(SECURE_HEADERS_TEST_DIR "/main.cpp", beast::file_mode::scan, error);
    REQUIRE(!error);
    beast::http::response_serializer<beast::http::file_body> serializer{response};
    sh::set_headers(serializer, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny));
    CHECK(response["X-Frame-Options"] == "DENY");
}

TEST_CASE("the matchers see a response of Boost.Beast's") {
    beast::http::response<beast::http::empty_body> response;
    check_matched(response, [&](unsigned status) { response.result(status); });
}

TEST_CASE("the matchers see fields of Boost.Beast's, of which the status is not known") {
    beast::http::fields fields;
    check_matched(fields, nullptr);
}

// Beast names itself in the handshake where no Server is there, so that a recipe of examples/README.md puts an empty one.
TEST_CASE("the handshake of a websocket carries the headers, and names Beast unless it has a Server") {
    using Lines = std::vector<std::string>;
    const sh::FrozenHeaders set{sh::SecureHeaders{}};
    const auto named = handshake([&](Decorated& response) { sh::set_headers(response, set); });
    CHECK(named.status == 101);
    CHECK(named.values("X-Frame-Options") == Lines{"DENY"});
    CHECK(named.first("Server").starts_with("Boost.Beast/"));

    const auto silent = handshake([&](Decorated& response) {
        sh::set_headers(response, set);
        if (response.count(beast::http::field::server) == 0) response.set(beast::http::field::server, "");
    });
    CHECK(silent.status == 101);
    CHECK(silent.values("X-Frame-Options") == Lines{"DENY"});
    CHECK(silent.values("Server") == Lines{""});

    const sh::FrozenHeaders site{sh::SecureHeaders{}.set(sh::Server{"site"})};
    CHECK(handshake([&](Decorated& response) { sh::set_headers(response, site); }).values("Server") == Lines{"site"});
}
