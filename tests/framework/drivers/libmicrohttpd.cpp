// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/libmicrohttpd.hpp>

#include "framework/driver.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace sh = secure_headers;

namespace {

driver::Options options;

MHD_Response* text(const std::string& body) {
    return MHD_create_response_from_buffer(body.size(), const_cast<char*>(body.data()), MHD_RESPMEM_MUST_COPY);
}

MHD_Response* file(const std::string& path) {
    struct stat status {};
    const int opened = open(path.c_str(), O_RDONLY);
    fstat(opened, &status);
    return MHD_create_response_from_fd(static_cast<std::size_t>(status.st_size), opened);
}

void set_fields(MHD_Response* response) {
    for (const auto& [name, value] : site::fields) MHD_add_response_header(response, name, value);
    MHD_add_response_header(response, "Set-Cookie", "one=1; Path=/");
    MHD_add_response_header(response, "Set-Cookie", "two=2; Path=/");
}

std::pair<unsigned, MHD_Response*> handle(std::string_view url, std::string_view method, const sh::Delivery& delivery) {
    if (method != "GET" && method != "HEAD") return {method == "OPTIONS" ? 200U : 405U, text("")};
    if (url == "/page") return {200, text(site::page(delivery.nonce->value()))};
    if (url == "/files/style.css") return {200, file(options.files + "/style.css")};
    if (url == "/throw") return {500, text("")};  // C has no exceptions
    MHD_Response* const response = text("");
    if (url == "/away") return MHD_add_response_header(response, "Location", "/page"), std::pair{302U, response};
    if (url == "/modes" || url == "/twice") set_fields(response);
    if (url == "/twice") sh::set_headers(response, site::headers, delivery);
    if (url == "/route") sh::set_headers(response, site::route, delivery);
    if (url == "/cookies") {
        MHD_add_response_header(response, "Set-Cookie", "own=1; Path=/");
        site::set_cookies(response);
    }
    const bool known = url == "/returned" || url == "/modes" || url == "/twice" || url == "/route" || url == "/cookies";
    return {known ? 200U : 404U, response};
}

/// All requests come by here.
MHD_Result answer(void*, MHD_Connection* connection, const char* url, const char* method, const char*, const char*,
                  std::size_t* body_size, void** request) {
    static char begun;  // libmicrohttpd calls before the body, too: an answer then would end the connection
    if (*request == nullptr || *body_size != 0) return *body_size = 0, *request = &begun, MHD_YES;
    const sh::Delivery delivery = sh::delivery_for(connection, options.https);
    const auto [status, response] = handle(url, method, delivery);
    sh::set_headers(response, options.set, delivery);
    sh::harden_cookies(response, site::rules, sh::Unmendable::drop);
    const MHD_Result queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}

std::string content(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

int main(int argc, char** argv) {
    options = driver::options(argc, argv);
    const std::string key = content(options.key), certificate = content(options.certificate);
    const unsigned mode = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    MHD_Daemon* const daemon =
        options.tls() ? MHD_start_daemon(mode | MHD_USE_TLS, 0, nullptr, nullptr, &answer, nullptr,
                                         MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_HTTPS_MEM_KEY, key.c_str(),
                                         MHD_OPTION_HTTPS_MEM_CERT, certificate.c_str(), MHD_OPTION_END)
                      : MHD_start_daemon(mode, 0, nullptr, nullptr, &answer, nullptr, MHD_OPTION_SOCK_ADDR, &address,
                                         MHD_OPTION_END);
    driver::ready(MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port, {{"malformed", "400, bare"},
                                                                                 {"garbage", "closed"},
                                                                                 {"version", "505, bare"},
                                                                                 {"no Host", "200, ours"},
                                                                                 {"long target", "414, bare"},
                                                                                 {"long header", "431, bare"},
                                                                                 {"coding", "closed"},
                                                                                 {"length", "400, bare"},
                                                                                 {"too long", "closed"},
                                                                                 {"chunk", "400, bare"}});
    std::this_thread::sleep_for(std::chrono::hours{1});
}
