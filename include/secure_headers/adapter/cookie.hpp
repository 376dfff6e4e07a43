// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie_lines.hpp>
#include <secure_headers/adapter/response_adapter.hpp>
#include <secure_headers/cookie.hpp>
#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/cookie/line.hpp>
#include <secure_headers/delivery.hpp>
#include <secure_headers/header_policy.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace secure_headers {

namespace detail {

/// Has cookies apart from its other fields. Without `erase_cookie_if`, its `append_cookie` itself replaces a cookie of
/// that name.
template <class T>
concept CookieAdapter = requires(T& response, std::string_view text) {
    ResponseAdapter<T>::append_cookie(response, text, text);
};

template <class T>
concept CookieErasingAdapter = requires(T& response) {
    { ResponseAdapter<T>::erase_cookie_if(response, AnyValue{}) } -> std::convertible_to<std::size_t>;
};

template <class T>
concept TakesCookies = CookieAdapter<T> || MultiAdapter<T> || FieldFunction<T> ||(ByteBuffer<T> && !Adapted<T>);

/// Shows the cookies that it has.
template <class T>
concept ShowsCookies = CookieErasingAdapter<T> || MultiAdapter<T> ||(ByteBuffer<T> && !Adapted<T>);

/// Erases the Set-Cookie fields whose values the predicate is true for.
template <class Response, class Predicate>
std::size_t erase_cookie_if(Response& response, Predicate&& predicate) {
    if constexpr (CookieErasingAdapter<Response>)
        return ResponseAdapter<Response>::erase_cookie_if(response, predicate);
    else if constexpr (MultiAdapter<Response>)
        return ResponseAdapter<Response>::erase_if(response, "Set-Cookie", predicate);
    else
        return detail::erase_cookie_lines(response, predicate);
}

template <class Response>
void append_cookie(Response& response, std::string_view name, std::string_view set_cookie) {
    if constexpr (CookieAdapter<Response>)
        ResponseAdapter<Response>::append_cookie(response, name, set_cookie);
    else if constexpr (ByteBuffer<Response> && !Adapted<Response>)
        detail::append_cookie_line(response, set_cookie);
    else
        ResponseAdapter<Response>::append(response, "Set-Cookie", set_cookie);
}

/// True for the values of cookies of that name.
inline auto is_cookie_of(std::string_view name) {
    return [name](std::string_view set_cookie) { return cookie_name(set_cookie) == name; };
}

/// Takes a copy of the line, so that that of a buffer's first one stays in registers.
template <class Buffer>
[[gnu::noinline]] void deliver_cookie_beside(Buffer& buffer, CookieLine line) {
    if (detail::holds(buffer, line.name()) || detail::holds(buffer, line.value_source())) {
        const std::string written = line.text();
        detail::append_cookie_line(buffer, std::string_view{written});
        const std::string_view name = std::string_view{written}.substr(0, line.name().size());
        detail::erase_cookie_lines(buffer, is_cookie_of(name), set_cookie_begin.size() + written.size() + 2);
        return;
    }
    detail::append_cookie_line(buffer, line);
    // Where the new line begins, those before it are searched.
    detail::erase_cookie_lines(buffer, is_cookie_of(line.name()), cookie_line_size(line));
}

template <class Response>
[[gnu::always_inline]] inline void deliver_cookie(Response& response, const CookieLine& line) {
    if constexpr (ByteBuffer<Response> && !Adapted<Response>) {
        if (response.size() == 0)
            detail::append_cookie_line(response, line);
        else
            detail::deliver_cookie_beside(response, line);
    } else {
        ValueBuffer written;
        written.reset(line.size());
        line.write_to(written.extend(line.size()));
        const std::string_view name = written.view().substr(0, line.name().size());  // which no response holds
        if constexpr (FieldFunction<Response>) {
            response(Mode::add, std::string_view{"Set-Cookie"}, written.view());
        } else {
            if constexpr (MultiAdapter<Response> || CookieErasingAdapter<Response>)
                detail::erase_cookie_if(response, is_cookie_of(name));
            detail::append_cookie(response, name, written.view());
        }
    }
}

template <class Response>
[[gnu::noinline]] void deliver_dated_cookie(Response& response, const CookieLine& line) {
    detail::deliver_cookie(response, line);
}

template <class Target>
void check_takes_cookies() {
    using Response = std::remove_const_t<Target>;
    static_assert(TakesCookies<Target> || !TakesCookies<Response>,
                  "secure_headers: the response is const, so that no cookie can be set on it");
    static_assert(Deliverable<Response> || CookieAdapter<Response>,
                  "secure_headers: no safe way to set a cookie on this response is known. Include "
                  "secure_headers/adapter/<framework>.hpp, pass a function (Mode, name, value), or "
                  "specialise ResponseAdapter.");
    static_assert(!Deliverable<Response> || TakesCookies<Response>,
                  "secure_headers: a second Set-Cookie would replace the first in this response. Write "
                  "static void append_cookie(Response&, std::string_view name, std::string_view set_cookie) in its "
                  "ResponseAdapter.");
}

}  // namespace detail

/// Sends a cookie in a Set-Cookie field of its own, in place of one of the same name that the response or the header
/// lines at the end of a buffer have already; a function gets Mode::add and has to see to that itself. Refuses a value
/// outside of the grammar, more than 4096 bytes of name and value, and a buffer whose last line has no end or whose head
/// has ended, before the response is touched. `now` is the time of delivery; without it, the system's clock is asked.
template <class Response>
[[gnu::always_inline]] inline void set_cookie(Response&& response, const SecureCookie& cookie, const CookieValue& value,
                                              CookieTime now = {}) {
    auto& target = detail::target_of(response);
    using Target = std::remove_reference_t<decltype(target)>;
    detail::check_takes_cookies<Target>();
    if constexpr (detail::TakesCookies<Target>) {
        if (cookie.has_date()) return detail::deliver_dated_cookie(target, cookie.line(value, now));
        detail::deliver_cookie(target, cookie.undated_line(value));
    }
}

/// The same for a cookie that has no name of its own. Refuses also a name whose prefix promises what the attributes
/// don't hold.
template <class Response>
[[gnu::always_inline]] inline void set_cookie(Response&& response, const SecureCookie& cookie, CookieName name,
                                              const CookieValue& value, CookieTime now = {}) {
    auto& target = detail::target_of(response);
    using Target = std::remove_reference_t<decltype(target)>;
    detail::check_takes_cookies<Target>();
    if constexpr (detail::TakesCookies<Target>) {
        if (cookie.has_date()) return detail::deliver_dated_cookie(target, cookie.line(name, value, now));
        detail::deliver_cookie(target, cookie.undated_line(name, value));
    }
}

/// Makes browsers drop the cookie, in place of one of the same name that the response sets.
template <class Response>
void delete_cookie(Response&& response, const SecureCookie& cookie) {
    auto& target = detail::target_of(response);
    using Target = std::remove_reference_t<decltype(target)>;
    detail::check_takes_cookies<Target>();
    if constexpr (detail::TakesCookies<Target>) detail::deliver_cookie(target, cookie.deletion_line());
}

/// The same for a cookie that has no name of its own.
template <class Response>
void delete_cookie(Response&& response, const SecureCookie& cookie, CookieName name) {
    auto& target = detail::target_of(response);
    using Target = std::remove_reference_t<decltype(target)>;
    detail::check_takes_cookies<Target>();
    if constexpr (detail::TakesCookies<Target>) detail::deliver_cookie(target, cookie.deletion_line(name));
}

}  // namespace secure_headers
