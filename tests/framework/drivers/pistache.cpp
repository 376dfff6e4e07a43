// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/pistache.hpp>

#include "framework/driver.hpp"
#include "framework/pistache_literal.hpp"

#include <pistache/endpoint.h>
#include <pistache/router.h>

#include <stdexcept>

namespace sh = secure_headers;
using Pistache::Http::Code;
using Pistache::Http::Cookie;
using Pistache::Http::ResponseWriter;
using Pistache::Rest::Route;
using Request = Pistache::Rest::Request;

namespace {

void set_fields(ResponseWriter& response) {
    for (const auto& [name, value] : site::fields) {
        if (std::string_view{name} == "Server")
            response.headers().add<Pistache::Http::Header::Server>(value);
        else
            response.headers().add(std::make_shared<PistacheLiteral>(name, value));
    }
    for (const char* const name : {"one", "two"}) {
        Cookie cookie{name, std::string{name} == "one" ? "1" : "2"};
        cookie.path = "/";
        response.cookies().add(cookie);
    }
}

template <class Handle>
Route::Handler route(Handle handle) {
    return [handle](const Request& request, ResponseWriter response) {
        handle(request, response);
        return Route::Result::Ok;
    };
}

void set_up(Pistache::Rest::Router& router, const std::string& files) {
    using namespace Pistache::Rest::Routes;
    const auto page = route([](const Request&, ResponseWriter& response) {
        response.send(Code::Ok, site::page(sh::nonce_of(response).value()), MIME(Text, Html));
    });
    Get(router, "/page", page);
    Head(router, "/page", page);
    Get(router, "/returned", route([](const Request&, ResponseWriter& response) { response.send(Code::Ok); }));
    Get(router, "/modes", route([](const Request&, ResponseWriter& response) {
            set_fields(response);
            response.send(Code::Ok);
        }));
    Get(router, "/twice", route([](const Request&, ResponseWriter& response) {
            set_fields(response);
            sh::set_headers(response, site::headers, {.nonce = sh::nonce_of(response)});
            response.send(Code::Ok);
        }));
    Get(router, "/cookies", route([](const Request&, ResponseWriter& response) {
            Cookie own{"own", "1"};
            own.path = "/";
            response.cookies().add(own);
            site::set_cookies(response);
            response.send(Code::Ok);
        }));
    Get(router, "/route", route([](const Request&, ResponseWriter& response) {
            sh::set_headers(response, site::route, sh::delivery_for(response));
            response.send(Code::Ok);
        }));
    Get(router, "/throw", route([](const Request&, ResponseWriter&) { throw std::runtime_error{"secret"}; }));
    Get(router, "/throw/number", route([](const Request&, ResponseWriter&) { throw 3; }));
    Get(router, "/away", route([](const Request&, ResponseWriter& response) {
            response.headers().add<Pistache::Http::Header::Location>("/page");
            response.send(Code::Found);
        }));
    Get(router, "/files/:name", route([files](const Request& request, ResponseWriter& response) {
            Pistache::Http::serveFile(response, files + "/" + request.param(":name").as<std::string>());
        }));
}

}  // namespace

#if __has_include(<pistache/winornix.h>)
constexpr bool is_newer = true;  // tried with 0.5.12
#else
constexpr bool is_newer = false;  // Debian 12's 0.0.5
#endif

int main(int argc, char** argv) {
    const driver::Options options = driver::options(argc, argv);
    Pistache::Rest::Router router;
    set_up(router, options.files);
    Pistache::Http::Endpoint server{{Pistache::Ipv4::loopback(), 0}};
    server.init(Pistache::Http::Endpoint::options().threads(2));
    if (options.tls()) server.useSSL(options.certificate, options.key);
    server.setHandler(sh::headers_handler(router.handler(), options.set, options.https));
    server.serveThreaded();
    driver::ready(server.getPort(), {{"thrown number", "500, ours"},
                                     {"OPTIONS", "405, ours"},
                                     {"own cookie", "own=1; Path=/"},  // the hook comes before the handler
                                     {"malformed", "closed"},
                                     {"garbage", "closed"},
                                     {"version", "400, ours"},
                                     {"no Host", "200, ours"},
                                     {"unknown method", "400, ours"},
                                     {"long target", "413, ours"},
                                     {"long header", "413, ours"},
                                     {"coding", "501, ours"},
                                     {"length", "405, ours"},
                                     {"too long", is_newer ? "closed" : "500, ours"},
                                     {"chunk", "400, ours"},
                                     {"pipelined", "200, ours; closed"},
                                     {"/modes set_default", "ours; ours"},  // what stands there first is sent
                                     {"/twice set_default", "ours; ours"},
                                     {"/modes add", "ours, ours too"},
                                     {"/twice add", "ours, ours too"},
                                     {"/modes remove", "Bare/1.0; C++"},
                                     {"two X-Forwarded-Proto", "the first counts"}});
    std::this_thread::sleep_for(std::chrono::hours{1});
}
