// SPDX-License-Identifier: MIT
// A server that shows what the headers are and what they stop. Each route has its policy in one table.
#include <secure_headers/adapter/cpp_httplib.hpp>
#include <secure_headers/secure_headers.hpp>

#include "page.hpp"
#include "reports.hpp"
#include "sessions.hpp"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

namespace {

// Composed, checked and serialised while compiling. A handler may have a Content-Security-Policy of its own.
constexpr auto site = sh::bake([] {
    return sh::SecureHeaders{}
        .set_default(sh::presets::recommended_content_security_policy().add(csp::Directive::script_src, {csp::nonce}))
        .set_default(sh::CacheControl{{.no_store = true}});  // a nonce is for one response
});

// The same with reports of what it keeps out: report-to for browsers that know it, report-uri for the others. Over
// plain HTTP browsers send none by report-to, so there it stays away, and all of them go by report-uri.
constexpr auto reporting = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::presets::recommended_content_security_policy()
                 .add(csp::Directive::script_src, {csp::nonce})
                 .report_uri({"/reports"})
                 .report_to("csp"))
        .set(sh::ReportingEndpoints{{"csp", "/reports"}})
        .set(sh::CacheControl{{.no_store = true}});
});

constexpr auto article =
    sh::bake([] { return sh::presets::secure_py_0_2().set(sh::Server{"Secure"}).remove("X-Powered-By"); });

// The article's cookie, and one for sessions: kept to this host, HTTPS and this site, and out of reach of scripts.
constexpr sh::SecureCookie article_cookie{{.expires_in = std::chrono::hours{1}, .same_site = sh::SameSite::strict}};
constexpr sh::SecureCookie session{demo::session_name,
                                   {.max_age = std::chrono::hours{8}, .same_site = sh::SameSite::strict}};

void protect(httplib::Server& server) {
    // Browsers obey Strict-Transport-Security over HTTPS only, and so it is sent there only. The article's server
    // stood behind a proxy that spoke HTTPS; Https::always says so of this one, to show what it sent.
    static const std::map<std::string, httplib::Server::Handler> policies{
        {"/plain", [](const httplib::Request&, httplib::Response&) {}},
        {"/secure-py", sh::headers_handler(article, sh::Https::always)},
        {"/reporting", sh::headers_handler(reporting)},
        {"/strict", sh::headers_handler(sh::presets::strict)},
        {"/api", sh::headers_handler(sh::presets::api)},
    };
    static const httplib::Server::Handler everywhere_else = sh::headers_handler(site);
    server.set_post_routing_handler([](const httplib::Request& request, httplib::Response& response) {
        const auto own = policies.find(request.path);
        (own == policies.end() ? everywhere_else : own->second)(request, response);
    });
}

/// Logs in, shows who is logged in, and logs out: the cookie goes, and with it what the browser has stored.
void set_sessions(httplib::Server& server) {
    using httplib::Request, httplib::Response;
    static demo::Sessions sessions;
    server.Post("/log-in", [](const Request&, Response& response) {
        sh::set_cookie(response, session, sessions.begin());
        response.set_redirect("/account", 303);
    });
    server.Get("/account", [](const Request& request, Response& response) {
        const bool known = sessions.has(demo::session_of(request));
        response.set_content(known ? demo::account_page : demo::log_in_page, "text/html; charset=utf-8");
    });
    server.Post("/log-out", [](const Request& request, Response& response) {
        sessions.end(demo::session_of(request));
        sh::delete_cookie(response, session);
        sh::set_headers(response, sh::presets::log_out);
        response.set_redirect("/account", 303);
    });
}

/// Collects what browsers report, and shows it as text.
void set_reports(httplib::Server& server) {
    using httplib::Request, httplib::Response;
    static demo::Reports reports;
    server.set_payload_max_length(64UL * 1024);
    server.Post("/reports", [](const Request& request, Response& response) {
        response.status = reports.add(request.body) != 0 ? 204 : 400;
    });
    server.Get("/reports", [](const Request&, Response& response) {
        response.set_content(reports.shown(), "text/plain; charset=utf-8");
    });
}

