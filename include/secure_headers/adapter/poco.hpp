// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/bake.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/nonce.hpp>

#include <Poco/Delegate.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <algorithm>
#include <concepts>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace secure_headers {

/// The fields of a message of POCO's.
template <std::derived_from<Poco::Net::NameValueCollection> Response>
struct ResponseAdapter<Response> {
    [[gnu::always_inline]] static inline void append(Response& response, std::string_view name, std::string_view value) {
        response.add(std::string{name}, std::string{value});
    }

    template <class Visit>
    static void for_each_name(Response& response, Visit&& visit) {
        for (const auto& field : response) visit(std::string_view{field.first});
    }

    template <class Visit>
    static void for_each_field(const Response& response, Visit&& visit) {
        for (const auto& [name, value] : response) visit(std::string_view{name}, std::string_view{value});
    }

    static unsigned status(const Response& response) requires requires { response.getStatus(); }
    { return static_cast<unsigned>(response.getStatus()); }

    /// POCO can erase all fields of a name, and no single one: for that, what stays is put into a collection anew.
    template <class Predicate>
    static std::size_t erase_if(Response& response, std::string_view name, Predicate&& predicate) {
        std::vector<const std::string*> erased;
        bool all = true;
        for (const auto& [key, value] : response) {
            if (!detail::iequals(key, name)) continue;
            if (predicate(std::string_view{value}))
                erased.push_back(&value);
            else
                all = false;
        }
        if (erased.empty()) return 0;
        if (all) return response.erase(std::string{name}), erased.size();
        Poco::Net::NameValueCollection kept;
        for (const auto& [key, value] : response)
            if (std::find(erased.begin(), erased.end(), &value) == erased.end()) kept.add(key, value);
        static_cast<Poco::Net::NameValueCollection&>(response).swap(kept);
        return erased.size();
    }
};

namespace detail {

using Poco::Net::HTTPRequestHandler;
using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;

/// What a handler writes to in place of POCO's own response: what it has set is completed when it is sent, and shows
/// what was sent from then on. The other, which `request.response()` still is since POCO casts requests to a type of
/// its own, has the set from the start.
class PocoHeadersResponse final : public HTTPServerResponse {
public:
    PocoHeadersResponse(HTTPServerResponse& sender, const HeaderView& set, const Delivery& delivery,
                        const std::optional<CookieRules>& cookies)
        : sender_{sender}, set_{set}, delivery_{delivery}, cookies_{cookies} {
        // The banner of setSoftwareVersion, which is POCO's and not the handler's.
        if (const auto server = set_.find("Server"); server && server->mode != Mode::add) sender_.erase("Server");
        copy(sender_, *this);
        secure_headers::set_headers(sender_, set_, delivery_);
    }

    const Delivery& delivery() const { return delivery_; }

    void sendContinue() override { sender_.sendContinue(); }
    std::ostream& send() override {
        complete();
        std::ostream& body = sender_.send();
        copy(sender_, *this);
        return body;
    }
    void sendFile(const std::string& path, const std::string& media_type) override {
        complete();
        sender_.sendFile(path, media_type);
        copy(sender_, *this);
    }
    void sendBuffer(const void* bytes, std::size_t size) override {
        complete();
        sender_.sendBuffer(bytes, size);
        copy(sender_, *this);
    }
    void redirect(const std::string& uri, HTTPStatus status) override {
        complete();
        sender_.redirect(uri, status);
        copy(sender_, *this);
    }
    void requireAuthentication(const std::string& realm) override {
        copy(*this, sender_);
        sender_.requireAuthentication(realm);
        copy(sender_, *this);
    }
    bool sent() const override { return sender_.sent(); }

    /// Answers for a handler that did not.
    void send_error(HTTPStatus status) {
        clear();
        setStatusAndReason(status);
        setContentLength(0);
        setKeepAlive(false);
        send();
    }

private:
    static void copy(const HTTPServerResponse& from, HTTPServerResponse& to) {
        static_cast<Poco::Net::NameValueCollection&>(to) = from;
        to.setVersion(from.getVersion());
        to.setStatusAndReason(from.getStatus(), from.getReason());
    }
    void complete() {
        copy(*this, sender_);
        secure_headers::set_headers(sender_, set_, delivery_);
        if (cookies_) secure_headers::harden_cookies(sender_, *cookies_, Unmendable::drop);
    }

