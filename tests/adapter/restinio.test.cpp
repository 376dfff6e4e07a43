// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/restinio.hpp>

#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"
#include "framework/client.hpp"
#include "route_sets.hpp"

#include <restinio/all.hpp>
#include <restinio/websocket/websocket.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sh = secure_headers;
namespace websocket = restinio::websocket::basic;
using Lines = std::vector<std::string>;
using Traits = restinio::default_traits_t;

namespace {

Lines lines(const restinio::http_header_fields_t& fields) {
    Lines found;
    fields.for_each_field([&](const auto& field) { found.push_back(field.name() + ": " + field.value()); });
    return found;
}

constexpr auto headers = sh::bake([] { return sh::SecureHeaders{}; });

/// Answers each request with the handshake of a websocket.
restinio::request_handling_status_t upgrade(const restinio::request_handle_t& request) {
    restinio::http_header_fields_t fields;
    fields.set_field(restinio::http_field::sec_websocket_accept, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    sh::set_headers(fields, headers, sh::delivery_for<Traits>(*request));
    const auto made = websocket::upgrade<Traits>(*request, websocket::activation_t::immediate, std::move(fields),
                                                 [](const auto&, const auto&) {});
    made->kill();
    return restinio::request_accepted();
}

/// Traits tell whether the server speaks TLS; of what are none, nothing would.
template <class T>
concept TellsTls = requires(restinio::request_t& request) {
    sh::delivery_for<T>(request);
};
static_assert(TellsTls<Traits> && TellsTls<restinio::default_single_thread_traits_t>);
static_assert(!TellsTls<restinio::http_server_t<Traits>> && !TellsTls<restinio::server_settings_t<Traits>>);
static_assert(!TellsTls<void> && !TellsTls<bool>);

/// Of streams that are none, nothing tells.
template <class Socket>
struct TraitsOf : Traits {
    using stream_socket_t = Socket;
};
static_assert(TellsTls<TraitsOf<restinio::asio_ns::ip::tcp::socket>>);
static_assert(!TellsTls<TraitsOf<restinio::asio_ns::ip::tcp::acceptor>>);
static_assert(!TellsTls<TraitsOf<restinio::asio_ns::steady_timer>>);

}  // namespace

TEST_CASE("RESTinio's fields and headers get each mode, once and twice") {
    const auto check = [](auto fields) {
        for (const auto& [name, value] : {std::pair{"X-Frame-Options", "ALLOWALL"},
                                          {"x-frame-options", "SAMEORIGIN"},
                                          {"x-default", "theirs"},
                                          {"X-Added", "theirs"},
                                          {"Server", "Bare/1.0"}})
            fields.add_field(name, value);
        for (int times = 0; times < 2; ++times) {
            sh::set_headers(fields, set_of_modes);
            Lines found = lines(fields);
            std::sort(found.begin(), found.end());
            CHECK(found == Lines{"X-Absent: ours", "X-Added: ours", "X-Added: theirs", "X-Frame-Options: DENY",
                                 "x-default: theirs"});
        }
    };
    check(restinio::http_header_fields_t{});
    check(restinio::http_response_header_t{restinio::status_ok()});
}

TEST_CASE("RESTinio's handshake of a websocket carries the headers") {
    std::uint16_t port = 0;
    const auto server =
        restinio::run_async(restinio::own_io_context(),
                            restinio::server_settings_t<Traits>{}
                                .address("127.0.0.1")
                                .port(0)
                                .acceptor_post_bind_hook([&](auto& acceptor) { port = acceptor.local_endpoint().port(); })
                                .request_handler(&upgrade),
                            1);
    client::Connection connection{port};
    const auto response = connection.ask("GET", "/",
                                         "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    CHECK(response.status == 101);
    CHECK(response.values("X-Frame-Options") == Lines{"DENY"});
    CHECK(response.values("Server").empty());
}
