// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/delivery.hpp>
#include <secure_headers/header_view.hpp>
#include <secure_headers/invalid_header.hpp>
#include <secure_headers/nonce.hpp>

#include <microhttpd.h>
#include <cstddef>
#include <memory>
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

/// Adds a header whose texts end in NUL.
inline void add_mhd_header(MHD_Response& response, const char* name, const char* value) {
    if (MHD_add_response_header(&response, name, value) != MHD_YES)
        refuse(name, "libmicrohttpd does not take it: it writes this header itself, or has no memory");
}

/// The headers of a set on a response: takes them out again, and puts back those that were there, unless all were sent.
class MhdBatch {
public:
    MhdBatch(MHD_Response& response, const HeaderView& view, std::size_t size, bool some_present)
        : response_{response}, view_{view} {
        if (size > sizeof short_texts_) long_texts_.reset(new char[size]);
        if (!some_present) return;
        auto save = [this](const char* name, const char* value) {
            if (is_ours(name)) before_.emplace_back(name, value);
        };
        MHD_get_response_headers(&response, &visit_header<decltype(save)>, &save);
    }
    MhdBatch(const MhdBatch&) = delete;
    MhdBatch& operator=(const MhdBatch&) = delete;
    ~MhdBatch() {
        if (!finished_) undo();
    }

    char* bytes() { return long_texts_ ? long_texts_.get() : short_texts_; }
    void append(std::string_view name, std::string_view value) { add_mhd_header(response_, name.data(), value.data()); }
    void finish() { finished_ = true; }

private:
    bool is_ours(const char* name) const { return view_.parts().names.may_have(name) && view_.find(name).has_value(); }

    void undo() {
        while (erase_first()) continue;
        for (const auto& [name, value] : before_) MHD_add_response_header(&response_, name.c_str(), value.c_str());
    }

    bool erase_first() {
        const char *name = nullptr, *value = nullptr;
        auto find = [&](const char* its_name, const char* its_value) {
            if (name == nullptr && is_ours(its_name)) name = its_name, value = its_value;
        };
        MHD_get_response_headers(&response_, &visit_header<decltype(find)>, &find);
        return name != nullptr && MHD_del_response_header(&response_, name, value) == MHD_YES;
    }

    MHD_Response& response_;
    const HeaderView& view_;
    char short_texts_[8192];
    std::unique_ptr<char[]> long_texts_{};
    std::vector<std::pair<std::string, std::string>> before_{};
    bool finished_ = false;
};

}  // namespace detail

template <>
struct ResponseAdapter<MHD_Response> {
    static void append(MHD_Response& response, std::string_view name, std::string_view value) {
        detail::add_mhd_header(response, std::string{name}.c_str(), std::string{value}.c_str());
    }

    using Batch = detail::MhdBatch;

    template <class Visit>
    static void for_each_name(MHD_Response& response, Visit&& visit) {
        auto visit_name = [&](const char* name, const char*) { visit(std::string_view{name}); };
        MHD_get_response_headers(&response, &detail::visit_header<decltype(visit_name)>, &visit_name);
    }

    template <class Visit>
    static void for_each_field(MHD_Response& response, Visit&& visit) {
        auto visit_field = [&](const char* name, const char* value) {
            visit(std::string_view{name}, std::string_view{value});
        };
        MHD_get_response_headers(&response, &detail::visit_header<decltype(visit_field)>, &visit_field);
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
