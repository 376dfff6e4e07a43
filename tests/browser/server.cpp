// SPDX-License-Identifier: MIT
// Serves pages with one policy each, and what they load, to real browsers: over HTTPS with the certificate and key that
// are its arguments, and over plain HTTP. It remembers what was asked for, and ends when its input does.
#include <secure_headers/adapter/cpp_httplib.hpp>
#include <secure_headers/secure_headers.hpp>

#include <chrono>
#include <iostream>
#include <limits>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

namespace {

using httplib::Request, httplib::Response;

struct Page {
    sh::FrozenHeaders headers;
    std::string body{};
};

template <class... Policies>
Page page(std::string body, const Policies&... policies) {
    auto headers = sh::SecureHeaders::empty();
    (headers.set(policies), ...);
    return {sh::FrozenHeaders{headers}, std::move(body)};
}

const char* const inline_scripts =
    "<script>window.plain = true</script><script {nonce}>window.nonced = true</script>"
    "<script>window.hashed = true</script>";

sh::ContentSecurityPolicy only(csp::Directive directive, const csp::Sources& sources) {
    return sh::ContentSecurityPolicy{}.replace(directive, sources);
}

std::map<std::string, Page> content_security_policies(const std::string& site, const std::string& other) {
    const csp::Source others{sh::runtime{other}};
    std::map<std::string, Page> pages{
        {"none", page(inline_scripts)},
        {"script-self", page(inline_scripts, sh::ContentSecurityPolicy{}.script_src({csp::self}))},
        {"script-nonce", page(inline_scripts, sh::ContentSecurityPolicy{}.script_src({csp::nonce}))},
        {"script-hash",
         page(inline_scripts, sh::ContentSecurityPolicy{}.script_src({csp::sha256("window.hashed = true")}))},
        {"script-eval", page("", sh::ContentSecurityPolicy{}.script_src({csp::self, csp::unsafe_eval}))},
        {"script-strict-dynamic", page("<script {nonce} src=\"/loader.js\"></script><script src=\"/parsed.js\"></script>",
                                       sh::ContentSecurityPolicy{}.script_src({csp::nonce, csp::strict_dynamic}))},
        {"sandbox", page("<script>window.plain = true</script>", sh::ContentSecurityPolicy{}.sandbox())},
        {"sandbox-scripts", page("<script>window.plain = true</script>",
                                 sh::ContentSecurityPolicy{}.sandbox({csp::Sandbox::allow_scripts}))},
        {"upgrade", page("", sh::ContentSecurityPolicy{}.upgrade_insecure_requests())},
        {"trusted-types",
         page("",
              sh::ContentSecurityPolicy{}.require_trusted_types_for(csp::TrustedTypesSink::script).trusted_types({"demo"}))},
        {"report-only", page(inline_scripts, sh::ContentSecurityPolicyReportOnly{}.script_src({csp::self}))},
        {"reporting", page(inline_scripts, sh::ContentSecurityPolicy{}.script_src({csp::self}).report_to("csp"),
                           sh::ReportingEndpoints{{"csp", sh::runtime{site + "/reports?k=reporting"}}})},
    };
    for (const auto& [name, directive] : std::map<std::string, csp::Directive>{{"script", csp::Directive::script_src},
                                                                               {"img", csp::Directive::img_src},
                                                                               {"style", csp::Directive::style_src},
                                                                               {"font", csp::Directive::font_src},
                                                                               {"frame", csp::Directive::frame_src},
                                                                               {"connect", csp::Directive::connect_src},
                                                                               {"media", csp::Directive::media_src},
                                                                               {"object", csp::Directive::object_src},
                                                                               {"worker", csp::Directive::worker_src},
                                                                               {"manifest", csp::Directive::manifest_src},
                                                                               {"form", csp::Directive::form_action},
                                                                               {"base", csp::Directive::base_uri}}) {
        pages.emplace(name + "-self", page("", only(directive, {csp::self})));
        pages.emplace(name + "-other", page("", only(directive, {csp::self, others})));
    }
    pages.emplace("default-none", page("", sh::ContentSecurityPolicy{}.default_src({csp::none})));
    pages.emplace("default-other", page("", sh::ContentSecurityPolicy{}.default_src({csp::self, others})));
    pages.emplace("ancestors-none", page("framed", only(csp::Directive::frame_ancestors, {csp::none})));
    pages.emplace("ancestors-other", page("framed", only(csp::Directive::frame_ancestors, {others})));
    return pages;
}

std::map<std::string, Page> other_policies() {
    using Referrer = sh::ReferrerPolicy;
    std::map<std::string, Page> pages{
        {"frame-deny", page("framed", sh::XFrameOptions::deny)},
        {"frame-sameorigin", page("framed", sh::XFrameOptions::same_origin)},
        {"opener-same-origin", page("", sh::CrossOriginOpenerPolicy::same_origin)},
        {"opener-unsafe-none", page("", sh::CrossOriginOpenerPolicy::unsafe_none)},
        {"isolated", page("", sh::CrossOriginOpenerPolicy::same_origin, sh::CrossOriginEmbedderPolicy::require_corp)},
        {"location-denied", page("", sh::PermissionsPolicy{}.deny(sh::Feature::geolocation))},
        {"location-allowed", page("", sh::PermissionsPolicy{}.allow(sh::Feature::geolocation, {sh::Allow::self}))},
        {"agent-cluster", page("", sh::OriginAgentCluster::enabled)},
        {"no-agent-cluster", page("", sh::OriginAgentCluster::disabled)},
        {"hsts",
         page("", sh::StrictTransportSecurity{{.max_age = std::chrono::seconds{600}, .include_subdomains = false}})},
        {"clear", page("", sh::ClearSiteData{{sh::ClearSiteData::cookies, sh::ClearSiteData::storage}})},
        {"integrity", page("", sh::IntegrityPolicy{sh::IntegrityPolicy::Destination::script})},
    };
    for (const auto& [name, policy] :
         std::map<std::string, Referrer>{{"no-referrer", Referrer::no_referrer},
                                         {"no-referrer-when-downgrade", Referrer::no_referrer_when_downgrade},
                                         {"same-origin", Referrer::same_origin},
                                         {"origin", Referrer::origin},
                                         {"strict-origin", Referrer::strict_origin},
                                         {"origin-when-cross-origin", Referrer::origin_when_cross_origin},
                                         {"strict-origin-when-cross-origin", Referrer::strict_origin_when_cross_origin},
                                         {"unsafe-url", Referrer::unsafe_url}})
        pages.emplace("referrer-" + name, page("", policy));
    return pages;
}

const std::map<std::string, sh::SecureCookie> cookies{
    {"plain-defaults", sh::SecureCookie{"defaults"}},
    {"host", sh::SecureCookie{"__Host-session", {.max_age = std::chrono::hours{1}, .same_site = sh::SameSite::strict}}},
    {"strict", sh::SecureCookie{"strict", {.same_site = sh::SameSite::strict}}},
    {"lax", sh::SecureCookie{"lax", {.same_site = sh::SameSite::lax}}},
    {"same-site-none", sh::SecureCookie{"none", {.same_site = sh::SameSite::none}}},
    {"readable", sh::SecureCookie{"readable", {.http_only = sh::HttpOnly::readable_by_scripts}}},
    {"over-http", sh::SecureCookie{"over-http", {.secure = sh::Secure::also_over_plain_http}}},
    {"path", sh::SecureCookie{"path", {.path = "/echo/deep"}}},
    {"wide", sh::SecureCookie{"wide", {.domain = "site.test"}}},
    {"brief", sh::SecureCookie{"brief", {.max_age = std::chrono::seconds{1}}}},
    {"expires-in", sh::SecureCookie{"expires-in", {.expires_in = std::chrono::hours{1}}}},
    {"partitioned", sh::SecureCookie{"__Host-partitioned", {.same_site = sh::SameSite::none, .partitioned = true}}},
};

/// What was asked for, by the key in the query.
class Hits {
public:
    void add(const Request& request) {
        const std::lock_guard lock{mutex_};
        hits_[request.get_param_value("k")].push_back({{"scheme", request.ssl != nullptr ? "https" : "http"},
                                                       {"referer", request.get_header_value("Referer")},
                                                       {"cookie", request.get_header_value("Cookie")},
                                                       {"body", request.body}});
    }
    std::string of(const std::string& key) const {
        const std::lock_guard lock{mutex_};
        const auto found = hits_.find(key);
        return found == hits_.end() ? "[]" : found->second.dump();
    }

private:
    mutable std::mutex mutex_{};
    std::map<std::string, nlohmann::json> hits_{};
};

struct Content {
    const char* type;
    std::string body;
};

const std::map<std::string, Content>& contents() {
    static const std::map<std::string, Content> all{
        {"/script.js", {"text/javascript", "self.ran = true"}},
        {"/parsed.js", {"text/javascript", "self.parsed = true"}},
        {"/eval.js", {"text/javascript", "try { eval('self.evaluated = true') } catch { self.evaluated = false }"}},
        {"/loader.js",
         {"text/javascript", "const s = document.createElement('script'); s.src = '/script.js'; document.body.append(s)"}},
        {"/style.css", {"text/css", "body { color: rgb(1, 2, 3) }"}},
        {"/image.svg", {"image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"}},
        {"/font.woff2", {"font/woff2", "no font"}},
        {"/media.wav", {"audio/wav", "no sound"}},
        {"/object.html", {"text/html", "an object"}},
        {"/frame.html", {"text/html", "a frame"}},
        {"/manifest.json", {"application/manifest+json", "{}"}},
        {"/data", {"text/plain", "data"}},
    };
    return all;
}

void set_resources(httplib::Server& server, Hits& hits) {
    for (const auto& [path, content] : contents())
        server.Get(path, [&hits, &content = content](const Request& request, Response& response) {
            hits.add(request);
            response.set_content(content.body, content.type);
            const std::string corp = request.get_param_value("corp");
            if (corp == "same-origin")
                sh::set_headers(response, sh::SecureHeaders::empty().set(sh::CrossOriginResourcePolicy::same_origin));
            if (corp == "cross-origin")
                sh::set_headers(response, sh::SecureHeaders::empty().set(sh::CrossOriginResourcePolicy::cross_origin));
            if (request.has_param("cors")) response.set_header("Access-Control-Allow-Origin", "*");
            if (request.has_param("tao"))
                sh::set_headers(response, sh::SecureHeaders::empty().set(sh::TimingAllowOrigin::any()));
        });
    server.Get("/text.js", [](const Request& request, Response& response) {
        response.set_content("self.ran = true", "text/plain");
        if (request.has_param("nosniff"))
            sh::set_headers(response, sh::SecureHeaders::empty().set(sh::XContentTypeOptions::nosniff));
    });
    const auto log = [&hits](const Request& request, Response& response) {
        hits.add(request);
        response.set_header("Access-Control-Allow-Origin", "*");
        response.set_header("Access-Control-Allow-Headers", "content-type");
    };
    server.Post("/reports", log);
    server.Options("/reports", log);
    server.Post("/form", log);
    server.Get("/hits", [&hits](const Request& request, Response& response) {
        response.set_content(hits.of(request.get_param_value("k")), "application/json");
    });
    server.Get("/echo(/.*)?", [&hits](const Request& request, Response& response) {
        hits.add(request);
        response.set_content("<!doctype html><title>echo</title>" + request.get_header_value("Cookie"), "text/html");
    });
}

void set_pages(httplib::Server& server, const std::map<std::string, Page>& pages) {
    server.Get("/page/(.*)", [&pages](const Request& request, Response& response) {
        const Page& page = pages.at(request.matches[1]);
        const sh::Nonce nonce = sh::Nonce::generate();
        std::string body = page.body;
        for (std::size_t at; (at = body.find("{nonce}")) != std::string::npos;)
            body.replace(at, 7, std::string{nonce.attribute()});
        response.set_content("<!doctype html><meta charset=\"utf-8\"><title>page</title><body>" + body, "text/html");
        sh::set_headers(response, page.headers, {.https = request.ssl != nullptr, .nonce = nonce});
    });
    server.Get("/set/(.*)", [](const Request& request, Response& response) {
        sh::set_cookie(response, cookies.at(request.matches[1]), "value");
        response.set_content("set", "text/plain");
    });
    server.Get("/delete/(.*)", [](const Request& request, Response& response) {
        sh::delete_cookie(response, cookies.at(request.matches[1]));
        response.set_content("deleted", "text/plain");
    });
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 5) {
        std::cerr << "usage: browser_server CERTIFICATE KEY HOST OTHER_HOST\n";
        return 2;
    }
    httplib::SSLServer https{arguments[1], arguments[2]};
    httplib::Server http;
    if (!https.is_valid()) return 1;
    const int secure_port = https.bind_to_any_port("127.0.0.1"), plain_port = http.bind_to_any_port("127.0.0.1");
    const std::string port = ":" + std::to_string(secure_port);
    Hits hits;
    auto pages = content_security_policies("https://" + std::string{arguments[3]} + port,
                                           "https://" + std::string{arguments[4]} + port);
    pages.merge(other_policies());
    for (httplib::Server* const server : {static_cast<httplib::Server*>(&https), &http}) {
        set_resources(*server, hits);
        set_pages(*server, pages);
    }
    std::thread secure{[&] { https.listen_after_bind(); }}, plain{[&] { http.listen_after_bind(); }};
    std::cout << secure_port << ' ' << plain_port << std::endl;
    std::cin.ignore(std::numeric_limits<std::streamsize>::max());
    https.stop();
    http.stop();
    secure.join();
    plain.join();
}
