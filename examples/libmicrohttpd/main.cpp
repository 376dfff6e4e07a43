// SPDX-License-Identifier: MIT
// A libmicrohttpd server whose every response carries security headers.
#include <secure_headers/adapter/libmicrohttpd.hpp>
#include <secure_headers/secure_headers.hpp>

#include <arpa/inet.h>
#include <unistd.h>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string>

namespace sh = secure_headers;

// Composed, checked and serialised while compiling; as defaults, so that a route may have headers of its own.
constexpr auto headers = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::presets::recommended_content_security_policy().add(sh::csp::Directive::script_src, {sh::csp::nonce}))
        .set(sh::CacheControl{{.no_store = true}})  // a nonce is for one response
        .as_defaults();
});

constexpr sh::SecureCookie session{"__Host-session",
                                   {.max_age = std::chrono::hours{8}, .same_site = sh::SameSite::strict}};

std::string page(const sh::Nonce& nonce) {
    return "<!doctype html>\n<title>libmicrohttpd</title>\n<p id=\"greeting\"></p>\n<script " +
           std::string{nonce.attribute()} + ">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

MHD_Response* text(std::string body, const char* type) {
    MHD_Response* const response = MHD_create_response_from_buffer(body.size(), body.data(), MHD_RESPMEM_MUST_COPY);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    return response;
}

MHD_Result answer(void*, MHD_Connection* connection, const char* url, const char* method, const char*, const char*,
                  std::size_t* body_size, void** request) {
    static char begun;  // libmicrohttpd calls before the body, too: an answer then would end the connection
    if (*request == nullptr || *body_size != 0) {
        *request = &begun;
        *body_size = 0;
        return MHD_YES;
    }
    const sh::Delivery delivery = sh::delivery_for(connection);
    const std::string route = (method == std::string{"HEAD"} ? "GET" : std::string{method}) + " " + url;
    unsigned status = MHD_HTTP_OK;
    MHD_Response* response = nullptr;
    if (route == "GET /") {
        response = text(page(*delivery.nonce), "text/html");
    } else if (route == "POST /login") {
        status = MHD_HTTP_SEE_OTHER;
        response = text("", "text/plain");
        MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, "/");
        sh::set_cookie(response, session, sh::Nonce::generate().value());  // a store of yours remembers whose it is
    } else if (route == "GET /api/time") {
        response = text("{\"time\": " + std::to_string(std::time(nullptr)) + "}", "application/json");
        sh::set_headers(response, sh::presets::api, delivery);
    } else {
        status = MHD_HTTP_NOT_FOUND;
        response = text("", "text/plain");
    }
    sh::set_headers(response, headers, delivery);  // on every response, just before it is queued
    const MHD_Result queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}

int main() {
    const char* const port = std::getenv("PORT");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<unsigned short>(port != nullptr ? std::atoi(port) : 8080));
    MHD_Daemon* const daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ERROR_LOG, 0, nullptr, nullptr,
                                                &answer, nullptr, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_END);
    if (daemon == nullptr) return 1;  // it has said why
    pause();                          // until a signal, such as Ctrl+C's, ends the program
}
