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
#include <QtCore/QThread>
#include <QtCore/QUrl>
#include <QtHttpServer/QHttpServer>
#include <QtHttpServer/QHttpServerRequest>
#include <QtHttpServer/QHttpServerResponse>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#error "secure_headers: this adapter is for Qt 6.4 to 6.7; Qt 6.8 changed QHttpServerResponse"
#endif

namespace secure_headers {

namespace detail {

inline QByteArray bytes(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

inline QByteArray raw_bytes(std::string_view text) {
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
}

/// A name as x-name, X-Name and X-NAME.
template <class Text>
struct Spellings {
    Text lower, train, upper;

    /// Of the characters from the second one of `name` on, each of which begins a word if a `-` is before it.
    [[gnu::always_inline]] void fill(const auto& name, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) lower[i] = to_lower(name[i + 1]);
        for (std::size_t i = 0; i < size; ++i)
            upper[i] = static_cast<char>(lower[i] - (is_lower(lower[i]) ? 'a' - 'A' : 0));
        for (std::size_t i = 0; i < size; ++i)
            train[i] = static_cast<char>(lower[i] - (name[i] == '-' && is_lower(lower[i]) ? 'a' - 'A' : 0));
    }

    void for_each_but(std::string_view name, auto&& visit) const {
        const auto text = [&](const Text& spelling) { return std::string_view{spelling.data(), name.size()}; };
        if (text(lower) != name) visit(text(lower));
        if (text(train) != name && text(train) != text(lower)) visit(text(train));
        if (text(upper) != name && text(upper) != text(train)) visit(text(upper));
    }
};

/// Visits the spellings of a name that there are in practice beside the one that it is given in. Qt 6.4 tells names
/// apart by their case, and cannot list them.
void for_each_other_spelling(std::string_view name, auto&& visit) {
    constexpr std::size_t short_size = 48;  // a constant, for which compilers use vectors
    if (name.size() <= short_size) {
        std::array<char, 1 + short_size> behind_dash{'-'};
        std::memcpy(behind_dash.data() + 1, name.data(), name.size());
        Spellings<std::array<char, short_size>> spellings;
        spellings.fill(behind_dash, short_size);
        return spellings.for_each_but(name, visit);
    }
    const std::string blank(name.size(), ' ');
    Spellings<std::string> spellings{blank, blank, blank};
    spellings.fill('-' + std::string{name}, name.size());
    spellings.for_each_but(name, visit);
}

}  // namespace detail

template <>
struct ResponseAdapter<QHttpServerResponse> {
    static void append(QHttpServerResponse& response, std::string_view name, std::string_view value) {
        response.addHeader(detail::bytes(name), detail::bytes(value));
    }

    /// Whether a name of a set is there. Most responses have usual headers only, which are taken out meanwhile: of a
    /// map that is empty libstdc++ knows without the name's hash that the name is not there.
    static bool has_name_of(QHttpServerResponse& response, const HeaderView& view) {
        const UsualApart apart{response};
        if (apart.has_name_of(view)) return true;
        bool found = false;
        const auto look_for = [&](std::string_view spelling) {
            found = found || response.hasHeader(detail::raw_bytes(spelling));
        };
        for (const HeaderField& field : view) {
            look_for(field.name);
            detail::for_each_other_spelling(field.name, look_for);
            if (found) return true;
        }
        return false;
    }

    /// Qt can clear all headers of a name, and no single one.
    template <class Predicate>
    static std::size_t erase_if(QHttpServerResponse& response, std::string_view name, Predicate&& predicate) {
        std::size_t erased = 0;
        const auto erase_from = [&](std::string_view spelling) {
            if (response.hasHeader(detail::raw_bytes(spelling))) erased += erase_present(response, spelling, predicate);
        };
        erase_from(name);
        detail::for_each_other_spelling(name, erase_from);
        return erased;
    }

private:
    /// A response without its usual headers, but for those that it has several times, until the end of the scope.
    class UsualApart {
    public:
        explicit UsualApart(QHttpServerResponse& response) : response_{response} {
            for (std::size_t i = 0; i < usual.size(); ++i) {
                const QByteArray name = detail::raw_bytes(usual[i]);
                values_[i] = response.headers(name);
                if (values_[i].size() == 1) response.clearHeader(name);
            }
        }
        ~UsualApart() {
            for (std::size_t i = 0; i < usual.size(); ++i)
                if (values_[i].size() == 1) response_.addHeader(detail::bytes(usual[i]), values_[i].front());
        }
        UsualApart(const UsualApart&) = delete;
        UsualApart& operator=(const UsualApart&) = delete;

        bool has_name_of(const HeaderView& view) const {
            for (std::size_t i = 0; i < usual.size(); ++i)
                if (!values_[i].isEmpty() && view.find(usual[i])) return true;
            return false;
        }

    private:
        static constexpr std::array<std::string_view, 4> usual{"Content-Type", "Set-Cookie", "Location", "Cache-Control"};
        QHttpServerResponse& response_;
        std::array<QList<QByteArray>, usual.size()> values_{};
    };

