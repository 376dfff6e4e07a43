// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/nonce.hpp>

#include <microhttpd.h>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace secure_headers {

namespace detail {

/// Calls `visit(name, value)` for each header of a response or a request, through libmicrohttpd's C function.
template <class Visit>
MHD_Result visit_header(void* visit, MHD_ValueKind kind, const char* name, const char* value) {
    if (kind == MHD_HEADER_KIND) (*static_cast<Visit*>(visit))(name, value == nullptr ? "" : value);
    return MHD_YES;
}

/// Copies a text as C wants it, with NUL behind it, and returns the end.
inline char* copy_c_text(char* out, std::string_view text) {
    std::memcpy(out, text.data(), text.size());
    out[text.size()] = '\0';
    return out + text.size() + 1;
}

}  // namespace detail

template <>
struct ResponseAdapter<MHD_Response> {
    static void append(MHD_Response& response, std::string_view name, std::string_view value) {
        char short_texts[1024];
        std::string long_texts;
        const std::size_t size = name.size() + value.size() + 2;
        if (size > sizeof short_texts) long_texts.resize(size);
        char* const texts = long_texts.empty() ? short_texts : long_texts.data();
        detail::copy_c_text(detail::copy_c_text(texts, name), value);
        MHD_add_response_header(&response, texts, texts + name.size() + 1);
    }

    template <class Visit>
    static void for_each_name(MHD_Response& response, Visit&& visit) {
        auto visit_name = [&](const char* name, const char*) { visit(std::string_view{name}); };
        MHD_get_response_headers(&response, &detail::visit_header<decltype(visit_name)>, &visit_name);
    }

    /// libmicrohttpd deletes a header by its exact name and value.
    template <class Predicate>
    static std::size_t erase_if(MHD_Response& response, std::string_view name, Predicate&& predicate) {
        std::vector<std::pair<std::string, std::string>> found;
        const auto find = [&](const char* key, const char* value) {
            if (detail::iequals(key, name) && predicate(std::string_view{value})) found.emplace_back(key, value);
        };
        MHD_get_response_headers(&response, &detail::visit_header<decltype(find)>,
                                 const_cast<void*>(static_cast<const void*>(&find)));
        for (const auto& [key, value] : found) MHD_del_response_header(&response, key.c_str(), value.c_str());
        return found.size();
    }
};

/// What delivery must know of the response on a connection: whether it or a proxy speaks HTTPS, and a new nonce for the
/// page and its header. Call it once for each request.
inline Delivery delivery_for(MHD_Connection* connection, Https https = Https::from_connection) {
    const bool tls = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_PROTOCOL) != nullptr;
    const auto last_value = [&](std::string_view name) {
        std::string_view last;
        auto find = [&](const char* key, const char* value) {
            if (detail::iequals(key, name)) last = value;
        };
        MHD_get_connection_values(connection, MHD_HEADER_KIND, &detail::visit_header<decltype(find)>, &find);
        return last;
    };
    return {.https = detail::is_https(https, tls, last_value), .nonce = Nonce::generate()};
}

}  // namespace secure_headers
