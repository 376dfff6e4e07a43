// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/restinio.hpp>

#include "framework/driver.hpp"

#include <restinio/all.hpp>
#include <restinio/tls.hpp>
#include <restinio/websocket/websocket.hpp>

#include <stdexcept>

namespace sh = secure_headers;

namespace {

driver::Options options;

using NonceFactory = restinio::simple_extra_data_factory_t<sh::RestinioNonce>;
using Router = restinio::router::generic_express_router_t<restinio::router::std_regex_engine_t, NonceFactory>;
using Request = Router::actual_request_handle_t;
using Response = restinio::response_builder_t<restinio::restinio_controlled_output_t>;

template <class Base>
struct Traits : Base {
    using extra_data_factory_t = NonceFactory;
    using request_handler_t = Router;
};
using Plain = Traits<restinio::traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t>>;
using Tls = Traits<restinio::tls_traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t>>;

/// All responses end here.
template <class Server>
auto done(const Request& request, Response response) {
    sh::set_headers(response, options.set, sh::delivery_for<Server>(*request, options.https));
    sh::harden_cookies(response, site::rules, sh::Unmendable::drop);
    return response.done();
}

void set_fields(Response& response) {
    for (const auto& [name, value] : site::fields) response.append_header(name, value);
    response.append_header("Set-Cookie", "one=1; Path=/").append_header("Set-Cookie", "two=2; Path=/");
}

template <class Server>
auto shake_hands(const Request& request, restinio::http_header_fields_t fields) {
    namespace websocket = restinio::websocket::basic;
    const std::string key = request->header().get_field("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    const auto digest = restinio::utils::sha1::make_digest(key);
    fields.set_field("Sec-WebSocket-Accept", restinio::utils::base64::encode(restinio::utils::sha1::to_string(digest)));
    const auto socket = websocket::upgrade<Server>(*request, websocket::activation_t::immediate, std::move(fields),
                                                   [](const auto&, const auto&) {});
    socket->shutdown();
    return restinio::request_accepted();
}

template <class Server>
std::unique_ptr<Router> router() {
    auto routes = std::make_unique<Router>();
    const auto get = [&](const char* path, auto fill) {
        routes->http_get(path, [fill](const Request& request, const auto&) {
            auto response = request->create_response();  // there is one for each request
            try {
                fill(request, response);
            } catch (const std::exception&) {  // RESTinio would close the connection
                response.header().status_line(restinio::status_internal_server_error());
            }
            return done<Server>(request, std::move(response));
        });
    };
    const auto page = [](const Request& request, Response& response) {
        response.set_body(site::page(request->extra_data().nonce().value()));
    };
    get("/page", page);
    get("/returned", [](const Request&, Response&) {});
    get("/modes", [](const Request&, Response& response) { set_fields(response); });
    get("/twice", [](const Request& request, Response& response) {
        set_fields(response);
        sh::set_headers(response, site::headers, sh::delivery_for<Server>(*request));
    });
    get("/cookies", [](const Request&, Response& response) {
        response.append_header("Set-Cookie", "own=1; Path=/");
        site::set_cookies(response);
    });
    get("/route", [](const Request& request, Response& response) {
        sh::set_headers(response, site::route, sh::delivery_for<Server>(*request, options.https));
    });
    get("/throw", [](const Request&, Response&) { throw std::runtime_error{"secret"}; });
    get("/away", [](const Request&, Response& response) {
        response.header().status_line(restinio::status_found());
        response.append_header("Location", "/page");
    });
    routes->http_get("/socket", [](const Request& request, const auto&) { return shake_hands<Server>(request, {}); });
    routes->http_get("/socket/own", [](const Request& request, const auto&) {
        restinio::http_header_fields_t fields;
        sh::set_headers(fields, options.set, sh::delivery_for<Server>(*request, options.https));
        return shake_hands<Server>(request, std::move(fields));
    });
    routes->http_get("/unseen", [](const Request&, const auto&) { return restinio::request_rejected(); });
    get("/files/style.css",
        [](const Request&, Response& response) { response.set_body(restinio::sendfile(options.files + "/style.css")); });
    routes->add_handler(restinio::http_method_head(), "/page", [](const Request& request, const auto&) {
        return done<Server>(request, request->create_response());
    });
    const auto error = [](const restinio::http_status_line_t& status) {
        return [status](const Request& request) { return done<Server>(request, request->create_response(status)); };
    };
    routes->non_matched_request_handler(error(restinio::status_not_found()));
    return routes;
}

template <class Server>
auto settings(const driver::Exceptions& exceptions) {
    return std::move(restinio::on_thread_pool<Server>(4)
                         .address("127.0.0.1")
                         .port(0)
                         .max_pipelined_requests(2)
                         .acceptor_post_bind_hook(
                             [=](auto& acceptor) { driver::ready(acceptor.local_endpoint().port(), exceptions); })
                         .request_handler(router<Server>()));
}

}  // namespace

int main(int argc, char** argv) {
    options = driver::options(argc, argv);
    const driver::Exceptions
        exceptions{{"405", "404, ours"},         {"past the hook", "101, bare; 101, ours; 501, bare"},
                   {"OPTIONS", "404, ours"},     {"malformed", "closed"},
                   {"garbage", "closed"},        {"version", RESTINIO_VERSION_MINOR < 7 ? "200, ours" : "closed"},
                   {"no Host", "200, ours"},     {"unknown method", "closed"},
                   {"target", "closed"},         {"escape", "closed"},
                   {"long target", "404, ours"}, {"long header", "200, ours"},
                   {"expectation", "404, ours"}, {"refused body", "404, ours"},
                   {"coding", "closed"},         {"length", "closed"},
                   {"too long", "closed"},       {"chunk", "closed"}};
    if (!options.tls()) {
        restinio::run(settings<Plain>(exceptions));
        return 0;
    }
    restinio::asio_ns::ssl::context context{restinio::asio_ns::ssl::context::tls_server};
    context.use_certificate_chain_file(options.certificate);
    context.use_private_key_file(options.key, restinio::asio_ns::ssl::context::pem);
    restinio::run(settings<Tls>(exceptions).tls_context(std::move(context)));
}
