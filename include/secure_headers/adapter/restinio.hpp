// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/nonce.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <optional>
#include <restinio/all.hpp>  // its parts do not stand alone
#include <string>
#include <string_view>
#include <vector>

namespace secure_headers {

/// RESTinio's header fields: those of a message's header, or the ones that `websocket::basic::upgrade` takes.
template <std::derived_from<restinio::http_header_fields_t> Fields>
struct ResponseAdapter<Fields> {
    static void append(Fields& fields, std::string_view name, std::string_view value) {
        fields.add_field(std::string{name}, std::string{value});
    }

    template <class Visit>
    static void for_each_name(Fields& fields, Visit&& visit) {
        fields.for_each_field([&](const auto& field) { visit(std::string_view{field.name()}); });
    }

    template <class Visit>
    static void for_each_field(const Fields& fields, Visit&& visit) {
        fields.for_each_field(
            [&](const auto& field) { visit(std::string_view{field.name()}, std::string_view{field.value()}); });
    }

    static unsigned status(const Fields& header) requires requires { header.status_code(); }
    { return header.status_code().raw_code(); }

    /// RESTinio can erase all fields of a name, and no single one: for that, what stays is put into a list anew.
    template <class Predicate>
    static std::size_t erase_if(Fields& fields, std::string_view name, Predicate&& predicate) {
        std::vector<const void*> erased;
        bool all = true;
        fields.for_each_field([&](const auto& field) {
            if (!detail::iequals(field.name(), name)) return;
            if (predicate(std::string_view{field.value()}))
                erased.push_back(&field);
            else
                all = false;
        });
        if (erased.empty()) return 0;
        if (all) return fields.remove_all_of(name), erased.size();
        restinio::http_header_fields_t kept;
        fields.for_each_field([&](const auto& field) {
            if (std::find(erased.begin(), erased.end(), &field) == erased.end()) kept.add_field(field);
        });
        fields.swap_fields(kept);
        return erased.size();
    }
};

/// The responses that `request->create_response()` makes, whatever their output.
template <class Output>
struct ResponseAdapter<restinio::response_builder_t<Output>> {
    using Response = restinio::response_builder_t<Output>;
    using Header = ResponseAdapter<restinio::http_response_header_t>;

    static void append(Response& response, std::string_view name, std::string_view value) {
        Header::append(response.header(), name, value);
    }
    template <class Visit>
    static void for_each_name(Response& response, Visit&& visit) {
        Header::for_each_name(response.header(), visit);
    }
    template <class Visit>
    static void for_each_field(const Response& response, Visit&& visit) {
        Header::for_each_field(response.header(), visit);
    }
    static unsigned status(const Response& response) { return Header::status(response.header()); }
    template <class Predicate>
    static std::size_t erase_if(Response& response, std::string_view name, Predicate&& predicate) {
        return Header::erase_if(response.header(), name, predicate);
    }
};

/// The nonce that RESTinio keeps for each request whose traits say so:
/// `using extra_data_factory_t = restinio::simple_extra_data_factory_t<RestinioNonce>;`
class RestinioNonce {
public:
    /// The nonce of the response, for its page: made when first asked for, and the one that its header carries.
    const Nonce& nonce() {
        if (!nonce_) nonce_ = Nonce::generate();
        return *nonce_;
    }

private:
    std::optional<Nonce> nonce_{};
};

namespace detail {

template <class Traits>
concept RestinioTraits = requires(typename Traits::stream_socket_t& socket) {
    socket.lowest_layer();
};

template <class Traits>
concept RestinioTls = requires(typename Traits::stream_socket_t& socket) {
    socket.asio_ssl_stream();
};

}  // namespace detail

/// What delivery must know of the response to a request: whether a server of these traits or a proxy speaks HTTPS, and
/// the request's nonce; without `RestinioNonce` in the traits, a new one.
template <detail::RestinioTraits Traits, class ExtraData>
Delivery delivery_for(restinio::generic_request_t<ExtraData>& request, Https https = Https::from_connection) {
    const auto last_value = [&](std::string_view name) {
        std::string_view last;
        request.header().for_each_field([&](const auto& field) {
            if (detail::iequals(field.name(), name)) last = field.value();
        });
        return last;
    };
    Delivery delivery{.https = detail::is_https(https, detail::RestinioTls<Traits>, last_value)};
    if constexpr (requires { delivery.nonce = request.extra_data().nonce(); })
        delivery.nonce = request.extra_data().nonce();
    else
        delivery.nonce = Nonce::generate();
    return delivery;
}

}  // namespace secure_headers
