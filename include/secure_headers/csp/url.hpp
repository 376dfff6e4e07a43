// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/decimal.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/ipv4.hpp>
#include <secure_headers/detail/percent_decode.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/uri.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers::csp {

/// As much of a URL as policies look at: scheme and host in lower case, the port unless it is the scheme's own, and the
/// path without dot segments. URL Standard, section 4. Hosts that are not ASCII are to be written in punycode.
class Url {
public:
    constexpr Url() = default;
    constexpr explicit Url(std::string_view text) { valid_ = read(text); }

    /// False if the text is no absolute URL; such a one matches nothing.
    constexpr bool valid() const { return valid_; }
    constexpr std::string_view scheme() const { return scheme_; }
    constexpr std::string_view host() const { return host_; }  ///< Empty for such as `data:` and `blob:`.
    constexpr int port() const { return port_; }               ///< -1 if it is the scheme's own.
    constexpr std::string_view path() const { return path_; }

    /// The port that the URL means, or -1 if the scheme has none.
    constexpr int effective_port() const { return port_ != -1 ? port_ : default_port(scheme_); }

    constexpr bool is_http() const { return scheme_.view() == "http" || scheme_.view() == "https"; }

    /// True if the host is a name; addresses are not.
    constexpr bool has_domain() const {
        return !host_.empty() && host_.view().front() != '[' && !secure_headers::detail::ends_in_number(host_);
    }

    /// The URL that Fetch asks about when a WebSocket is opened: http for ws and https for wss. Fetch, section 4.1.
    constexpr Url as_fetched() const {
        Url url = *this;
        if (scheme_.view() == "ws") url.scheme_ = secure_headers::detail::Text::literal("http");
        if (scheme_.view() == "wss") url.scheme_ = secure_headers::detail::Text::literal("https");
        return url;
    }

    /// The URL of the page that frames another, as that one is told: its origin alone, which data: and blob: have none
    /// of. CSP3, section 6.4.2.1.
    constexpr Url as_ancestor() const {
        Url url = *this;
        url.path_ = secure_headers::detail::Text::literal("/");
        url.valid_ = valid_ && !host_.empty();
        return url;
    }

    /// The port that a URL of the scheme has where it says none; -1 if none is known.
    static constexpr int default_port(std::string_view scheme) {
        if (scheme == "http" || scheme == "ws") return 80;
        if (scheme == "https" || scheme == "wss") return 443;
        return scheme == "ftp" ? 21 : -1;
    }

private:
    static constexpr bool is_special(std::string_view scheme) { return default_port(scheme) != -1; }

    /// The text without blanks and controls around it, and without line ends in it.
    static constexpr secure_headers::detail::Text cleaned(std::string_view text) {
        const auto is_edge = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
        while (!text.empty() && is_edge(text.front())) text.remove_prefix(1);
        while (!text.empty() && is_edge(text.back())) text.remove_suffix(1);
        secure_headers::detail::Text kept;
        for (std::size_t end = text.find_first_of("\t\r\n"); end != std::string_view::npos;
             end = text.find_first_of("\t\r\n")) {
            kept.append(text.substr(0, end));
            text.remove_prefix(end + 1);
        }
        return std::move(kept.append(text));
    }

    static constexpr void append_lower(secure_headers::detail::Text& to, std::string_view text) {
        for (const char c : text) {
            const char lower = secure_headers::detail::to_lower(c);
            to.append({&lower, 1});
        }
    }

    constexpr bool read(std::string_view text) {
        const secure_headers::detail::Text clean = cleaned(text);
        std::string_view rest = clean;
        const std::size_t colon = rest.find(':');
        if (colon == std::string_view::npos || !secure_headers::detail::is_scheme(rest.substr(0, colon))) return false;
        append_lower(scheme_, rest.substr(0, colon));
        rest = rest.substr(colon + 1);
        rest = rest.substr(0, rest.find('#'));
        rest = rest.substr(0, rest.find('?'));
        const bool special = is_special(scheme_);
        if (!special && !rest.starts_with("//")) return path_ = secure_headers::detail::Text{rest}, true;
        if (!special) rest.remove_prefix(2);
        while (special && !rest.empty() && is_slash(rest.front(), special)) rest.remove_prefix(1);
        std::size_t end = 0;
        while (end < rest.size() && !is_slash(rest[end], special)) ++end;
        if (!read_authority(rest.substr(0, end), special)) return false;
        read_path(rest.substr(end), special);
        return true;
    }

