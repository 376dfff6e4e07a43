// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/bake.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/name_bits.hpp>
#include <secure_headers/header_view.hpp>
#include <secure_headers/invalid_header.hpp>
#include <secure_headers/nonce.hpp>

#include <pistache/cookie.h>
#include <pistache/http.h>
#include <pistache/peer.h>
#include <pistache/stream.h>
#include <pistache/tcp.h>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace secure_headers {

namespace detail {

namespace pistache_header = Pistache::Http::Header;

/// What the hook knows of a response, wherever it was moved to.
struct PistacheExchange {
    Delivery delivery;
    std::atomic<bool> sent{false};
};

/// What a header of ours has that one of Pistache's has not. Pistache writes each header when it sends the response,
/// but a handler may replace some, such as Connection to close it: so any of them tells.
struct OurPistacheHeader {
    std::shared_ptr<PistacheExchange> exchange{};

    virtual ~OurPistacheHeader() = default;

    /// Pistache sends what it writes to its own buffer; whoever else writes a header only reads it.
    void note_sending(const std::ostream& out) const {
        if (exchange && !exchange->sent && dynamic_cast<const Pistache::DynamicStreamBuf*>(out.rdbuf()) != nullptr)
            exchange->sent = true;
    }
};

/// The header that Pistache has for each response before a handler does.
class ConnectionHeader final : public pistache_header::Connection, public OurPistacheHeader {
public:
    explicit ConnectionHeader(const pistache_header::Connection& given) : Connection{given} {}
    void write(std::ostream& out) const override {
        note_sending(out);
        Connection::write(out);
    }
};

/// A header that is written as it was given. Pistache casts a header to the type that it has for its name, so that
/// ours has to be of that type, too.
template <class Base>
class VerbatimHeader final : public Base, public OurPistacheHeader {
public:
    VerbatimHeader(std::string_view name, std::string_view value) : value_{name.size() + 1} {
        text_.reserve(name.size() + 1 + value.size());
        text_.append(name).append(1, '\0').append(value);
    }
    const char* name() const override { return text_.c_str(); }
    void parse(const std::string& value) override { text_.replace(value_, std::string::npos, value); }
    void parseRaw(const char* value, std::size_t size) override {
        text_.replace(value_, std::string::npos, value, size);
    }
    void write(std::ostream& out) const override {
        this->note_sending(out);
        out << std::string_view{text_}.substr(value_);
    }
#ifdef SAFE_HEADER_CAST
    std::uint64_t hash() const override {
        if constexpr (requires { Base::Hash; })
            return Base::Hash;
        else
            return 0;
    }
#endif

private:
    std::string text_{};  ///< The name, NUL, the value: one allocation.
    std::size_t value_;
};

inline OurPistacheHeader* ours(const std::shared_ptr<pistache_header::Header>& header) {
    return dynamic_cast<OurPistacheHeader*>(header.get());
}

/// The value of a header.
inline std::string value_of(const pistache_header::Header& header) {
    std::ostringstream value;
    header.write(value);
    return value.str();
}

/// The types that Pistache has for headers.
template <class... Known>
struct PistacheTypes {
    static constexpr NameBits names = [] {
        NameBits bits;
        (bits.add(Known::Name), ...);
        return bits;
    }();

