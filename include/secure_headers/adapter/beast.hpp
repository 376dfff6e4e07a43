// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/nonce.hpp>

#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/serializer.hpp>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace secure_headers {

/// A serializer shows its message as const, unless its body is read from a store such as a file.
template <class Body, class Fields>
requires std::is_const_v<typename boost::beast::http::serializer<false, Body, Fields>::value_type>
struct ResponseAdapter<boost::beast::http::serializer<false, Body, Fields>> {
    using Serializer = boost::beast::http::serializer<false, Body, Fields>;
    static_assert(sizeof(Body) == 0, "secure_headers: set the headers on the message, before its serializer is made");
    static void append(Serializer&, std::string_view, std::string_view) {}  // else there would be a second message
    static std::size_t erase_if(Serializer&, std::string_view, auto&&) { return 0; }
};

namespace detail {

/// Whether a stream of Asio or Beast, or one of the layers below it, is over TLS.
template <class Stream>
constexpr bool speaks_tls() {
    if constexpr (requires { typename Stream::handshake_type; })
        return true;
    else if constexpr (requires { typename Stream::next_layer_type; })
        return speaks_tls<std::remove_reference_t<typename Stream::next_layer_type>>();
    else
        return false;
}

/// A stream, or a layer over one: a pointer to it would not tell of TLS, nor does an acceptor or a timer.
template <class T>
concept Stream = boost::beast::is_sync_read_stream<T>::value || boost::beast::is_async_read_stream<T>::value;

/// The last of several: what the nearest proxy wrote.
template <class Fields>
std::string_view last_value(const Fields& fields, const char* name) {
    std::string_view last;
    const auto [begin, end] = fields.equal_range(name);
    for (auto field = begin; field != end; ++field) last = {field->value().data(), field->value().size()};
    return last;
}

}  // namespace detail

/// What delivery must know of the response to `request`: whether `stream`, on some layer of it, or a proxy speaks
/// HTTPS, and a new nonce for the page and its header. Make one for each request, also for one that cannot be read.
template <class Fields, detail::Stream Stream>
Delivery delivery_for(const boost::beast::http::header<true, Fields>& request, const Stream&,
                      Https https = Https::from_connection) {
    const auto last_value = [&](const char* name) { return detail::last_value(request, name); };
    return {.https = detail::is_https(https, detail::speaks_tls<Stream>(), last_value), .nonce = Nonce::generate()};
}

}  // namespace secure_headers
