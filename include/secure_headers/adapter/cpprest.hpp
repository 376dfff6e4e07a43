// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/bake.hpp>
#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/nonce.hpp>

#include <cpprest/asyncrt_utils.h>
#include <cpprest/http_listener.h>
#include <cpprest/http_msg.h>
#include <pplx/pplxtasks.h>
#include <algorithm>
#include <concepts>
#include <cstddef>
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
[[gnu::always_inline]] inline utility::string_t rest_text(std::string_view text) {
    if constexpr (std::is_same_v<utility::string_t, std::string>)
        return std::string{text};
    else
        return utility::conversions::to_string_t(std::string{text});
}

inline decltype(auto) plain_text(const utility::string_t& text) {
    if constexpr (std::is_same_v<utility::string_t, std::string>)
        return (text);
    else
        return utility::conversions::to_utf8string(text);
}

/// Whether an attribute of a cookie ends here for sure: it is one whose value has no comma, or a whole date.
inline bool ends_before_comma(std::string_view attribute) {
    const std::string_view name = trimmed(attribute.substr(0, place_of('=', attribute)));
    if (iequals(name, "Expires"))
        return attribute.size() >= 3 && iequals(attribute.substr(attribute.size() - 3), "GMT");
    for (const std::string_view known : Literals{"Secure", "HttpOnly", "SameSite", "Max-Age", "Partitioned", "Priority"})
        if (iequals(name, known)) return true;
    return false;
}