    static constexpr bool is_slash(char c, bool special) { return c == '/' || (special && c == '\\'); }

    constexpr bool read_authority(std::string_view authority, bool special) {
        authority = authority.substr(authority.rfind('@') + 1);
        const std::size_t bracket = authority.rfind(']');
        const std::size_t colon = authority.rfind(':');
        const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
        if (has_port && !read_port(authority.substr(colon + 1))) return false;
        return read_host(authority.substr(0, has_port ? colon : std::string_view::npos), special);
    }

    /// A name may be percent-encoded where the scheme is one of browsers. URL Standard, section 3.5.
    constexpr bool read_host(std::string_view host, bool special) {
        if (host.empty()) return !special;
        if (host.front() == '[') return append_lower(host_, host), secure_headers::detail::is_ipv6_literal(host);
        while (!host.empty()) {
            char c = host.front();
            const auto byte = secure_headers::detail::escaped_byte(host);
            const bool is_escaped = special && byte < 256;
            if (is_escaped) c = static_cast<char>(byte);
            host.remove_prefix(is_escaped ? 3 : 1);
            if (!secure_headers::detail::is_visible(c) || secure_headers::detail::contains("#/:<>?@[\\]^|", c))
                return false;
            if (special && c == '%') return false;
            append_lower(host_, {&c, 1});
        }
        return !special || !secure_headers::detail::ends_in_number(host_) || read_ipv4();
    }

    /// Rewrites the host, an address in any spelling, as four numbers. URL Standard, section 3.5.
    constexpr bool read_ipv4() {
        if (!secure_headers::detail::is_ipv4(host_)) return false;
        const std::uint64_t address = secure_headers::detail::ipv4_address(std::exchange(host_, Text{}));
        for (unsigned bits = 32; bits != 0; bits -= 8) {
            if (!host_.empty()) host_.append(".");
            host_.append(secure_headers::detail::Decimal{address >> (bits - 8) & 255U}.text());
        }
        return true;
    }

    constexpr bool read_port(std::string_view digits) {
        int port = 0;
        for (const char c : digits) {
            if (!secure_headers::detail::is_digit(c)) return false;
            port = port * 10 + (c - '0');
            if (port > 65535) return false;
        }
        if (!digits.empty() && port != default_port(scheme_)) port_ = port;
        return true;
    }

    static constexpr bool is_dots(std::string_view segment, std::size_t count) {
        std::size_t dots = 0;
        for (; !segment.empty(); ++dots) {
            if (segment.front() == '.')
                segment.remove_prefix(1);
            else if (secure_headers::detail::istarts_with(segment, "%2e"))
                segment.remove_prefix(3);
            else
                return false;
        }
        return dots == count;
    }

    /// Goes through the segments from the last, so that each `..` takes one away before it is written. A path begins
    /// with a slash, or is empty.
    constexpr void read_path(std::string_view path, bool special) {
        if (!special) return void(path_.append(path));
        if (path.empty()) path = "/";
        std::size_t skip = 0;
        secure_headers::detail::Text backwards;  // each segment reversed, so that appending is all that it takes
        bool last = true;
        for (std::size_t end = path.size(); end > 0;) {
            std::size_t begin = end;
            while (!is_slash(path[begin - 1], special)) --begin;
            const std::string_view segment = path.substr(begin, end - begin);
            end = begin - 1;
            const bool is_last = std::exchange(last, false);
            const bool up = is_dots(segment, 2);
            const bool dots = up || is_dots(segment, 1);
            if (dots && is_last) backwards.append("/");
            if (up) ++skip;
            if (dots) continue;
            if (skip > 0) {
                --skip;
                continue;
            }
            for (std::size_t i = segment.size(); i > 0; --i) backwards.append(segment.substr(i - 1, 1));
            backwards.append("/");
        }
        if (backwards.empty()) backwards.append("/");
        const std::string_view reversed = backwards;
        for (std::size_t i = reversed.size(); i > 0; --i) path_.append(reversed.substr(i - 1, 1));
    }

    using Text = secure_headers::detail::Text;
    Text scheme_{}, host_{}, path_{};
    int port_ = -1;
    bool valid_ = false;
};

}  // namespace secure_headers::csp
