// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/bake.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/nonce.hpp>

#include <cpprest/asyncrt_utils.h>
#include <cpprest/http_listener.h>
#include <cpprest/http_msg.h>
#include <algorithm>
#include <concepts>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace secure_headers {

namespace detail {

// Text of cpprest is wide on Windows.
inline utility::string_t rest_text(std::string_view text) {
    if constexpr (std::is_same_v<utility::string_t, std::string>)
        return std::string{text};
    else
        return utility::conversions::to_string_t(std::string{text});
}

}  // namespace detail

/// C++ REST SDK sends one line for each name. Several cookies stand in the one value with the line ends between them,
/// which is safe since a cookie that is set by us has none in it.
template <>
struct ResponseAdapter<web::http::http_response> {
    using Response = web::http::http_response;

    static std::optional<std::string> find(Response& response, std::string_view name) {
        const auto found = response.headers().find(detail::rest_text(name));
        if (found == response.headers().end()) return std::nullopt;
        return utility::conversions::to_utf8string(found->second);
    }
    static void replace(Response& response, std::string_view name, std::string_view value) {
        response.headers()[detail::rest_text(name)] = detail::rest_text(value);
    }
    static void remove(Response& response, std::string_view name) {
        response.headers().remove(detail::rest_text(name));
    }

    static void append_cookie(Response& response, std::string_view, std::string_view set_cookie) {
        std::string lines = find(response, cookie_name).value_or("");
        if (!lines.empty()) lines += next_line;
        replace(response, cookie_name, lines.append(set_cookie));
    }

    template <class Predicate>
    static std::size_t erase_cookie_if(Response& response, Predicate&& predicate) {
        const std::string lines = find(response, cookie_name).value_or("");
        std::string kept;
        std::size_t erased = 0;
        for (std::size_t at = 0; at < lines.size();) {
            const std::size_t end = std::min(lines.find(next_line, at), lines.size());
            const std::string_view line{lines.data() + at, end - at};
            if (predicate(line))
                ++erased;
            else
                kept.append(kept.empty() ? "" : next_line).append(line);
            at = end == lines.size() ? end : end + next_line.size();
        }
        if (erased == 0) return 0;
        kept.empty() ? remove(response, cookie_name) : replace(response, cookie_name, kept);
        return erased;
    }

private:
    static constexpr std::string_view cookie_name = "Set-Cookie";
    static constexpr std::string_view next_line = "\r\nSet-Cookie: ";
};

namespace detail {

using web::http::experimental::listener::http_listener;

/// A request does not know its connection, but its listener does.
inline bool speaks_https(const http_listener& listener) { return listener.uri().scheme() == rest_text("https"); }

inline Delivery delivery_for(const web::http::http_request& request, bool tls, Https https) {
    const auto last_value = [&](std::string_view name) {
        const auto found = request.headers().find(detail::rest_text(name));
        return found == request.headers().end() ? std::string{} : utility::conversions::to_utf8string(found->second);
    };
    return {.https = is_https(https, tls, last_value), .nonce = Nonce::generate()};
}

template <class Handler>
web::http::http_response answer(const Handler& handler, const web::http::http_request& request, const Nonce& nonce) {
    try {
        if constexpr (std::invocable<const Handler&, const web::http::http_request&, const Nonce&>)
            return handler(request, nonce);
        else
            return handler(request);
    } catch (const std::exception&) {
        return web::http::http_response{web::http::status_codes::InternalError};
    }
}

}  // namespace detail

/// What delivery must know of the response to a listener's request: whether its connection or a proxy speaks HTTPS, and
/// a new nonce for the page and its header. Call it once for each request.
inline Delivery delivery_for(const web::http::http_request& request,
                             const web::http::experimental::listener::http_listener& listener,
                             Https https = Https::from_connection) {
    return detail::delivery_for(request, detail::speaks_https(listener), https);
}

/// Makes what `http_listener::support` takes from a function that returns the response to a request, and is given the
/// nonce for its page if it takes one: every response carries the set, also that to an exception. With `cookies` it
/// hardens the response's cookies, too, and takes out those that cannot be mended.
template <class Handler, class Headers>
std::function<void(web::http::http_request)> headers_handler(
    const web::http::experimental::listener::http_listener& listener, Handler handler, Headers set,
    Https https = Https::from_connection, std::optional<CookieRules> cookies = {}) {
    return [handler = std::move(handler), frozen = detail::frozen(std::move(set)), tls = detail::speaks_https(listener),
            https, cookies = std::move(cookies)](const web::http::http_request& request) {
        const Delivery delivery = detail::delivery_for(request, tls, https);
        web::http::http_response response = detail::answer(handler, request, *delivery.nonce);
        set_headers(response, HeaderView{frozen}, delivery);
        if (cookies) harden_cookies(response, *cookies, Unmendable::drop);
        request.reply(response);
    };
}

}  // namespace secure_headers
