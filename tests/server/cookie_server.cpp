// SPDX-License-Identifier: MIT
// Sets and deletes cookies over HTTPS and over plain HTTP, for clients that keep them: cookie_server KEY CERTIFICATE
#include <secure_headers/adapter/cpp_httplib.hpp>
#include <secure_headers/secure_headers.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace sh = secure_headers;
using namespace std::chrono_literals;

namespace {

constexpr sh::SecureCookie session{"__Host-session", {.max_age = 8h, .same_site = sh::SameSite::strict}};
constexpr sh::SecureCookie article{{.expires_in = 1h, .same_site = sh::SameSite::strict}};
constexpr sh::SecureCookie shared{"shared", {.domain = "example.test", .same_site = sh::SameSite::none}};
constexpr sh::SecureCookie of_app{"of_app", {.path = "/app"}};
constexpr sh::SecureCookie theme{"theme",
                                 {.secure = sh::Secure::also_over_plain_http,
                                  .http_only = sh::HttpOnly::readable_by_scripts}};

void serve(httplib::Server& server) {
    server.Get("/set", [](const httplib::Request&, httplib::Response& response) {
        sh::set_cookie(response, session, "overwritten");
        sh::set_cookie(response, session, "0123456789abcdef");
        sh::set_cookie(response, article, "spam", "eggs");
        sh::set_cookie(response, shared, sh::percent_encoded("a b;c"));
        sh::set_cookie(response, of_app, sh::base64url("\xff\xfe\xfd"));
        sh::set_cookie(response, theme, "\"dark\"");
    });
    server.Get("/delete", [](const httplib::Request&, httplib::Response& response) {
        sh::delete_cookie(response, session);
        sh::delete_cookie(response, article, "spam");
        sh::delete_cookie(response, shared);
        sh::delete_cookie(response, of_app);
        sh::delete_cookie(response, theme);
    });
    server.Get("/legacy", [](const httplib::Request&, httplib::Response& response) {
        response.set_header("Set-Cookie", "legacy=1; Path=/");
    });
    server.Get(".*", [](const httplib::Request&, httplib::Response&) {});
    sh::set_headers_on_every_response(server, sh::SecureHeaders{}, sh::Https::from_connection,
                                      sh::CookieRules{}.leave("theme"));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 1;
    httplib::SSLServer over_https{argv[2], argv[1]};
    httplib::Server over_http;
    serve(over_https);
    serve(over_http);
    const int https_port = over_https.bind_to_any_port("127.0.0.1"), http_port = over_http.bind_to_any_port("127.0.0.1");
    if (https_port <= 0 || http_port <= 0) return 1;
    std::thread https{[&] { over_https.listen_after_bind(); }};
    std::thread http{[&] { over_http.listen_after_bind(); }};
    std::printf("https %d http %d\n", https_port, http_port);
    std::fflush(stdout);
    std::thread{[] {  // whatever becomes of the test, the server ends
        std::this_thread::sleep_for(120s);
        std::_Exit(0);
    }}
        .detach();
    https.join();
    http.join();
}
