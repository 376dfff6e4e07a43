// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/nonce.hpp>

#include <drogon/Cookie.h>
#include <drogon/HttpAppFramework.h>
#include <drogon/HttpRequest.h>
#include <drogon/HttpResponse.h>

#include <any>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace secure_headers {

/// Drogon keeps one value for each name, Content-Type apart from the others, and cookies apart from both.
template <>
struct ResponseAdapter<drogon::HttpResponse> {
    static std::optional<std::string> find(drogon::HttpResponse& response, std::string_view name) {
        if (is_content_type(name)) {
            std::string type = response.contentTypeString();
            return type.empty() ? std::nullopt : std::optional{std::move(type)};
        }
        for (const auto& [key, value] : response.headers())  // few: cheaper than a key in lower case, and its hash
            if (detail::iequals(key, name)) return value;
        return std::nullopt;
    }

    [[gnu::always_inline]] static inline void replace(drogon::HttpResponse& response, std::string_view name,
                                                      std::string_view value) {
        if (is_content_type(name))
            response.setContentTypeString(value);  // addHeader would send a second one
        else
            response.addHeader(std::string{name}, std::string{value});
    }

    /// Content-Type, which is not among the others, may always be there.
    template <class Visit>
    static void for_each_name(drogon::HttpResponse& response, Visit&& visit) {
        visit(std::string_view{"Content-Type"});
        for (const auto& [name, value] : response.headers()) visit(std::string_view{name});
    }

    static void remove(drogon::HttpResponse& response, std::string_view name) {
        if (is_content_type(name)) response.setContentTypeCode(drogon::CT_NONE);
        for (const auto& [key, value] : response.headers())
            if (detail::iequals(key, name)) return response.removeHeader(key);
    }

    static void append_cookie(drogon::HttpResponse& response, std::string_view name, std::string_view set_cookie) {
        drogon::Cookie cookie{std::string{name}, std::string{set_cookie.substr(name.size() + 1)}};
        cookie.setHttpOnly(false);  // the attributes are in the value, and no more are wanted
        response.addCookie(std::move(cookie));
    }

    template <class Visit>
    static void for_each_field(const drogon::HttpResponse& response, Visit&& visit) {
        for (const auto& [name, value] : response.headers()) visit(std::string_view{name}, std::string_view{value});
        for (const auto& [key, cookie] : response.cookies())
            visit(std::string_view{"Set-Cookie"}, std::string_view{set_cookie_of(cookie)});
        if (const std::string type = response.contentTypeString(); !type.empty())
            visit(std::string_view{"Content-Type"}, std::string_view{type});
    }

    static unsigned status(const drogon::HttpResponse& response) { return response.statusCode(); }

    template <class Predicate>
    static std::size_t erase_cookie_if(drogon::HttpResponse& response, Predicate&& predicate) {
        std::vector<std::string> keys;
        for (const auto& [key, cookie] : response.cookies())
            if (predicate(std::string_view{set_cookie_of(cookie)})) keys.push_back(key);
        for (const std::string& key : keys) response.removeCookie(key);
        const auto field = response.headers().find("set-cookie");
        if (field == response.headers().end() || !predicate(std::string_view{field->second})) return keys.size();
        response.removeHeader("set-cookie");
        return keys.size() + 1;
    }

private:
    /// Without the name and the line's end, which Drogon writes with it.
    static std::string set_cookie_of(const drogon::Cookie& cookie) {
        constexpr std::size_t before = std::string_view{"Set-Cookie: "}.size();
        const std::string line = cookie.cookieString();
        return line.substr(before, line.size() - before - 2);
    }

    static bool is_content_type(std::string_view name) { return detail::iequals(name, "Content-Type"); }
};

namespace detail {

inline bool is_https(const drogon::HttpRequestPtr& request, Https https) {
    return is_https(https, request->isOnSecureConnection(),
                    [&](const char* name) -> std::string_view { return request->getHeader(name); });
}

}  // namespace detail

/// The nonce of a request's response, for its page: made when first asked for, kept in the request's attributes, and
/// the one that the header carries.
inline const Nonce& nonce_of(const drogon::HttpRequestPtr& request) {
    std::any& kept = (*request->attributes())["secure_headers.nonce"];
    if (const Nonce* const nonce = std::any_cast<Nonce>(&kept)) return *nonce;
    return kept.emplace<Nonce>(Nonce::generate());
}

/// What the hook delivers with, for a set of the handler's own: whether the response travels over HTTPS, by the same
/// `https` as the hook's, and its nonce.
inline Delivery delivery_for(const drogon::HttpRequestPtr& request, Https https = Https::from_connection) {
    return {.https = detail::is_https(request, https), .nonce = secure_headers::nonce_of(request)};
}

/// Delivers `set` to every response of the application: those of handlers, also of ones that throw a `std::exception`,
/// static files, redirects and errors of its own. With `cookies` it hardens their cookies, too. Where the set varies by
/// the request, Drogon keeps no response for the next one. Call it after the application's own advices and before it
/// runs.
template <class Headers>
void set_headers_on_every_response(drogon::HttpAppFramework& app, Headers set, Https https = Https::from_connection,
                                   std::optional<CookieRules> cookies = {}) {
    auto frozen = detail::frozen(std::move(set));
    const HeaderView view = frozen;
    const std::optional<HeaderField> server = view.find("Server");
    const bool replaces_server = server && server->mode != Mode::add;  // ours, if any, is sent beside Drogon's
    // A response that Drogon keeps is one object for several requests, also for ones that are answered at once.
    const bool varies = view.needs_nonce() || (view.has_https_only() && https != Https::always);
    app.registerBeginningAdvice([&app, replaces_server, varies] {  // else a configuration that is loaded later has its way
        if (replaces_server) app.enableServerHeader(false);
        if (varies) app.setStaticFilesCacheTime(-1);
    });
    if (server || varies) {
        // Without, Drogon's page for 404 is such an object, and names the version.
        auto handler = app.getCustomErrorHandler();
        app.setCustomErrorHandler(std::move(handler));
    }
    if (varies) {
        const auto keep_none = [](const drogon::HttpRequestPtr&, const drogon::HttpResponsePtr& response) {
            if (response->expiredTime() >= 0) response->setExpiredTime(-1);
        };
        app.registerPostHandlingAdvice(keep_none);  // for a new session, or HTTP/1.0, a copy is sent
        app.registerPreSendingAdvice(keep_none);
    }
    app.registerPreSendingAdvice(
        [frozen = std::move(frozen), https, cookies = std::move(cookies)](const drogon::HttpRequestPtr& request,
                                                                          const drogon::HttpResponsePtr& response) {
            Delivery delivery{.https = detail::is_https(request, https)};
            if (HeaderView{frozen}.needs_nonce()) delivery.nonce = secure_headers::nonce_of(request);
            secure_headers::set_headers(*response, frozen, delivery);
            if (cookies) secure_headers::harden_cookies(*response, *cookies, Unmendable::drop);
        });
}

}  // namespace secure_headers