    static std::shared_ptr<pistache_header::Header> make(std::string_view name, std::string_view value) {
        std::shared_ptr<pistache_header::Header> made;
        const bool known =
            names.may_have(name) &&
            ((iequals(name, Known::Name) && (made = std::make_shared<VerbatimHeader<Known>>(name, value))) || ...);
        return known ? made : std::make_shared<VerbatimHeader<pistache_header::Header>>(name, value);
    }
};

using KnownToPistache =
    PistacheTypes<pistache_header::Accept, pistache_header::AccessControlAllowHeaders,
                  pistache_header::AccessControlAllowMethods, pistache_header::AccessControlAllowOrigin,
                  pistache_header::AccessControlExposeHeaders, pistache_header::Allow, pistache_header::Authorization,
                  pistache_header::CacheControl, pistache_header::Connection, pistache_header::ContentEncoding,
                  pistache_header::ContentLength, pistache_header::ContentType, pistache_header::Date,
                  pistache_header::Expect, pistache_header::Host, pistache_header::Location, pistache_header::Server,
                  pistache_header::TransferEncoding, pistache_header::UserAgent>;

/// A header whose name and value are in a batch's copy of the block.
class BatchedHeader final : public pistache_header::Header, public OurPistacheHeader {
public:
    BatchedHeader(const char* name, std::string_view value) : name_{name}, value_{value} {}
    const char* name() const override { return name_; }
    void parse(const std::string&) override {
        refuse(name_, "is a header of a set, which takes no other value; deliver another set");
    }
    void write(std::ostream& out) const override {
        note_sending(out);
        out << value_;
    }
#ifdef SAFE_HEADER_CAST
    std::uint64_t hash() const override { return 0; }
#endif

private:
    const char* name_;
    std::string_view value_;
};

/// The headers of one delivery, which live as long as any of them does: three allocations for all.
class PistacheBatch {
public:
    PistacheBatch(Pistache::Http::ResponseWriter& response, const HeaderView& view, std::size_t size, bool)
        : PistacheBatch{response, std::make_shared<Block>()} {
        block_.bytes.reset(new char[size]);
        block_.headers.reserve(view.size());
    }

    char* bytes() { return block_.bytes.get(); }
    void append(std::string_view name, std::string_view value) {
        if (KnownToPistache::names.may_have(name)) {
            to_.add(KnownToPistache::make(name, value));
        } else {
            // From one owner of the block to the next, which costs less than to make one for each.
            header_ = {std::move(header_), &block_.headers.emplace_back(name.data(), value)};
            to_.add(header_);
        }
    }
    void finish() {}

private:
    struct Block {
        std::unique_ptr<char[]> bytes{};
        std::vector<BatchedHeader> headers{};
    };

    PistacheBatch(Pistache::Http::ResponseWriter& response, const std::shared_ptr<Block>& block)
        : to_{response.headers()}, block_{*block}, header_{block, nullptr} {}

    Pistache::Http::Header::Collection& to_;
    Block& block_;
    std::shared_ptr<pistache_header::Header> header_;
};

}  // namespace detail

/// Pistache sends one value for each name, and keeps the first that it is told.
template <>
struct ResponseAdapter<Pistache::Http::ResponseWriter> {
    using Response = Pistache::Http::ResponseWriter;

    static std::optional<std::string> find(Response& response, std::string_view name) {
        const auto header = response.headers().tryGet(std::string{name});
        if (!header) return std::nullopt;
        return detail::value_of(*header);
    }
    static void replace(Response& response, std::string_view name, std::string_view value) {
        const auto header = detail::KnownToPistache::make(name, value);
        if (const auto* const before = detail::ours(response.headers().tryGet(header->name())))
            detail::ours(header)->exchange = before->exchange;
        response.headers().remove(header->name());
        response.headers().add(header);
    }
    template <class Visit>
    static void for_each_name(Response& response, Visit&& visit) {
        for (const auto& header : response.headers().list()) visit(std::string_view{header->name()});
    }
    static void insert(Response& response, std::string_view name, std::string_view value) {
        response.headers().add(detail::KnownToPistache::make(name, value));
    }
    using Batch = detail::PistacheBatch;
    static void remove(Response& response, std::string_view name) { response.headers().remove(std::string{name}); }

    /// A cookie's value is written as it is, and may bring the attributes along.
    static void append_cookie(Response& response, std::string_view name, std::string_view set_cookie) {
        response.cookies().add({std::string{name}, std::string{set_cookie.substr(name.size() + 1)}});
    }

    template <class Visit>
    static void for_each_field(const Response& response, Visit&& visit) {
        for (const auto& header : response.headers().list())
            visit(std::string_view{header->name()}, std::string_view{detail::value_of(*header)});
        for (const auto& cookie : response.cookies())
            visit(std::string_view{"Set-Cookie"}, std::string_view{text_of(cookie)});
    }

    static unsigned status(const Response& response) { return static_cast<unsigned>(response.getResponseCode()); }

