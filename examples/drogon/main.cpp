// SPDX-License-Identifier: MIT
// A Drogon application whose every response carries security headers.
#include <secure_headers/adapter/drogon.hpp>
#include <secure_headers/secure_headers.hpp>

#include <drogon/drogon.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

// Composed, checked and serialised while compiling; as defaults, so that a route may have headers of its own.
constexpr auto headers = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::presets::recommended_content_security_policy().add(csp::Directive::script_src, {csp::nonce}))
        .set(sh::CacheControl{{.no_store = true}})  // a nonce is for one response
        .as_defaults();
});

constexpr sh::SecureCookie session{"__Host-session",
                                   {.max_age = std::chrono::hours{8}, .same_site = sh::SameSite::strict}};

// 144 random bits; a session store of yours remembers whose they are.
std::string new_session() { return std::string{sh::Nonce::generate().value()}; }

using drogon::HttpRequestPtr;
using drogon::HttpResponse;
using Callback = std::function<void(const drogon::HttpResponsePtr&)>;

// A view, as drogon_ctl makes it of a .csp file.
struct Page : drogon::DrTemplate<Page> {
    std::string genText(const drogon::DrTemplateData& data) override;
};
std::string Page::genText(const drogon::DrTemplateData& data) {
    return "<!doctype html>\n<title>Drogon</title>\n<p id=\"greeting\"></p>\n<script nonce=\"" +
           data.get<std::string>("nonce") + "\">document.getElementById(\"greeting\").textContent = \"Hello\"</script>\n";
}

class Site : public drogon::HttpController<Site> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Site::root, "/", drogon::Get);
    ADD_METHOD_TO(Site::login, "/login", drogon::Post);
    ADD_METHOD_TO(Site::time, "/api/time", drogon::Get);
    METHOD_LIST_END

    void root(const HttpRequestPtr& request, Callback&& callback) {
        drogon::HttpViewData data;
        data.insert("nonce", std::string{sh::nonce_of(request).value()});
        callback(HttpResponse::newHttpViewResponse("Page", data));
    }

    void login(const HttpRequestPtr&, Callback&& callback) {
        auto response = HttpResponse::newRedirectionResponse("/", drogon::k303SeeOther);
        sh::set_cookie(response, session, new_session());
        callback(response);
    }

    void time(const HttpRequestPtr& request, Callback&& callback) {
        Json::Value body;
        body["time"] = Json::Int64{std::time(nullptr)};
        auto response = HttpResponse::newHttpJsonResponse(body);
        sh::set_headers(response, sh::presets::api, sh::delivery_for(request));
        callback(response);
    }
};

int main() {
    auto& app = drogon::app();
    sh::set_headers_on_every_response(app, headers);  // behind a proxy: (app, headers, sh::Https::from_trusted_proxy)
    const char* const port = std::getenv("PORT");
    app.addListener("127.0.0.1", static_cast<std::uint16_t>(port != nullptr ? std::atoi(port) : 8080)).run();
}
