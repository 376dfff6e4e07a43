// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/header_view.hpp>
#include <secure_headers/nonce.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#if __has_include(<uWebSockets/App.h>)  // as its own `make install` puts it
#include <uWebSockets/App.h>
#elif __has_include(<uwebsockets/App.h>)
#include <uwebsockets/App.h>
#else
#include <App.h>
#endif

namespace secure_headers {

/// Collects the head of a response, which uWebSockets writes field by field and for good, and writes it once: the
/// status, then what the handler has set, then a set. Lives as long as uWebSockets' own response.
template <bool Tls>
class WriteOnce {
public:
    /// The bytes of `set`, and `cookies`, by which it hardens the response's cookies, must outlive the object;
    /// `request` is asked at once. A set that removes or replaces Server silences the mark that uWebSockets leaves on
    /// each response, for the whole loop.
    WriteOnce(uWS::HttpResponse<Tls>* response, uWS::HttpRequest* request, const HeaderView& set,
              Https https = Https::from_connection, const CookieRules* cookies = nullptr)
        : response_{response}, set_{set}, https_{is_https(request, https)}, head_{request->getMethod() == "head"}, cookies_{cookies} {
        if (const auto server = set.find("Server"); server && server->mode != Mode::add)
            uWS::Loop::get()->setSilent(true);
    }
    /// Of a set that is about to go, the bytes would be gone when the response is written.
    template <class Form>
    WriteOnce(uWS::HttpResponse<Tls>* response, uWS::HttpRequest* request, const FrozenForm<Form>&& set,
              Https https = Https::from_connection, const CookieRules* cookies = nullptr) = delete;

    WriteOnce& writeStatus(std::string_view status) {
        if (flushed_)
            response_->writeStatus(status);
        else
            status_ = status;
        return *this;
    }

    /// Writes one field more, as uWebSockets' own function does, which gets what comes after `flush`.
    WriteOnce& writeHeader(std::string_view name, std::string_view value) {
        if (flushed_) {
            response_->writeHeader(name, value);
            return *this;
        }
        if (lines_.empty()) {
            lines_.reserve(1024);
            sizes_.reserve(16);
        }
        const std::size_t before = lines_.size();
        lines_.append(name).append(separator).append(value).append(line_end);
        sizes_.push_back({name.size(), lines_.size() - before});
        return *this;
    }

    /// Writes a number, which uWebSockets' own function does for those that have no sign.
    WriteOnce& writeHeader(std::string_view name, std::integral auto number) {
        return writeHeader(name, std::string_view{std::to_string(number)});
    }

    /// The nonce of the response, for its page: made when first asked for, and the one that its header carries.
    const Nonce& nonce() {
        if (!nonce_) nonce_ = Nonce::generate();
        return *nonce_;
    }

    bool https() const { return https_; }

    /// What `set_headers` needs for a set of the handler's own.
    Delivery delivery() { return {.https = https_, .nonce = nonce()}; }

    /// Writes status and fields, and leaves the body to uWebSockets' own response.
    uWS::HttpResponse<Tls>* flush() {
        if (flushed_) return response_;
        Delivery delivery{.https = https_};
        if (set_.needs_nonce()) delivery.nonce = nonce();
        if (cookies_ != nullptr) secure_headers::harden_cookies(*this, *cookies_, Unmendable::drop);
        if (has_field_of_set())
            secure_headers::set_headers(*this, set_, delivery);
        else
            detail::append_block(lines_, detail::block_of(set_, delivery), delivery);
        flushed_ = true;
        if (!status_.empty()) response_->writeStatus(status_);
        if (lines_.empty()) return response_;
        // All fields at once: the value of the first one goes on until the end of the last one.
        const std::string_view lines{lines_.data(), lines_.size() - line_end.size()};
        const std::size_t name = lines.find(separator);
        response_->writeHeader(lines.substr(0, name), lines.substr(name + separator.size()));
        return response_;
    }

    /// Ends the response, and the connection, if uWebSockets is to close it; to a HEAD it tells the body's size alone.
    void end(std::string_view body = {}, bool close_connection = false) {
        if (head_)
            flush()->endWithoutBody(body.size(), close_connection);
        else
            flush()->end(body, close_connection);
    }

    /// Erases the fields of that name whose value the predicate is true for. Refuses once `flush` has sent them.
    template <class Predicate>
    std::size_t erase_if(std::string_view name, Predicate&& predicate) {
        if (flushed_) detail::refuse("response: flush has sent the fields; set headers and cookies before it");
        std::size_t erased = 0;
        std::size_t at = 0;
        for (auto line = sizes_.begin(); line != sizes_.end();) {
            if (matches(at, *line, name, predicate)) {
                lines_.erase(at, line->all);
                line = sizes_.erase(line);
                ++erased;
            } else {
                at += line->all;
                ++line;
            }
        }
        return erased;
    }

private:
    struct Line {
        std::size_t name = 0;
        std::size_t all = 0;  ///< With separator and end.
    };
    static constexpr std::string_view separator = ": ";
    static constexpr std::string_view line_end = "\r\n";

    bool has_field_of_set() const {
        std::size_t at = 0;
        for (const Line& line : sizes_) {
            if (set_.find({lines_.data() + at, line.name})) return true;
            at += line.all;
        }
        return false;
    }

    static bool is_https(uWS::HttpRequest* request, Https https) {
        return detail::is_https(https, Tls, [&](const char* name) {
            std::string_view last;
            for (const auto& [key, value] : *request)
                if (detail::iequals(key, name)) last = value;
            return last;
        });
    }

    template <class Predicate>
    bool matches(std::size_t at, const Line& line, std::string_view name, Predicate& predicate) const {
        const std::string_view text{lines_.data() + at, line.all - line_end.size()};
        return line.name == name.size() && detail::iequals(text.substr(0, line.name), name) &&
               predicate(text.substr(line.name + separator.size()));
    }

    uWS::HttpResponse<Tls>* response_;
    HeaderView set_;
    bool https_;
    bool head_;
    const CookieRules* cookies_;
    bool flushed_ = false;
    std::optional<Nonce> nonce_{};
    std::string status_{};
    std::string lines_{};
    std::vector<Line> sizes_{};
};

template <bool Tls>
struct ResponseAdapter<WriteOnce<Tls>> {
    static void append(WriteOnce<Tls>& response, std::string_view name, std::string_view value) {
        response.writeHeader(name, value);
    }

    template <class Predicate>
    static std::size_t erase_if(WriteOnce<Tls>& response, std::string_view name, Predicate&& predicate) {
        return response.erase_if(name, predicate);
    }
};

}  // namespace secure_headers