void set_routes(httplib::Server& server) {
    using httplib::Request, httplib::Response;
    const auto text = [](const char* content) {
        return [content](const Request&, Response& response) { response.set_content(content, "text/plain"); };
    };
    for (const char* route : {"/", "/strict", "/reporting"})
        server.Get(route, [](const Request&, Response& response) {
            response.set_content(demo::page(sh::nonce_of(response)), "text/html; charset=utf-8");
        });
    server.Get("/route", [](const Request&, Response& response) {
        response.set_header("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'");
        response.set_content(demo::route_page, "text/html; charset=utf-8");
    });
    server.Get("/api", [](const Request&, Response& response) {
        response.set_content("{\"message\":\"for programs, not for browsers\"}\n", "application/json");
    });
    server.Get("/plain", text("What a bare server sends.\n"));
    server.Get("/secure-py", [](const Request&, Response& response) {
        sh::set_cookie(response, article_cookie, "spam", "eggs");
        response.set_content("What the article's server sends.\n", "text/plain");
    });
    set_sessions(server);
    set_reports(server);
    server.Get("/error", [](const Request&, Response&) { throw std::runtime_error{"the database password is ..."}; });
    server.Get("/favicon.ico",  // of the pages that are text
               [](const Request&, Response& response) { response.set_redirect("/static/icon.svg", 301); });
    server.set_mount_point("/static", DEMO_STATIC_DIR);
}

/// Speaks HTTPS with the certificate and key that TLS_CERTIFICATE and TLS_KEY name, else plain HTTP.
std::unique_ptr<httplib::Server> make_server() {
    const char* const certificate = std::getenv("TLS_CERTIFICATE");
    const char* const key = std::getenv("TLS_KEY");
    if (certificate == nullptr || key == nullptr) return std::make_unique<httplib::Server>();
    return std::make_unique<httplib::SSLServer>(certificate, key);
}

/// The port that PORT names, 8080 without it; 0 is any that is free.
std::optional<std::uint16_t> wanted_port() {
    const char* const wanted = std::getenv("PORT");
    if (wanted == nullptr) return 8080;
    const char* const end = wanted + std::strlen(wanted);
    std::uint16_t port = 0;
    const auto [rest, error] = std::from_chars(wanted, end, port);
    if (error != std::errc{} || rest != end) return std::nullopt;
    return port;
}

int fail(std::string_view why) {
    std::cerr << "demo: " << why << '\n';
    return 1;
}

}  // namespace

int main() {
    const std::optional<std::uint16_t> port = wanted_port();
    if (!port) return fail("PORT is no port: it is a number from 1 to 65535, or 0 for any that is free");
    const std::unique_ptr<httplib::Server> server = make_server();
    if (!server->is_valid()) return fail("no certificate and key to be read where TLS_CERTIFICATE and TLS_KEY say");
    server->set_socket_options([](socket_t socket) {  // not SO_REUSEPORT, by which two demos would share the port
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, reinterpret_cast<const char*>(&yes), sizeof yes);
    });
    server->set_default_headers({{"Server", "demo/1.4.2"}, {"X-Powered-By", "C++20"}});  // what many servers give away
    set_routes(*server);
    protect(*server);
    errno = 0;
    const int bound = *port == 0                                 ? server->bind_to_any_port("127.0.0.1")
                      : server->bind_to_port("127.0.0.1", *port) ? *port
                                                                 : -1;
    if (bound < 0) {
        const std::string why = errno == EADDRINUSE ? "is taken" : std::string{"is refused: "} + std::strerror(errno);
        return fail("port " + std::to_string(*port) + " of 127.0.0.1 " + why + "; try PORT=8081");
    }
    const bool https = dynamic_cast<const httplib::SSLServer*>(server.get()) != nullptr;
    const std::string url = (https ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(bound);
    std::cout << "Look at " << url << "/ in a browser, or try:\n"
              << demo::commands(url) << "Ctrl-C ends the server.\n"
              << std::flush;
    return server->listen_after_bind() ? 0 : 1;
}
