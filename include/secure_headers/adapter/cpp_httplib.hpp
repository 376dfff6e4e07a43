// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/nonce.hpp>

#include <httplib.h>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace detail {

/// The nonce of the response that a thread is making: cpp-httplib makes a response on one thread from first to last.
struct ResponseNonce {
    const httplib::Response* response = nullptr;
    std::optional<Nonce> nonce{};
};
inline thread_local ResponseNonce response_nonce;

inline bool is_https(const httplib::Request& request, Https https) {
    if (https == Https::always) return true;
    if (https == Https::from_trusted_proxy) {
        std::string_view proto, forwarded;  // the last of several: the nearest proxy's
        for (const auto& [name, value] : request.headers) {
            if (iequals(name, "X-Forwarded-Proto")) proto = value;
            if (iequals(name, "Forwarded")) forwarded = value;
        }
        return proxy_says_https(proto, forwarded);
    }
#if defined(CPPHTTPLIB_OPENSSL_SUPPORT)
    return request.ssl != nullptr;
#else
    return false;
#endif
}

}  // namespace detail

/// The nonce of a response, for its page: made when first asked for, and the one that its header carries.
inline const Nonce& nonce_of(const httplib::Response& response) {
    detail::ResponseNonce& current = detail::response_nonce;
    if (current.response != &response || !current.nonce) current = {&response, Nonce::generate()};
    return *current.nonce;
}

/// Makes a handler that delivers `set` to a response, for a server that has a post-routing handler of its own. With
/// `cookies` it hardens the response's cookies, too, and takes out those that cannot be mended.
template <class Headers>
httplib::Server::Handler headers_handler(Headers set, Https https = Https::from_connection,
                                         std::optional<CookieRules> cookies = {}) {
    return [frozen = detail::frozen(std::move(set)), https,
            cookies = std::move(cookies)](const httplib::Request& request, httplib::Response& response) {
        const HeaderView view = frozen;
        Delivery delivery{.https = detail::is_https(request, https)};
        if (view.needs_nonce()) delivery.nonce = nonce_of(response);
        detail::response_nonce = {};
        response.headers.erase("EXCEPTION_WHAT");  // before 0.12 the text of an exception went out to the client
        set_headers(response, view, delivery);
        if (cookies) harden_cookies(response, *cookies, Unmendable::drop);
    };
}

/// Delivers `set` to every response of the server: those of handlers, also of ones that throw, static files,
/// redirects and errors of its own. With `cookies` it hardens their cookies, too.
template <class Headers>
void set_headers_on_every_response(httplib::Server& server, Headers set, Https https = Https::from_connection,
                                   std::optional<CookieRules> cookies = {}) {
    server.set_post_routing_handler(headers_handler(std::move(set), https, std::move(cookies)));
}

}  // namespace secure_headers
