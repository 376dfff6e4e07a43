// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/bake.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/nonce.hpp>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QUrl>
#include <QtHttpServer/QHttpServer>
#include <QtHttpServer/QHttpServerRequest>
#include <QtHttpServer/QHttpServerResponse>
#include <QtNetwork/QTcpServer>
#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace detail {

inline QByteArray bytes(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

/// Visits the spellings of a name that there are in practice: as it is given, x-name, X-Name and X-NAME. Qt 6.4 tells
/// names apart by their case, and cannot list them.
template <class Visit>
void for_each_spelling(std::string_view name, Visit&& visit) {
    visit(name);
    std::string lower{name}, train{name}, upper{name};
    for (std::size_t i = 0; i < name.size(); ++i) {
        lower[i] = to_lower(name[i]);
        upper[i] = is_lower(lower[i]) ? static_cast<char>(lower[i] - 'a' + 'A') : lower[i];
        train[i] = i == 0 || name[i - 1] == '-' ? upper[i] : lower[i];
    }
    if (lower != name) visit(lower);
    if (train != name && train != lower) visit(train);
    if (upper != name && upper != train) visit(upper);
}

}  // namespace detail

template <>
struct ResponseAdapter<QHttpServerResponse> {
    static void append(QHttpServerResponse& response, std::string_view name, std::string_view value) {
        response.addHeader(detail::bytes(name), detail::bytes(value));
    }

    /// Qt can clear all headers of a name, and no single one.
    template <class Predicate>
    static std::size_t erase_if(QHttpServerResponse& response, std::string_view name, Predicate&& predicate) {
        std::size_t erased = 0;
        detail::for_each_spelling(name, [&](std::string_view spelling) {
            const auto raw = QByteArray::fromRawData(spelling.data(), static_cast<qsizetype>(spelling.size()));
            if (!response.hasHeader(raw)) return;
            const QByteArray key = detail::bytes(spelling);
            QList<QByteArray> values = response.headers(key);
            const auto matches = [&](const QByteArray& value) {
                return predicate(std::string_view{value.constData(), static_cast<std::size_t>(value.size())});
            };
            const qsizetype removed = values.removeIf(matches);
            if (removed == 0) return;
            erased += static_cast<std::size_t>(removed);
            response.clearHeader(key);
            for (const QByteArray& value : std::as_const(values)) response.addHeader(key, value);
        });
        return erased;
    }
};

namespace detail {

/// A nonce that a handler has asked for. The URL, which Qt shares among its copies, tells the request from a later one
/// at the same address.
struct RequestNonce {
    QUrl url;
    Nonce nonce;
    bool is_of(const QHttpServerRequest& request) {
        QUrl its = request.url();
        return std::as_const(url.data_ptr()) == its.data_ptr();
    }
};

/// The nonces that handlers have asked for, until the hook takes them: Qt calls both on the server's thread.
inline std::map<const QHttpServerRequest*, RequestNonce>& request_nonces() {
    thread_local std::map<const QHttpServerRequest*, RequestNonce> nonces;
    return nonces;
}

/// Qt's request does not know its connection; after `sslSetup` all of the server's speak TLS.
inline bool is_https(const QHttpServer& server, const QHttpServerRequest& request, Https https) {
    const auto servers = server.servers();
    const bool connection = !servers.isEmpty() && std::all_of(servers.begin(), servers.end(), [](const auto* each) {
        return each->inherits("QSslServer");
    });
    QByteArray found;
    return is_https(https, connection, [&](std::string_view name) {
        for (const auto& [key, value] : request.headers())
            if (iequals({key.constData(), static_cast<std::size_t>(key.size())}, name)) found = value;
        return std::exchange(found, {}).toStdString();
    });
}

}  // namespace detail

/// The nonce of the response to a request, for its page: made when first asked for, and the one that its header
/// carries. For handlers that return their response; what is written to a QHttpServerResponder, no hook sees.
inline const Nonce& nonce_of(const QHttpServerRequest& request) {
    auto& nonces = detail::request_nonces();
    const auto found = nonces.find(&request);
    if (found != nonces.end() && found->second.is_of(request)) return found->second.nonce;
    return nonces.insert_or_assign(&request, detail::RequestNonce{request.url(), Nonce::generate()}).first->second.nonce;
}

/// Delivers `set` to every response that a handler returns, files and Qt's own errors with them; it takes the place of
/// the server's `afterRequest`. With `cookies` it hardens their cookies, too.
template <class Headers>
void set_headers_on_every_response(QHttpServer& server, Headers set, Https https = Https::from_connection,
                                   std::optional<CookieRules> cookies = {}) {
    server.afterRequest([&server, frozen = detail::frozen(std::move(set)), https,
                         cookies = std::move(cookies)](QHttpServerResponse&& response, const QHttpServerRequest& request) {
        const HeaderView view = frozen;
        Delivery delivery{.https = detail::is_https(server, request, https)};
        if (view.needs_nonce()) delivery.nonce = nonce_of(request);
        detail::request_nonces().erase(&request);
        set_headers(response, view, delivery);
        if (cookies) harden_cookies(response, *cookies, Unmendable::drop);
        return std::move(response);
    });
}

}  // namespace secure_headers
