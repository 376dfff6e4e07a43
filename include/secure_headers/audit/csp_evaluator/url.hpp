// SPDX-License-Identifier: MIT
// What CSP Evaluator sees in a source once its URL parser has read it: host and path.
#pragma once

#include <secure_headers/audit/csp_evaluator/known_url.hpp>
#include <secure_headers/audit/csp_evaluator/words.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/ipv4.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::detail::csp_evaluator {

/// The source without its scheme or leading "//".
constexpr std::string_view without_scheme(std::string_view source) {
    constexpr CharSet word = alphanumeric + CharSet{"_"};
    constexpr CharSet scheme = word + CharSet{"+.-"};
    std::size_t size = 0;
    while (size < source.size() && scheme.has(source[size])) ++size;
    const bool has_scheme = size > 0 && word.has(source[0]) && source.substr(size).starts_with("://");
    if (has_scheme) source.remove_prefix(size + 3);
    if (source.starts_with("//")) source.remove_prefix(2);
    return source;
}

/// Stands for a wildcard while a URL is read, as in the original.
inline constexpr std::string_view wildcard = "wildcard_placeholder";

/// Reads "host/path" as the WHATWG URL Standard reads it after "https://": what it refuses gets some host.
class SourceUrl {
public:
    constexpr explicit SourceUrl(std::string_view source) {
        const Text text = with_placeholder(without_scheme(source));
        std::string_view rest = text;
        while (!rest.empty() && is_slash(rest.front())) rest.remove_prefix(1);
        const std::size_t end = rest.find_first_of("/\\?#");
        read_host(rest.substr(0, end));
        read_path(end == std::string_view::npos ? std::string_view{} : rest.substr(end));
    }

    constexpr std::string_view host() const { return host_; }
    constexpr std::string_view path() const { return path_; }

    /// True if it allows the URL of a list.
    constexpr bool matches(KnownUrl url) const {
        const bool any_subdomain = host().starts_with(wildcard) && host().substr(wildcard.size()).starts_with('.');
        if (any_subdomain ? !url.host.ends_with(host().substr(wildcard.size())) : url.host != host()) return false;
        if (path() == "/") return true;
        return path().ends_with('/') ? url.path.starts_with(path()) : url.path == path();
    }

private:
    static constexpr bool is_slash(char c) { return c == '/' || c == '\\'; }

    /// The first wildcard for a port goes, the first other one gets its placeholder.
    static constexpr Text with_placeholder(std::string_view source) {
        const std::size_t port = source.find(":*");
        Text text{source.substr(0, port)};
        if (port != std::string_view::npos) text.append(source.substr(port + 2));
        const std::size_t star = text.view().find('*');
        if (star == std::string_view::npos) return text;
        Text replaced{text.view().substr(0, star)};
        replaced.append(wildcard).append(text.view().substr(star + 1));
        return replaced;
    }

    constexpr void read_host(std::string_view authority) {
        const std::size_t user = authority.rfind('@');
        if (user != std::string_view::npos) authority.remove_prefix(user + 1);
        const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
        const std::size_t port = bracket == std::string_view::npos ? bracket : authority.find(':', bracket);
        authority = authority.substr(0, port);
        for (std::size_t i = 0; i < authority.size(); ++i) {
            char c = authority[i];
            if (c == '%' && i + 2 < authority.size() && is_hex(authority[i + 1]) && is_hex(authority[i + 2])) {
                c = static_cast<char>(hex(authority[i + 1]) * 16 + hex(authority[i + 2]));
                i += 2;
            }
            c = to_lower(c);
            host_.append({&c, 1});
        }
    }

    static constexpr int hex(char c) { return is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10; }

    /// Takes "." and ".." out of the path; what an escape would stand for is in no list.
    constexpr void read_path(std::string_view rest) {
        rest = rest.substr(0, rest.find_first_of("?#"));
        List<std::string_view> segments;
        while (!rest.empty()) {
            rest.remove_prefix(1);
            const std::size_t end = rest.find_first_of("/\\");
            const std::string_view segment = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
            const std::size_t dots = dot_count(segment);
            if (dots == 2 && !segments.empty()) segments.erase(segments.size() - 1);
            if (dots == 0)
                segments.push_back(segment);
            else if (rest.empty())
                segments.push_back({});
        }
        for (const std::string_view segment : segments) path_.append("/").append(segment);
        if (segments.empty()) path_.append("/");
    }

    /// 1 or 2 for a segment of that many dots, written as such or escaped; else 0.
    static constexpr std::size_t dot_count(std::string_view segment) {
        std::size_t dots = 0;
        while (!segment.empty()) {
            const bool escaped = istarts_with(segment, "%2e");
            if ((!escaped && segment.front() != '.') || ++dots > 2) return 0;
            segment.remove_prefix(escaped ? 3 : 1);
        }
        return dots;
    }

    Text host_{};
    Text path_{};
};

/// True if the host is an address, in whatever spelling, or in brackets.
constexpr bool looks_like_ip_address(std::string_view source) {
    const SourceUrl url{source};
    const std::string_view bare = without_scheme(source);
    constexpr CharSet in_brackets = decimal_digits + CharSet{":"};
    const std::size_t bracket = bare.find(']');
    const bool bracketed = bare.starts_with('[') && bracket != std::string_view::npos && bracket > 1 &&
                           in_brackets.holds(bare.substr(1, bracket - 1));
    return bracketed || (url.host().starts_with('[') && url.host().ends_with(']')) || is_ipv4(url.host());
}

}  // namespace secure_headers::detail::csp_evaluator
