// SPDX-License-Identifier: MIT
// A site with libmicrohttpd: a page with a script, a login, and an API.
#include <secure_headers/adapter/libmicrohttpd.hpp>
#include <secure_headers/secure_headers.hpp>

#include <microhttpd.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace sh = secure_headers;
using namespace std::chrono_literals;

// A route's own headers win: they are the site's defaults.
constexpr auto site = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::ContentSecurityPolicy{}
                 .default_src({sh::csp::self})
                 .script_src({sh::csp::nonce})
                 .object_src({sh::csp::none})
                 .base_uri({sh::csp::none}))
        .as_defaults();
});

constexpr sh::SecureCookie session{"__Host-session", {.max_age = 8h}};

std::string page(const sh::Nonce& nonce) {
    return "<!doctype html><title>Hello</title><p id=\"hello\"></p><script " + std::string{nonce.attribute()} +
           ">document.getElementById('hello').textContent = 'Hello'</script>";
}

MHD_Response* text(std::string body, const char* type) {
    MHD_Response* const response = MHD_create_response_from_buffer(body.size(), body.data(), MHD_RESPMEM_MUST_COPY);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    return response;
}

MHD_Result answer(void*, MHD_Connection* connection, const char* url, const char* method, const char*, const char*,
                  std::size_t*, void**) {
    const sh::Delivery delivery = sh::delivery_for(connection);
    const bool get = std::string_view{method} == MHD_HTTP_METHOD_GET;
    const std::string_view path = url;
    unsigned status = MHD_HTTP_OK;
    MHD_Response* response = nullptr;
    if (get && path == "/") {
        response = text(page(*delivery.nonce), "text/html");
    } else if (!get && path == "/login") {
        status = MHD_HTTP_SEE_OTHER;
        response = text("", "text/plain");
        MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, "/");
        sh::set_cookie(response, session, "c2Vzc2lvbg");
    } else if (get && path == "/api/time") {
        response = text(R"({"time": "now"})", "application/json");
        sh::set_headers(response, sh::presets::api);
    } else {
        status = MHD_HTTP_NOT_FOUND;
        response = text("", "text/plain");
    }
    sh::set_headers(response, site, delivery);  // on every response, just before it is queued
    const MHD_Result queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}

int main() {
    MHD_Daemon* const daemon =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 8080, nullptr, nullptr, &answer, nullptr, MHD_OPTION_END);
    if (daemon == nullptr) return 1;
    std::puts("http://127.0.0.1:8080, until Enter");
    std::getchar();
    MHD_stop_daemon(daemon);
}