    template <class Predicate>
    static std::size_t erase_cookie_if(Response& response, Predicate&& predicate) {
        Pistache::Http::CookieJar kept;
        std::size_t erased = 0;
        for (auto cookie = response.cookies().begin(); cookie != response.cookies().end(); ++cookie) {
            if (predicate(std::string_view{text_of(*cookie)}))
                ++erased;
            else
                kept.add(*cookie);
        }
        if (erased != 0) response.cookies() = std::move(kept);
        return erased;
    }

private:
    static std::string text_of(const Pistache::Http::Cookie& cookie) {
        std::ostringstream set_cookie;
        set_cookie << cookie;
        return set_cookie.str();
    }
};

namespace detail {

/// What the hook knows of a response, or none if it is of no hook: each header of ours leads to it, since a handler may
/// replace some, such as Connection to close it.
inline const PistacheExchange* pistache_exchange(const Pistache::Http::ResponseWriter& response) {
    auto& headers = const_cast<Pistache::Http::ResponseWriter&>(response).headers();  // none is changed
    const auto exchange = [](const std::shared_ptr<pistache_header::Header>& header) {
        const OurPistacheHeader* const found = ours(header);
        return found == nullptr ? nullptr : found->exchange.get();
    };
    if (const PistacheExchange* const found = exchange(headers.tryGet("Connection"))) return found;
    for (const auto& header : headers.list())
        if (const PistacheExchange* const found = exchange(header)) return found;
    return nullptr;
}

inline bool is_https(const Pistache::Http::Request& request, const Pistache::Http::ResponseWriter& response, Https https) {
    const auto peer = response.getPeer();
    return is_https(https, peer && peer->ssl() != nullptr, [&](const char* name) {
        const auto header = request.headers().tryGetRaw(name);  // Pistache keeps the first of several
        return header ? header->value() : std::string{};
    });
}

/// Runs a user's handler, whose responses carry the set from the start.
template <class Frozen>
class PistacheHeadersHandler final : public Pistache::Http::Handler {
public:
    using tag = Pistache::Http::details::prototype_tag;

    PistacheHeadersHandler(std::shared_ptr<Pistache::Http::Handler> handler, Frozen set, Https https)
        : Pistache::Http::Handler{*handler}, handler_{std::move(handler)}, set_{std::move(set)}, https_{https} {}

    std::shared_ptr<Pistache::Tcp::Handler> clone() const override {
        const auto copy = std::make_shared<PistacheHeadersHandler>(*this);
        copy->handler_ = std::static_pointer_cast<Pistache::Http::Handler>(handler_->clone());
        copy->tell_handler();
        copy->told_ = copy->handler_ == handler_;  // one for all threads
        return copy;
    }

    void onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
        if (!told_) tell_handler();
        told_ = true;
        tcp_handler().onConnection(peer);
    }
    void onDisconnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
        tcp_handler().onDisconnection(peer);
    }

    /// Does what Pistache's own function does, whose answers to requests that it cannot read carry no set.
    void onInput(const char* bytes, std::size_t size, const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
        const auto parser = getParser(peer);
        try {
            if (!parser->feed(bytes, size)) {
                parser->reset();
                return refuse_request(parser->request, peer, Pistache::Http::Code::Request_Entity_Too_Large,
                                      "Request exceeded maximum buffer size");
            }
            if (parser->parse() != Pistache::Http::Private::State::Done) return;
            respond(parser->request, peer);
        } catch (const Pistache::Http::HttpError& error) {
            refuse_request(parser->request, peer, static_cast<Pistache::Http::Code>(error.code()), error.reason());
        } catch (const std::exception&) {
            refuse_request(parser->request, peer, Pistache::Http::Code::Internal_Server_Error, "Internal Server Error");
        }
        parser->reset();
    }

    void onRequest(const Pistache::Http::Request& request, Pistache::Http::ResponseWriter response) override {
        const auto peer = response.getPeer();
        const auto exchange = deliver(request, response);
        const auto fail = [&](Pistache::Http::Code code, const std::string& reason) {
            if (exchange->sent || (peer && peer->isIdle())) return;  // the client has its response
            Pistache::Http::ResponseWriter error{request.version(), transport(), this, peer};
            secure_headers::set_headers(error, HeaderView{set_}, exchange->delivery);
            error.send(code, reason);
        };
        try {
            handler_->onRequest(request, std::move(response));
        } catch (const Pistache::Http::HttpError& error) {
            fail(static_cast<Pistache::Http::Code>(error.code()), error.reason());
        } catch (...) {  // Pistache would show an exception's text to the client, and end at what is none
            fail(Pistache::Http::Code::Internal_Server_Error, "Internal Server Error");
        }
    }

    void onTimeout(const Pistache::Http::Request& request, Pistache::Http::ResponseWriter response) override {
        deliver(request, response);
        handler_->onTimeout(request, std::move(response));
    }

