// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/nonce.hpp>

#include <httplib.h>
#include <cstddef>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace secure_headers {

namespace detail {

/// A nonce that goes where the response is moved to, while a copy of the response gets another.
struct UnsharedNonce {
    UnsharedNonce() = default;
    UnsharedNonce(UnsharedNonce&&) = default;
    UnsharedNonce(const UnsharedNonce&) {}
    std::optional<Nonce> nonce{};
};

/// Knows which nonce was made last in which memory. It grows with the addresses that the allocator hands out for
/// nonces, most of which come again, and never shrinks.
class NoncesMade {
public:
    static NoncesMade& all() {
        static NoncesMade made;
        return made;
    }

    void make(const char* at, const Nonce& nonce) {
        const std::lock_guard lock{mutex_};
        last_.insert_or_assign(at, nonce);
    }
    bool is_last(const char* at, const Nonce& nonce) {
        const std::lock_guard lock{mutex_};
        const auto found = last_.find(at);
        return found != last_.end() && found->second == nonce;
    }

private:
    std::mutex mutex_{};
    std::unordered_map<const char*, Nonce> last_{};
};

/// Before cpp-httplib had user data, a response had a `reason`, which only clients read and no server sends. It holds
/// the nonce's bytes. Those of a copy are in memory with less room than is made here, or where another nonce was made.
inline const Nonce& nonce_in(std::string& reason) {
    static_assert(std::is_trivially_copyable_v<Nonce> && alignof(Nonce) == 1);
    constexpr std::size_t room = 4 * sizeof(Nonce);
    const auto kept = [&]() -> const Nonce& { return *std::launder(reinterpret_cast<const Nonce*>(reason.data())); };
    if (reason.size() != sizeof(Nonce) || reason.capacity() < room || !NoncesMade::all().is_last(reason.data(), kept())) {
        const Nonce nonce = Nonce::generate();
        reason.reserve(room);
        reason.assign(reinterpret_cast<const char*>(&nonce), sizeof nonce);
        NoncesMade::all().make(reason.data(), nonce);
    }
    return kept();
}

template <class Response>
const Nonce& kept_nonce(Response& response) {
    if constexpr (requires { response.user_data; }) {
        constexpr const char* key = "secure_headers.nonce";
        if (!response.user_data.template get<UnsharedNonce>(key)) response.user_data.set(key, UnsharedNonce{});
        std::optional<Nonce>& nonce = response.user_data.template get<UnsharedNonce>(key)->nonce;
        if (!nonce) nonce = Nonce::generate();
        return *nonce;
    } else {
        return nonce_in(response.reason);
    }
}

/// Whether a request came over TLS: it has `ssl` where cpp-httplib is built with some library for that.
template <class Request>
bool came_over_tls(const Request& request) {
    if constexpr (requires { request.ssl; })
        return request.ssl != nullptr;
    else
        return false;
}

inline bool is_https(const httplib::Request& request, Https https) {
    return is_https(https, came_over_tls(request), [&](const char* name) {
        std::string_view last;
        const auto [begin, end] = request.headers.equal_range(name);
        for (auto field = begin; field != end; ++field) last = field->second;
        return last;
    });
}

}  // namespace detail

/// The nonce of a response, for its page: made when first asked for, kept with the response, and the one that its
/// header carries. A response that is copied gets another.
inline const Nonce& nonce_of(httplib::Response& response) { return detail::kept_nonce(response); }

/// What the hook delivers with, for a set of the handler's own: whether the response travels over HTTPS, by the same
/// `https` as the hook's, and its nonce.
inline Delivery delivery_for(const httplib::Request& request, httplib::Response& response,
                             Https https = Https::from_connection) {
    return {.https = detail::is_https(request, https), .nonce = secure_headers::nonce_of(response)};
}

/// Makes a handler that delivers `set` to a response, for a server that has a post-routing handler of its own. With
/// `cookies` it hardens the response's cookies, too, and takes out those that cannot be mended.
template <class Headers>
httplib::Server::Handler headers_handler(Headers set, Https https = Https::from_connection,
                                         std::optional<CookieRules> cookies = {}) {
    return [frozen = detail::frozen(std::move(set)), https,
            cookies = std::move(cookies)](const httplib::Request& request, httplib::Response& response) {
        const HeaderView view = frozen;
        Delivery delivery{.https = detail::is_https(request, https)};
        if (view.needs_nonce()) delivery.nonce = secure_headers::nonce_of(response);
        response.headers.erase("EXCEPTION_WHAT");  // before 0.12 the text of an exception went out to the client
        secure_headers::set_headers(response, frozen, delivery);
        if (cookies) secure_headers::harden_cookies(response, *cookies, Unmendable::drop);
    };
}

/// Delivers `set` to every response of the server: those of handlers, also of ones that throw, static files,
/// redirects and errors of its own. With `cookies` it hardens their cookies, too.
template <class Headers>
void set_headers_on_every_response(httplib::Server& server, Headers set, Https https = Https::from_connection,
                                   std::optional<CookieRules> cookies = {}) {
    server.set_post_routing_handler(headers_handler(std::move(set), https, std::move(cookies)));
}

}  // namespace secure_headers
