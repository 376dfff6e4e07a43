// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/beast.hpp>

#include "catch.hpp"
#include "matched.hpp"

#include <boost/asio/buffered_stream.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <utility>

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

TEST_CASE("the matchers see a response of Boost.Beast's") {
    beast::http::response<beast::http::empty_body> response;
    check_matched(response, [&](unsigned status) { response.result(status); });
}

TEST_CASE("the matchers see fields of Boost.Beast's, of which the status is not known") {
    beast::http::fields fields;
    check_matched(fields, nullptr);
}
