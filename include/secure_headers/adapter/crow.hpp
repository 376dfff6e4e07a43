// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/nonce.hpp>
#include <secure_headers/presets.hpp>

#include <functional>
#include <iterator>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
// Crow comes as many headers or as one, which the program may have included already.
#if !defined(CROW_ROUTE) && __has_include(<crow.h>)
#include <crow.h>
#elif !defined(CROW_ROUTE)
#include <crow_all.h>
#endif

namespace secure_headers {

namespace detail {

/// Crow keeps the values of one name in no order: of several, none is known to be the nearest proxy's.
inline std::string_view only_value(const crow::request& request, const char* name) {
    const auto [first, last] = request.headers.equal_range(name);
    if (first == last) return {};
    return std::next(first) == last ? std::string_view{first->second} : several_values;
}

}  // namespace detail

/// Delivers a set to every response of a `crow::App<CrowMiddleware, ...>`: those of handlers, also of ones that throw,
/// static files, redirects and errors of its own. Stands first, so that it sees what the other middlewares add. Until
/// `set_headers_on_every_response` says otherwise it delivers `presets::recommended` as over plain HTTP, without the
/// hold on the app that it takes to leave out the Server that Crow itself writes last: `app.server_name("")` does.
class CrowMiddleware {
public:
    /// What Crow keeps for each request: `app.get_context<CrowMiddleware>(request)`.
    class context {
    public:
        /// The nonce of the response, for its page: made when first asked for, and the one that its header carries.
        const Nonce& nonce() {
            if (!nonce_) nonce_ = Nonce::generate();
            return *nonce_;
        }

    private:
        friend CrowMiddleware;
        std::optional<Nonce> nonce_{};
    };

    CrowMiddleware() = default;

    /// Delivers `set`; `is_https` tells whether a request came over HTTPS. With `cookies` it hardens the response's
    /// cookies, too, and takes out those that cannot be mended.
    template <class Headers>
    CrowMiddleware(Headers set, std::function<bool(const crow::request&)> is_https,
                   std::optional<CookieRules> cookies = {})
        : headers_{[frozen = detail::frozen(std::move(set))]() -> HeaderView { return frozen; }},
          is_https_{std::move(is_https)},
          cookies_{std::move(cookies)} {}

    /// What the middleware delivers with, for a set of the handler's own.
    Delivery delivery(const crow::request& request, context& of_request) const {
        return {.https = is_https_(request), .nonce = of_request.nonce()};
    }

    void before_handle(crow::request&, crow::response&, context&) const {}

    /// Takes the nonce out of the context, which Crow hands to the next request of the connection if that has no route.
    void after_handle(crow::request& request, crow::response& response, context& of_request) const {
        const HeaderView headers = headers_();
        Delivery delivery{.https = is_https_(request), .nonce = std::exchange(of_request.nonce_, std::nullopt)};
        if (headers.needs_nonce() && !delivery.nonce) delivery.nonce = Nonce::generate();
        secure_headers::set_headers(response, headers, delivery);
        if (cookies_) secure_headers::harden_cookies(response, *cookies_, Unmendable::drop);
    }

private:
    std::function<HeaderView()> headers_ = [] { return HeaderView{presets::recommended}; };
    std::function<bool(const crow::request&)> is_https_ = [](const crow::request&) { return false; };
    std::optional<CookieRules> cookies_{};
};

namespace detail {

template <class First = void, class...>
constexpr bool stands_first = std::is_same_v<First, CrowMiddleware>;

template <class... Middlewares>
void check_first(const crow::Crow<Middlewares...>&) {
    static_assert(stands_first<Middlewares...>,
                  "secure_headers: CrowMiddleware stands first: crow::App<CrowMiddleware, ...>");
}

}  // namespace detail

/// What the hook delivers with, for a set of the handler's own: whether the response travels over HTTPS, and its nonce.
template <class... Middlewares>
Delivery delivery_for(const crow::request& request, crow::Crow<Middlewares...>& app) {
    detail::check_first(app);
    return app.template get_middleware<CrowMiddleware>().delivery(request,
                                                                  app.template get_context<CrowMiddleware>(request));
}

/// Delivers `set` to every response of the app; one that removes Server takes Crow's own away, too. With `cookies` it
/// hardens their cookies.
template <class Headers, class... Middlewares>
void set_headers_on_every_response(crow::Crow<Middlewares...>& app, Headers set, Https https = Https::from_connection,
                                   std::optional<CookieRules> cookies = {}) {
    detail::check_first(app);
    auto frozen = detail::frozen(std::move(set));
    const std::optional<HeaderField> server = HeaderView{frozen}.find("Server");
    if (server && server->mode == Mode::remove) app.server_name("");
    app.template get_middleware<CrowMiddleware>() =
        CrowMiddleware{std::move(frozen),
                       [&app, https](const crow::request& request) {
                           return detail::is_https(https, app.ssl_used(),
                                                   [&](const char* name) { return detail::only_value(request, name); });
                       },
                       std::move(cookies)};
}

}  // namespace secure_headers