/// Where the first cookie of a line ends, before the comma by which the SDK's `headers().add` has put another behind
/// it, or the line does. In a value or a path a comma may be a part of it, so it ends none there.
inline std::size_t end_of_first_cookie(std::string_view line) {
    const std::size_t attributes = place_of(';', line);
    for (std::size_t at = line.find(", ", attributes); at != std::string_view::npos; at = line.find(", ", at + 1)) {
        const std::string_view before = line.substr(0, at);
        if (ends_before_comma(trimmed(before.substr(before.rfind(';') + 1)))) return at;
    }
    return line.size();
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
    [[gnu::always_inline]] static inline void replace(Response& response, std::string_view name, std::string_view value) {
        if constexpr (std::is_same_v<utility::string_t, std::string>)
            response.headers()[detail::rest_text(name)].assign(value);
        else
            response.headers()[detail::rest_text(name)] = detail::rest_text(value);
    }
    template <class Visit>
    static void for_each_name(Response& response, Visit&& visit) {
        for (const auto& [name, value] : response.headers()) visit(std::string_view{detail::plain_text(name)});
    }
    static void remove(Response& response, std::string_view name) {
        response.headers().remove(detail::rest_text(name));
    }

    static void append_cookie(Response& response, std::string_view, std::string_view set_cookie) {
        std::string lines = find(response, cookie_name).value_or("");
        if (!lines.empty()) lines += next_line;
        replace(response, cookie_name, lines.append(set_cookie));
    }

    template <class Visit>
    static void for_each_field(const Response& response, Visit&& visit) {
        for (const auto& [name, value] : response.headers()) {
            const std::string key = utility::conversions::to_utf8string(name);
            const std::string lines = utility::conversions::to_utf8string(value);
            if (!detail::iequals(key, cookie_name))
                visit(std::string_view{key}, std::string_view{lines});
            else
                for_each_cookie(lines, [&](std::string_view cookie) { visit(std::string_view{key}, cookie); });
        }
    }

    static unsigned status(const Response& response) { return response.status_code(); }

    /// Writes those that the SDK has joined as lines of their own, too.
    template <class Predicate>
    static std::size_t erase_cookie_if(Response& response, Predicate&& predicate) {
        const std::string lines = find(response, cookie_name).value_or("");
        std::string kept;
        std::size_t erased = 0;
        for_each_cookie(lines, [&](std::string_view set_cookie) {
            if (predicate(set_cookie))
                ++erased;
            else
                kept.append(kept.empty() ? "" : next_line).append(set_cookie);
        });
        if (kept == lines) return 0;
        kept.empty() ? remove(response, cookie_name) : replace(response, cookie_name, kept);
        return erased;
    }

private:
    template <class Visit>
    static void for_each_cookie(std::string_view lines, Visit&& visit) {
        for (std::size_t at = 0; at < lines.size();) {
            const std::size_t end = (std::min)(lines.find(next_line, at), lines.size());
            const std::string_view line = lines.substr(at, end - at);
            const std::size_t cookie = detail::end_of_first_cookie(line);
            visit(line.substr(0, cookie));
            at = cookie != line.size() ? at + cookie + 2 : end == lines.size() ? end : end + next_line.size();
        }
    }

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

/// What a handler returns, which is given the nonce, or all of the delivery, if it takes that; the request as one that
/// it may change, which reading a body does.
template <class Handler>
auto call(Handler& handler, web::http::http_request& request, const Delivery& delivery) {
    if constexpr (std::invocable<Handler&, web::http::http_request&, const Nonce&>)
        return handler(request, *delivery.nonce);
    else if constexpr (std::invocable<Handler&, web::http::http_request&, const Delivery&>)
        return handler(request, delivery);
    else
        return handler(request);
}

/// The response that a function returns, or 500 if it throws.
template <class Get>
web::http::http_response response_of(Get&& get) {
    try {
        return get();
    } catch (...) {
        return web::http::http_response{web::http::status_codes::InternalError};
    }
}

/// What every response gets.
template <class Handler, class Frozen>
struct RestHeaders {
    Handler handler;
    Frozen set;
    Https https;
    std::optional<CookieRules> cookies;
    bool tls;

    void complete(web::http::http_response& response, const Delivery& delivery) const {
        secure_headers::set_headers(response, set, delivery);
        if (cookies)
            secure_headers::harden_cookies(response, *cookies, Unmendable::drop);
        else
            ResponseAdapter<web::http::http_response>::erase_cookie_if(response, [](std::string_view) { return false; });
    }
};

/// Answers once the handler's task is done, on the thread that did it; until then it holds none.
template <class Call, class Reply>
void reply_later(web::http::http_request request, Call&& call, Reply reply) {
    using Task = pplx::task<web::http::http_response>;
    try {
        call().then([request, reply](const Task& done) mutable {
            try {
                reply(response_of([&] { return done.get(); }));
            } catch (...) {  // as the SDK does itself
                request._reply_if_not_already(web::http::status_codes::InternalError);
            }
        });
    } catch (...) {
        reply(web::http::http_response{web::http::status_codes::InternalError});
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

/// Makes what `http_listener::support` takes from a function that returns the response to a request, or a task of one,
/// and is given the nonce for its page, or the `Delivery`, if it takes it: every response carries the set, also that to
/// an exception. With `cookies` it hardens the response's cookies, too, and takes out those that cannot be mended.
template <class Handler, class Headers>
std::function<void(web::http::http_request)> headers_handler(
    const web::http::experimental::listener::http_listener& listener, Handler handler, Headers set,
    Https https = Https::from_connection, std::optional<CookieRules> cookies = {}) {
    using Given = detail::RestHeaders<Handler, decltype(detail::frozen(std::move(set)))>;
    const auto given = std::make_shared<Given>(Given{std::move(handler), detail::frozen(std::move(set)), https,
                                                     std::move(cookies), detail::speaks_https(listener)});
    return [given](web::http::http_request request) {
        const Delivery delivery = detail::delivery_for(request, given->tls, given->https);
        const auto call = [&] { return detail::call(given->handler, request, delivery); };
        const auto reply = [given, request, delivery](web::http::http_response response) {
            given->complete(response, delivery);
            request.reply(response);
        };
        if constexpr (std::convertible_to<decltype(call()), web::http::http_response>)
            reply(detail::response_of(call));
        else
            detail::reply_later(request, call, reply);
    };
}

}  // namespace secure_headers
