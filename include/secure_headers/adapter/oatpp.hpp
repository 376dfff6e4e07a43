// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/nonce.hpp>

#include <oatpp/web/protocol/http/Http.hpp>
#include <oatpp/web/protocol/http/incoming/Request.hpp>
#include <oatpp/web/protocol/http/outgoing/Body.hpp>
#include <oatpp/web/protocol/http/outgoing/Response.hpp>
#include <oatpp/web/server/interceptor/ResponseInterceptor.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace secure_headers {

namespace detail {

using OatppRequest = oatpp::web::protocol::http::incoming::Request;
using OatppResponse = oatpp::web::protocol::http::outgoing::Response;
using OatppHeaders = oatpp::web::protocol::http::Headers;

inline std::string_view text_of(const oatpp::data::share::MemoryLabel& label) {
    return {static_cast<const char*>(label.getData()), static_cast<std::size_t>(label.getSize())};
}

/// oat++ takes no field out, so what stays is put into headers anew.
template <class Predicate>
std::size_t erase_if(OatppHeaders& headers, std::string_view name, Predicate&& predicate) {
    const auto& fields = headers.getAll_Unsafe();
    std::vector<const void*> erased;
    for (const auto& field : fields)  // few: cheaper than a hash
        if (iequals(text_of(field.first), name) && predicate(text_of(field.second))) erased.push_back(&field);
    if (erased.empty()) return 0;
    OatppHeaders kept;
    for (const auto& field : fields)
        if (std::find(erased.begin(), erased.end(), &field) == erased.end())
            kept.put_LockFree(field.first, field.second);
    headers = std::move(kept);
    return erased.size();
}

}  // namespace detail

template <>
struct ResponseAdapter<oatpp::web::protocol::http::outgoing::Response> {
    using Response = oatpp::web::protocol::http::outgoing::Response;

    /// Keeps name and value in one text, to which oat++'s labels point.
    static void append(Response& response, std::string_view name, std::string_view value) {
        const auto text = std::make_shared<std::string>();
        text->reserve(name.size() + value.size());
        text->append(name).append(value);
        response.getHeaders().put({text, text->data(), static_cast<v_buff_size>(name.size())},
                                  {text, text->data() + name.size(), static_cast<v_buff_size>(value.size())});
    }

    template <class Predicate>
    static std::size_t erase_if(Response& response, std::string_view name, Predicate&& predicate) {
        return detail::erase_if(response.getHeaders(), name, predicate);
    }

    template <class Visit>
    static void for_each_field(Response& response, Visit&& visit) {
        for (const auto& [name, value] : response.getHeaders().getAll_Unsafe())
            visit(detail::text_of(name), detail::text_of(value));
    }

    static unsigned status(const Response& response) { return static_cast<unsigned>(response.getStatus().code); }
};

namespace detail {

/// What a request's bundle keeps for its response.
struct OatppExchange {
    std::optional<Nonce> nonce{};
    const void* first_hook = nullptr;
    unsigned responses = 0;

    /// Tells the response to the request from a later one, which gets another nonce: AsyncHttpConnectionHandler shows
    /// the request once more with what it answers to the next one of the connection, if that cannot be read.
    bool begin_response(const void* hook) {
        if (first_hook == nullptr) first_hook = hook;
        if (first_hook == hook && ++responses > 1) nonce.reset();
        return responses == 1;
    }
};

/// Makes an exchange a type that oat++ can keep.
struct OatppExchangeClass {
    static const oatpp::Type* getType() {
        static const oatpp::Type type{oatpp::ClassId{"secure_headers::Exchange"}};
        return &type;
    }
};

inline OatppExchange& exchange_of(OatppRequest& request) {
    using Kept = oatpp::ObjectWrapper<OatppExchange, OatppExchangeClass>;
    static const oatpp::String key{"secure_headers.exchange"};
    const auto& bundle = request.getBundle().getAll();
    if (bundle.find(key) == bundle.end()) request.putBundleData(key, Kept{std::make_shared<OatppExchange>()});
    return *request.getBundleData<Kept>(key).get();
}

/// What oatpp-openssl and its like say of their connections; a plain one has no such property.
inline bool speaks_tls(OatppRequest& request) {
    return request.getConnection()->getInputStreamContext().getProperties().get("tls") != nullptr;
}

inline bool is_https(OatppRequest& request, Https https) {
    return is_https(https, speaks_tls(request), [&](const char* name) -> std::string_view {
        // oat++ keeps the values of one name in no order: of several, none is known to be the nearest proxy's.
        const auto [first, last] = request.getHeaders().getAll_Unsafe().equal_range(name);
        if (first == last) return {};
        return std::next(first) == last ? text_of(first->second) : several_values;
    });
}

}  // namespace detail