private:
    Pistache::Tcp::Handler& tcp_handler() { return *handler_; }

    /// What Pistache tells this one alone: its transport, sizes and times.
    void tell_handler() { static_cast<Pistache::Http::Handler&>(*handler_) = *this; }

    void respond(Pistache::Http::Request& request, const std::shared_ptr<Pistache::Tcp::Peer>& peer) {
        using Pistache::Http::ConnectionControl;
        Pistache::Http::ResponseWriter response{request.version(), transport(), this, peer};
        request.copyAddress(peer->address());
        const auto connection = request.headers().tryGet<pistache_header::Connection>();
        response.headers().add<pistache_header::Connection>(connection ? connection->control()
                                                                       : ConnectionControl::Close);
        peer->setIdle(false);
        onRequest(request, std::move(response));
    }

    void refuse_request(const Pistache::Http::Request& request, const std::shared_ptr<Pistache::Tcp::Peer>& peer,
                        Pistache::Http::Code code, const std::string& reason) {
        Pistache::Http::ResponseWriter response{request.version(), transport(), this, peer};
        try {
            deliver(request, response);
        } catch (const InvalidHeader&) {
            // there is no nonce to be had; Pistache would end at an exception
        }
        response.send(code, reason);
    }

    std::shared_ptr<PistacheExchange> deliver(const Pistache::Http::Request& request,
                                              Pistache::Http::ResponseWriter& response) const {
        const HeaderView view = set_;
        const auto exchange = std::make_shared<PistacheExchange>();
        exchange->delivery.https = is_https(request, response, https_);
        if (view.needs_nonce()) exchange->delivery.nonce = Nonce::generate();
        if (const auto connection = response.headers().tryGet<pistache_header::Connection>()) {
            response.headers().remove<pistache_header::Connection>();
            response.headers().add(std::make_shared<ConnectionHeader>(*connection));
        }
        secure_headers::set_headers(response, view, exchange->delivery);
        for (const auto& header : response.headers().list())
            if (OurPistacheHeader* const found = ours(header)) found->exchange = exchange;
        return exchange;
    }

    std::shared_ptr<Pistache::Http::Handler> handler_;
    Frozen set_;
    Https https_;
    bool told_ = false;
};

}  // namespace detail

/// What the hook delivered the set to this response with: whether it travels over HTTPS, and its nonce if the set has
/// one; for a route's own policy. Refuses a response to which no hook delivered one.
inline Delivery delivery_for(const Pistache::Http::ResponseWriter& response) {
    const detail::PistacheExchange* const exchange = detail::pistache_exchange(response);
    if (exchange == nullptr) detail::refuse("delivery_for: the response is of no headers_handler");
    return exchange->delivery;
}

/// The nonce that the response's header carries, for its page. Refuses a response to which no hook delivered one.
inline Nonce nonce_of(const Pistache::Http::ResponseWriter& response) {
    const detail::PistacheExchange* const exchange = detail::pistache_exchange(response);
    if (exchange == nullptr || !exchange->delivery.nonce)
        detail::refuse("nonce_of: the response has no nonce; give headers_handler a set that has one");
    return *exchange->delivery.nonce;
}

/// Makes a handler from `router.handler()`, or from a handler of one's own, whose responses carry the set: those of
/// routes, static files, errors of the router, its timeouts, and those to exceptions and to requests that cannot be
/// read. Give it to `Endpoint::setHandler`.
template <class Headers>
std::shared_ptr<Pistache::Http::Handler> headers_handler(std::shared_ptr<Pistache::Http::Handler> handler, Headers set,
                                                         Https https = Https::from_connection) {
    using Frozen = decltype(detail::frozen(std::move(set)));
    return std::make_shared<detail::PistacheHeadersHandler<Frozen>>(std::move(handler), detail::frozen(std::move(set)),
                                                                    https);
}

}  // namespace secure_headers
