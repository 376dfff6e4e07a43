// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/beast.hpp>

#include "framework/driver.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <optional>
#include <stdexcept>
#include <thread>

namespace sh = secure_headers;
namespace beast = boost::beast;
namespace http = beast::http;
namespace asio = boost::asio;
using asio::ip::tcp;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

namespace {

driver::Options options;

void set_fields(Response& response) {
    for (const auto& [name, value] : site::fields) response.insert(name, value);
    response.insert(http::field::set_cookie, "one=1; Path=/");
    response.insert(http::field::set_cookie, "two=2; Path=/");
}

Response handle(const Request& request, const sh::Delivery& delivery) {
    Response response{http::status::ok, request.version()};
    const auto target = request.target();
    if (request.method() != http::verb::get && request.method() != http::verb::head)
        response.result(request.method() == http::verb::options ? http::status::ok : http::status::method_not_allowed);
    else if (target == "/page")
        response.body() = site::page(delivery.nonce->value());
    else if (target == "/returned")
        return Response{http::status::ok, request.version()};
    else if (target == "/modes" || target == "/twice")
        set_fields(response);
    else if (target == "/cookies")
        response.insert(http::field::set_cookie, "own=1; Path=/"), site::set_cookies(response);
    else if (target == "/route")
        sh::set_headers(response, site::route, delivery);
    else if (target == "/throw")
        throw std::runtime_error{"secret"};
    else if (target == "/away")
        response.result(http::status::found), response.set(http::field::location, "/page");
    else
        response.result(http::status::not_found);
    if (target == "/twice") sh::set_headers(response, site::headers, delivery);
    return response;
}

template <class Stream>
class Session {
public:
    explicit Session(Stream& stream) : stream_{stream} {}

    void run() {
        for (beast::error_code error; !error;) {
            Request request;
            http::read(stream_, buffer_, request, error);
            const bool malformed = error.category() == http::make_error_code(http::error::bad_method).category();
            if (error && (!malformed || error == http::error::end_of_stream)) return;
            delivery_ = sh::delivery_for(request, stream_, options.https);
            respond(request, error);
            if (request.need_eof()) return;
        }
    }

private:
    void respond(const Request& request, beast::error_code failed) {
        if (failed) return send(Response{http::status::bad_request, 11}, false);
        const bool head = request.method() == http::verb::head;
        if (request.target() == "/files/style.css") {
            http::response<http::file_body> file{http::status::ok, request.version()};
            beast::error_code error;
            file.body().open((options.files + "/style.css").c_str(), beast::file_mode::scan, error);
            return send(std::move(file), head);
        }
        try {
            send(handle(request, delivery_), head);
        } catch (const std::exception&) {
            send(Response{http::status::internal_server_error, request.version()}, head);
        }
    }

    /// All responses come by here.
    template <class Body>
    void send(http::response<Body> response, bool head) {
        sh::set_headers(response, options.set, delivery_);
        sh::harden_cookies(response, site::rules, sh::Unmendable::drop);
        response.prepare_payload();
        http::response_serializer<Body> serializer{response};
        beast::error_code error;
        if (head)
            http::write_header(stream_, serializer, error);
        else
            http::write(stream_, serializer, error);
    }

    Stream& stream_;
    beast::flat_buffer buffer_{};
    sh::Delivery delivery_{};
};

void serve(tcp::socket socket, asio::ssl::context& context) {
    try {
        if (!options.tls()) return Session{socket}.run();
        beast::ssl_stream<tcp::socket> stream{std::move(socket), context};
        stream.handshake(asio::ssl::stream_base::server);
        Session{stream}.run();
    } catch (const std::exception&) {
    }
}

}  // namespace

int main(int argc, char** argv) {
    options = driver::options(argc, argv);
    asio::io_context io;
    asio::ssl::context context{asio::ssl::context::tls_server};
    if (options.tls()) {
        context.use_certificate_chain_file(options.certificate);
        context.use_private_key_file(options.key, asio::ssl::context::pem);
    }
    tcp::acceptor acceptor{io, {asio::ip::make_address("127.0.0.1"), 0}};
    driver::ready(acceptor.local_endpoint().port(), {{"no Host", "200, ours"},
                                                     {"long target", "400, ours"},
                                                     {"long header", "400, ours"},
                                                     {"too long", "400, ours"}});
    for (;;) {
        std::thread{[&context, socket = acceptor.accept()]() mutable { serve(std::move(socket), context); }}.detach();
    }
}