    template <class Predicate>
    static std::size_t erase_present(QHttpServerResponse& response, std::string_view name, Predicate& predicate) {
        const QByteArray key = detail::bytes(name);
        QList<QByteArray> values = response.headers(key);
        const qsizetype removed = values.removeIf([&](const QByteArray& value) {
            return predicate(std::string_view{value.constData(), static_cast<std::size_t>(value.size())});
        });
        if (removed == 0) return 0;
        response.clearHeader(key);
        for (const QByteArray& value : std::as_const(values)) response.addHeader(key, value);
        return static_cast<std::size_t>(removed);
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

/// The nonces that handlers have asked for, on whatever thread, until the hook takes them. Of one address there may be
/// several: Qt reads a connection's next request into the same object while a QFuture is still to bring the response.
class RequestNonces {
public:
    static RequestNonces& all() {
        static RequestNonces nonces;
        return nonces;
    }

    Nonce of(const QHttpServerRequest& request) {
        const std::lock_guard lock{mutex_};
        std::vector<RequestNonce>& asked = asked_[&request];
        for (RequestNonce& each : asked)
            if (each.is_of(request)) return each.nonce;
        if (asked.size() == most) asked.erase(asked.begin());  // no hook has seen its response
        return asked.emplace_back(RequestNonce{request.url(), Nonce::generate()}).nonce;
    }

    /// Takes the nonce of a response, if its handler has asked for one: the one in the page, or where the handler has
    /// only just returned, that of the request.
    std::optional<Nonce> take(const QHttpServerRequest& request, const QByteArray& page, bool handler_returned) {
        const std::lock_guard lock{mutex_};
        const auto found = asked_.find(&request);
        if (found == asked_.end()) return {};
        std::vector<RequestNonce>& asked = found->second;
        auto its = std::find_if(asked.begin(), asked.end(),
                                [&](const RequestNonce& each) { return page.contains(raw_bytes(each.nonce.value())); });
        if (its == asked.end() && handler_returned)
            its = std::find_if(asked.begin(), asked.end(), [&](RequestNonce& each) { return each.is_of(request); });
        if (its == asked.end()) return {};
        const Nonce nonce = its->nonce;
        asked.erase(its);
        if (asked.empty()) asked_.erase(found);
        return nonce;
    }

private:
    static constexpr std::size_t most = 16;
    std::mutex mutex_{};
    std::map<const QHttpServerRequest*, std::vector<RequestNonce>> asked_{};
};

/// The socket that is telling the server of a request; none where a QFuture brings a response, or on another thread.
inline const QTcpSocket* heard_socket(const QHttpServer& server) {
    struct Sender : QObject {
        using QObject::sender;  // protected
    };
    if (QThread::currentThread() != server.thread()) return nullptr;
    return qobject_cast<const QTcpSocket*>((server.*(&Sender::sender))());
}

inline bool speaks_tls([[maybe_unused]] const QTcpSocket& socket) {
#ifdef QT_NO_SSL  // where Qt declares no QSslSocket
    return false;
#else
    const auto* const tls = qobject_cast<const QSslSocket*>(&socket);
    return tls != nullptr && tls->mode() != QSslSocket::UnencryptedMode;
#endif
}

inline bool all_speak_tls(const QList<QTcpServer*>& servers) {
    return !servers.isEmpty() && std::all_of(servers.begin(), servers.end(),
                                             [](const QTcpServer* each) { return each->inherits("QSslServer"); });
}

/// Whether all connections from an address speak TLS, of which there are some.
inline bool all_speak_tls(const QList<QTcpServer*>& servers, const QHostAddress& address) {
    bool found = false;
    for (const QTcpServer* const server : servers) {
        for (const QTcpSocket* const each : server->findChildren<QTcpSocket*>(Qt::FindDirectChildrenOnly)) {
            if (each->peerAddress() != address) continue;
            if (!speaks_tls(*each)) return false;
            found = true;
        }
    }
    return found;
}

/// Qt's request does not know its connection, but where it came from.
inline bool is_connection_tls(const QHttpServer& server, const QHttpServerRequest& request) {
    if (const QTcpSocket* const socket = heard_socket(server)) return speaks_tls(*socket);
    const QList<QTcpServer*> servers = server.servers();
    if (all_speak_tls(servers)) return true;
    return QThread::currentThread() == server.thread() && all_speak_tls(servers, request.remoteAddress());
}

inline bool is_https(const QHttpServer& server, const QHttpServerRequest& request, Https https) {
    QByteArray found;
    return is_https(https, is_connection_tls(server, request), [&](std::string_view name) {
        for (const auto& [key, value] : request.headers())
            if (iequals({key.constData(), static_cast<std::size_t>(key.size())}, name)) found = value;
        return std::exchange(found, {}).toStdString();
    });
}

}  // namespace detail

/// The nonce of the response to a request, for its page: made when first asked for, and the one that its header
/// carries. For handlers that return their response, or a QFuture of it whose page has the nonce in it as it is; what
/// is written to a QHttpServerResponder, no hook sees.
inline Nonce nonce_of(const QHttpServerRequest& request) { return detail::RequestNonces::all().of(request); }

/// What delivery must know of the response to a request, as the server's hook does: whether it travels over HTTPS, and
/// its nonce; for a route's own policy.
inline Delivery delivery_for(const QHttpServerRequest& request, const QHttpServer& server,
                             Https https = Https::from_connection) {
    return {.https = detail::is_https(server, request, https), .nonce = secure_headers::nonce_of(request)};
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
        const auto asked =
            detail::RequestNonces::all().take(request, response.data(), detail::heard_socket(server) != nullptr);
        if (view.needs_nonce()) delivery.nonce = asked ? *asked : Nonce::generate();
        secure_headers::set_headers(response, view, delivery);
        if (cookies) secure_headers::harden_cookies(response, *cookies, Unmendable::drop);
        return std::move(response);
    });
}

}  // namespace secure_headers
