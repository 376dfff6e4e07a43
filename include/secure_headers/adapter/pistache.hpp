// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/bake.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/name_bits.hpp>
#include <secure_headers/header_view.hpp>
#include <secure_headers/nonce.hpp>

#include <pistache/cookie.h>
#include <pistache/http.h>
#include <pistache/peer.h>
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

/// What a header of ours has that one of Pistache's has not.
struct OurPistacheHeader {
    std::unique_ptr<Nonce> nonce{};
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
    void write(std::ostream& out) const override { out << std::string_view{text_}.substr(value_); }
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
    void write(std::ostream& out) const override { out << value_; }
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
        std::ostringstream value;
        header->write(value);
        return value.str();
    }
    static void replace(Response& response, std::string_view name, std::string_view value) {
        const auto header = detail::KnownToPistache::make(name, value);
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

    template <class Predicate>
    static std::size_t erase_cookie_if(Response& response, Predicate&& predicate) {
        Pistache::Http::CookieJar kept;
        std::size_t erased = 0;
        for (auto cookie = response.cookies().begin(); cookie != response.cookies().end(); ++cookie) {
            std::ostringstream set_cookie;
            set_cookie << *cookie;
            if (predicate(std::string_view{set_cookie.str()}))
                ++erased;
            else
                kept.add(*cookie);
        }
        if (erased != 0) response.cookies() = std::move(kept);
        return erased;
    }
};

namespace detail {

inline OurPistacheHeader* pistache_nonce_header(const Pistache::Http::ResponseWriter& response) {
    for (const char* const name : {"Content-Security-Policy", "Content-Security-Policy-Report-Only"}) {
        auto& headers = const_cast<Pistache::Http::ResponseWriter&>(response).headers();  // none is changed
        if (auto* const ours = dynamic_cast<OurPistacheHeader*>(headers.tryGet(name).get())) return ours;
    }
    return nullptr;
}

inline bool is_https(const Pistache::Http::Request& request, const Pistache::Http::ResponseWriter& response, Https https) {
    const auto peer = response.getPeer();
    return is_https(https, peer && peer->ssl() != nullptr, [&](const char* name) {
        const auto header = request.headers().tryGetRaw(name);  // Pistache keeps the first of several
        return header ? header->value() : std::string{};
    });
}

/// A user's handler whose responses carry the set from the start.
template <class Handler, class Frozen>
class HeadersHandler final : public Handler {
public:
    using tag = Pistache::Http::details::prototype_tag;

    HeadersHandler(const Handler& handler, Frozen set, Https https)
        : Handler{handler}, set_{std::move(set)}, https_{https} {}

    std::shared_ptr<Pistache::Tcp::Handler> clone() const override { return std::make_shared<HeadersHandler>(*this); }

    void onRequest(const Pistache::Http::Request& request, Pistache::Http::ResponseWriter response) override {
        const HeaderView view = set_;
        Delivery delivery{.https = is_https(request, response, https_)};
        if (view.needs_nonce()) delivery.nonce = Nonce::generate();
        const auto peer = response.getPeer();
        deliver(response, view, delivery);
        const auto fail = [&](Pistache::Http::Code code, const std::string& reason) {
            Pistache::Http::ResponseWriter error{request.version(), this->transport(), this, peer};
            deliver(error, view, delivery);
            error.send(code, reason);
        };
        try {
            Handler::onRequest(request, std::move(response));
        } catch (const Pistache::Http::HttpError& error) {
            fail(static_cast<Pistache::Http::Code>(error.code()), error.reason());
        } catch (const std::exception&) {  // Pistache would show its text to the client
            fail(Pistache::Http::Code::Internal_Server_Error, "Internal Server Error");
        }
    }

private:
    static void deliver(Pistache::Http::ResponseWriter& response, const HeaderView& view, const Delivery& delivery) {
        set_headers(response, view, delivery);
        if (!delivery.nonce) return;
        if (OurPistacheHeader* const header = pistache_nonce_header(response))
            header->nonce = std::make_unique<Nonce>(*delivery.nonce);
    }

    Frozen set_;
    Https https_;
};

}  // namespace detail

/// The nonce that the response's header carries, for its page. Refuses a response to which no hook delivered one.
inline Nonce nonce_of(const Pistache::Http::ResponseWriter& response) {
    const detail::OurPistacheHeader* const header = detail::pistache_nonce_header(response);
    if (header == nullptr || !header->nonce)
        detail::refuse("nonce_of: the response has no nonce; give headers_handler a set that has one");
    return *header->nonce;
}

/// Makes a handler from `router.handler()`, or from a handler of one's own, whose responses carry the set: those of
/// routes, static files, errors of the router, and those to exceptions. Give it to `Endpoint::setHandler`.
template <class Handler, class Headers>
std::shared_ptr<Pistache::Http::Handler> headers_handler(const std::shared_ptr<Handler>& handler, Headers set,
                                                         Https https = Https::from_connection) {
    using Frozen = decltype(detail::frozen(std::move(set)));
    return std::make_shared<detail::HeadersHandler<Handler, Frozen>>(*handler, detail::frozen(std::move(set)), https);
}

}  // namespace secure_headers
