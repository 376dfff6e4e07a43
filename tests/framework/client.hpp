// SPDX-License-Identifier: MIT
// A client that sends what it is told, right or wrong, and shows each header line of the answer.
#pragma once

#include <secure_headers/detail/ascii.hpp>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace client {

using secure_headers::detail::iequals;

struct Response {
    int status = 0;  ///< 0 if there was no answer.
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};

    std::vector<std::string> values(std::string_view name) const {
        std::vector<std::string> found;
        for (const auto& [key, value] : headers)
            if (iequals(key, name)) found.push_back(value);
        return found;
    }
    std::string first(std::string_view name) const {
        const auto found = values(name);
        return found.empty() ? "" : found.front();
    }
};

/// Reads the status line and the header lines of an answer, up to the empty line.
inline Response parse(std::string_view head) {
    Response response;
    if (!head.starts_with("HTTP/1.") || head.size() < 12) return response;
    response.status = std::atoi(std::string{head.substr(9, 3)}.c_str());
    for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
        const std::size_t end = std::min(head.find("\r\n", at), head.size());
        const std::string_view line = head.substr(at, end - at);
        const std::size_t colon = std::min(line.find(':'), line.size());
        std::string_view value = line.substr(std::min(colon + 1, line.size()));
        while (value.starts_with(' ')) value.remove_prefix(1);
        response.headers.emplace_back(line.substr(0, colon), value);
        at = end + 2;
    }
    return response;
}

/// One connection to a port of this machine that stays open as long as the server lets it, and is opened anew if not.
class Connection {
public:
    explicit Connection(int port, int seconds = 5) : port_{port}, seconds_{seconds} {}
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() { close(); }

    Response ask(const std::string& method, const std::string& path, const std::string& lines = "") {
        return raw(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n" + lines + "\r\n",
                   method == "HEAD");
    }

    /// Sends these bytes; a server that closed the connection after its last answer gets them on a new one, if `again`.
    Response raw(const std::string& request, bool head = false, bool again = true) {
        const bool reused = socket_ >= 0 && again;
        Response response = exchange(request, head);
        if (response.status == 0 && reused) response = exchange(request, head);
        return response;
    }

    /// Sends these bytes and goes away.
    void leave(const std::string& bytes) {
        if (socket_ < 0) open();
        if (socket_ >= 0) (void)send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        close();
    }

private:
    /// Some servers tell their port a moment before they listen.
    void open() {
        for (int tries = 0; socket_ < 0 && tries < 100; ++tries) {
            if (tries > 0) usleep(10000);
            try_open();
        }
    }
    void try_open() {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        const timeval patience{seconds_, 0};
        const int on = 1;
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port_));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) close();
    }
    void close() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
        received_.clear();
    }

    Response exchange(const std::string& request, bool head) {
        if (socket_ < 0) open();
        if (socket_ < 0) return {};
        if (send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0) return close(), Response{};
        Response response;
        do {
            while (received_.find("\r\n\r\n") == std::string::npos)
                if (!receive()) return close(), Response{};
            const std::size_t end = received_.find("\r\n\r\n");
            response = parse({received_.data(), end});
            received_.erase(0, end + 4);
        } while (response.status == 100);
        if (!head && response.status >= 200 && response.status != 204 && response.status != 304) read_body(response);
        if (iequals(response.first("Connection"), "close")) close();
        return response;
    }

    bool receive() {
        char buffer[16384];
        const auto count = recv(socket_, buffer, sizeof buffer, 0);
        if (count > 0) received_.append(buffer, static_cast<std::size_t>(count));
        return count > 0;
    }
    std::string take(std::size_t size) {
        while (received_.size() < size)
            if (!receive()) break;
        std::string taken = received_.substr(0, size);
        received_.erase(0, size);
        return taken;
    }
    void read_body(Response& response) {
        const std::string length = response.first("Content-Length");
        if (!length.empty()) {
            response.body = take(std::strtoul(length.c_str(), nullptr, 10));
        } else if (iequals(response.first("Transfer-Encoding"), "chunked")) {
            for (std::size_t size = 1; size != 0;) {
                while (received_.find("\r\n") == std::string::npos)
                    if (!receive()) return;
                size = std::strtoul(received_.c_str(), nullptr, 16);
                received_.erase(0, received_.find("\r\n") + 2);
                response.body += take(size + 2).substr(0, size);
            }
        } else {
            while (receive()) continue;
            response.body.swap(received_);
            close();
        }
    }

    int port_;
    int seconds_;
    int socket_ = -1;
    std::string received_{};
};

}  // namespace client