/// The nonce of a request's response, for its page: made when first asked for, kept in the request's bundle, and the
/// one that the header carries.
inline const Nonce& nonce_of(const std::shared_ptr<oatpp::web::protocol::http::incoming::Request>& request) {
    std::optional<Nonce>& nonce = detail::exchange_of(*request).nonce;
    if (!nonce) nonce = Nonce::generate();
    return *nonce;
}

/// What the hook delivers with, for a set of the endpoint's own: whether the response travels over HTTPS, by the same
/// `https` as the hook's, and its nonce.
inline Delivery delivery_for(const std::shared_ptr<oatpp::web::protocol::http::incoming::Request>& request,
                             Https https = Https::from_connection) {
    return {.https = detail::is_https(*request, https), .nonce = secure_headers::nonce_of(request)};
}

namespace detail {

/// The body of a response that says last what its header fields are, when oat++ has added its name and version.
class OatppBodyWithoutServer : public oatpp::web::protocol::http::outgoing::Body {
public:
    explicit OatppBodyWithoutServer(std::shared_ptr<Body> body) : body_{std::move(body)} {}

    oatpp::v_io_size read(void* buffer, v_buff_size count, oatpp::async::Action& action) override {
        return body_->read(buffer, count, action);
    }
    void declareHeaders(Headers& headers) override {
        body_->declareHeaders(headers);
        erase_if(headers, "Server", AnyValue{});
    }
    p_char8 getKnownData() override { return body_->getKnownData(); }
    v_int64 getKnownSize() override { return body_->getKnownSize(); }

private:
    std::shared_ptr<Body> body_;
};

/// The same response without what oat++ adds to each; where there is no body, a Server that says nothing keeps it away.
inline std::shared_ptr<OatppResponse> without_server(const std::shared_ptr<OatppResponse>& response) {
    if (response->getBody() == nullptr) {
        response->putHeader("Server", "");
        return response;
    }
    auto bare = OatppResponse::createShared(response->getStatus(),
                                            std::make_shared<OatppBodyWithoutServer>(response->getBody()));
    bare->getHeaders() = std::move(response->getHeaders());
    for (const auto& [key, value] : response->getBundle().getAll()) bare->putBundleData(key, value);
    bare->setConnectionUpgradeHandler(response->getConnectionUpgradeHandler());
    bare->setConnectionUpgradeParameters(response->getConnectionUpgradeParameters());
    return bare;
}

}  // namespace detail

/// Delivers a set to every response that passes an oat++ connection handler. With `cookies` it hardens the response's
/// cookies, too, and takes out those that cannot be mended.
template <class Headers>
class OatppInterceptor : public oatpp::web::server::interceptor::ResponseInterceptor {
public:
    OatppInterceptor(Headers set, Https https, std::optional<CookieRules> cookies = {})
        : set_{std::move(set)}, https_{https}, cookies_{std::move(cookies)} {}

    std::shared_ptr<OutgoingResponse> intercept(const std::shared_ptr<IncomingRequest>& request,
                                                const std::shared_ptr<OutgoingResponse>& response) override {
        const HeaderView view = set_;
        Delivery delivery{.https = is_https(request)};
        if (view.needs_nonce()) delivery.nonce = request ? secure_headers::nonce_of(request) : Nonce::generate();
        const auto server = view.find("Server");
        if (server && server->mode != Mode::add)  // what oat++'s own pages for errors say, which is no endpoint's
            detail::erase_if(response->getHeaders(), "Server", [](std::string_view value) {
                return value == oatpp::web::protocol::http::Header::Value::SERVER;
            });
        secure_headers::set_headers(*response, set_, delivery);
        if (cookies_) secure_headers::harden_cookies(*response, *cookies_, Unmendable::drop);
        return server && server->mode == Mode::remove ? detail::without_server(response) : response;
    }

private:
    /// Of a request that could not be read, there is what an earlier one tells of the connection, or nothing.
    bool is_https(const std::shared_ptr<IncomingRequest>& request) const {
        if (request && detail::exchange_of(*request).begin_response(this)) return detail::is_https(*request, https_);
        return detail::is_https(https_, request && detail::speaks_tls(*request),
                                [](const char*) { return std::string_view{}; });
    }

    Headers set_;
    Https https_;
    std::optional<CookieRules> cookies_;
};

/// Delivers `set` to every response of an `HttpConnectionHandler` or `AsyncHttpConnectionHandler`: those of endpoints,
/// also of ones that throw, and errors of its own. With `cookies` it hardens their cookies, too. Call it after adding
/// the application's own interceptors.
template <class Handler, class Headers>
requires requires(Handler& handler) { handler.addResponseInterceptor(nullptr); }
void set_headers_on_every_response(Handler& handler, Headers set, Https https = Https::from_connection,
                                   std::optional<CookieRules> cookies = {}) {
    auto frozen = detail::frozen(std::move(set));
    handler.addResponseInterceptor(
        std::make_shared<OatppInterceptor<decltype(frozen)>>(std::move(frozen), https, std::move(cookies)));
}

}  // namespace secure_headers