    HTTPServerResponse& sender_;
    HeaderView set_;
    Delivery delivery_;
    const std::optional<CookieRules>& cookies_;
};

inline bool is_https(const HTTPServerRequest& request, Https https) {
    return is_https(https, request.secure(), [&](std::string_view name) {
        std::string_view last;
        for (const auto& [key, value] : request)
            if (iequals(key, name)) last = value;
        return last;
    });
}

/// What every response gets.
template <class Frozen>
struct PocoHeaders {
    Frozen set;
    Https https;
    std::optional<CookieRules> cookies;
};

/// Runs a user's handler, or what stands in for one that could not be made.
template <class Frozen>
class PocoHeadersHandler final : public HTTPRequestHandler {
public:
    PocoHeadersHandler(std::shared_ptr<const PocoHeaders<Frozen>> given, std::unique_ptr<HTTPRequestHandler> handler,
                       std::exception_ptr failure)
        : headers_{std::move(given)}, handler_{std::move(handler)}, failure_{std::move(failure)} {}

    void handleRequest(HTTPServerRequest& request, HTTPServerResponse& sender) override {
        const HeaderView view = headers_->set;
        Delivery delivery{.https = is_https(request, headers_->https)};
        if (view.needs_nonce()) delivery.nonce = Nonce::generate();
        PocoHeadersResponse response{sender, view, delivery, headers_->cookies};
        try {
            if (failure_) std::rethrow_exception(failure_);
            if (!handler_) return response.send_error(HTTPServerResponse::HTTP_NOT_IMPLEMENTED);
            handler_->handleRequest(request, response);
        } catch (...) {
            if (!response.sent()) response.send_error(HTTPServerResponse::HTTP_INTERNAL_SERVER_ERROR);
            throw;  // to POCO's error handler
        }
    }

private:
    std::shared_ptr<const PocoHeaders<Frozen>> headers_;
    std::unique_ptr<HTTPRequestHandler> handler_;
    std::exception_ptr failure_;
};

template <class Frozen>
class PocoHeadersFactory final : public Poco::Net::HTTPRequestHandlerFactory {
public:
    PocoHeadersFactory(Ptr factory, PocoHeaders<Frozen> given)
        : factory_{std::move(factory)}, headers_{std::make_shared<const PocoHeaders<Frozen>>(std::move(given))} {
        this->serverStopped += Poco::delegate(this, &PocoHeadersFactory::tell_factory);
    }

    HTTPRequestHandler* createRequestHandler(const HTTPServerRequest& request) override {
        std::unique_ptr<HTTPRequestHandler> handler;
        std::exception_ptr failure;
        try {
            handler.reset(factory_->createRequestHandler(request));
        } catch (...) {
            failure = std::current_exception();
        }
        return new PocoHeadersHandler<Frozen>{headers_, std::move(handler), std::move(failure)};
    }

private:
    void tell_factory(const void* server, const bool& aborted) {
        auto& its = (*factory_).*(&PocoHeadersFactory::serverStopped);
        its.notify(server, aborted);
    }

    Ptr factory_;
    std::shared_ptr<const PocoHeaders<Frozen>> headers_;
};

}  // namespace detail

/// What the set will be delivered to this response with: whether it travels over HTTPS, and its nonce if the set has
/// one; for a route's own policy. Refuses a response that comes from another factory than `headers_factory`.
inline Delivery delivery_for(const Poco::Net::HTTPServerResponse& response) {
    const auto* const ours = dynamic_cast<const detail::PocoHeadersResponse*>(&response);
    if (ours == nullptr) detail::refuse("delivery_for: the response is of no headers_factory");
    return ours->delivery();
}

/// The nonce that the response's header will carry, for its page. Refuses a response that comes from another factory
/// than `headers_factory`, and one whose set has no nonce.
inline const Nonce& nonce_of(const Poco::Net::HTTPServerResponse& response) {
    const auto* const ours = dynamic_cast<const detail::PocoHeadersResponse*>(&response);
    if (ours == nullptr || !ours->delivery().nonce)
        detail::refuse("nonce_of: the response has no nonce; give headers_factory a set that has one");
    return *ours->delivery().nonce;
}

/// Makes a factory for an `HTTPServer` from one's own: each response of its handlers carries the set, and so do those
/// to requests that have no handler, or one that throws. With `cookies` it hardens their cookies, too.
template <class Headers>
Poco::Net::HTTPRequestHandlerFactory::Ptr headers_factory(Poco::Net::HTTPRequestHandlerFactory::Ptr factory,
                                                          Headers set, Https https = Https::from_connection,
                                                          std::optional<CookieRules> cookies = {}) {
    using Frozen = decltype(detail::frozen(std::move(set)));
    return new detail::PocoHeadersFactory<Frozen>{std::move(factory),
                                                  {detail::frozen(std::move(set)), https, std::move(cookies)}};
}

}  // namespace secure_headers
