// SPDX-License-Identifier: MIT
// What CSP Evaluator sees in a source once its URL parser has read it: host and path.
#pragma once

#include <secure_headers/audit/csp_evaluator/known_url.hpp>
#include <secure_headers/audit/csp_evaluator/words.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/ipv4.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/percent_decode.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace secure_headers::detail::csp_evaluator {

inline constexpr CharSet word = alphanumeric + CharSet{"_"};
inline constexpr CharSet before_scheme = word + CharSet{"+.-"};
inline constexpr CharSet after_path{"?#"};
inline constexpr CharSet after_host = after_path + CharSet{"/\\"};
inline constexpr CharSet in_address = decimal_digits + CharSet{"["};
inline constexpr CharSet in_brackets = decimal_digits + CharSet{":"};

/// The source without its scheme or leading "//".
constexpr std::string_view without_scheme(std::string_view source) {
    std::size_t size = 0;
    while (size < source.size() && before_scheme.has(source[size])) ++size;
    const bool has_scheme = size > 0 && word.has(source[0]) && source.substr(size).starts_with("://");
    if (has_scheme) source.remove_prefix(size + 3);
    if (source.starts_with("//")) source.remove_prefix(2);
    return source;
}

/// Stands for a wildcard while a URL is read, as in the original.
inline constexpr std::string_view wildcard = "wildcard_placeholder";

/// Reads "host/path" as the WHATWG URL Standard reads it after "https://": what it refuses gets some host. The views
/// are of the source, or of a copy where it is not as a URL parser would write it.
class SourceUrl {
public:
    constexpr explicit SourceUrl(std::string_view source) {
        std::string_view rest = with_placeholder(without_scheme(source));
        while (!rest.empty() && is_slash(rest.front())) rest.remove_prefix(1);
        const std::size_t end = after_host.find_in(rest);
        read_host(rest.substr(0, end));
        if (end != std::string_view::npos) read_path(rest.substr(end, after_path.find_in(rest, end) - end));
        any_subdomain_ = host_.starts_with(wildcard) && host_.substr(wildcard.size()).starts_with('.');
    }
    SourceUrl(const SourceUrl&) = delete;
    SourceUrl& operator=(const SourceUrl&) = delete;

    constexpr std::string_view host() const { return host_; }
    constexpr std::string_view path() const { return path_; }
    constexpr bool has_any_subdomain() const { return any_subdomain_; }

    /// True if it allows the URL of a list.
    constexpr bool matches(KnownUrl url) const {
        if (any_subdomain_ ? !url.host.ends_with(host_.substr(wildcard.size())) : url.host != host_) return false;
        if (path_ == "/") return true;
        return path_.ends_with('/') ? url.path.starts_with(path_) : url.path == path_;
    }

private:
    static constexpr bool is_slash(char c) { return c == '/' || c == '\\'; }

    /// The first wildcard for a port goes, the first other one gets its placeholder.
    constexpr std::string_view with_placeholder(std::string_view source) {
        if (!contains(source, '*')) return source;
        const std::size_t port = source.find(":*");
        Text text{source.substr(0, port)};
        if (port != std::string_view::npos) text.append(source.substr(port + 2));
        const std::size_t star = text.view().find('*');
        copy_.append(text.view().substr(0, star));
        if (star != std::string_view::npos) copy_.append(wildcard).append(text.view().substr(star + 1));
        return copy_;
    }

    constexpr void read_host(std::string_view authority) {
        const std::size_t user = authority.rfind('@');
        if (user != std::string_view::npos) authority.remove_prefix(user + 1);
        const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
        host_ = authority.substr(0, bracket == std::string_view::npos ? bracket : authority.find(':', bracket));
        const auto is_rewritten = [](char c) { return c == '%' || is_upper(c); };
        std::size_t as_is = 0;
        while (as_is < host_.size() && !is_rewritten(host_[as_is])) ++as_is;
        if (as_is == host_.size()) return;
        for (std::string_view rest = host_; !rest.empty();) {
            const std::uint32_t escaped = escaped_byte(rest);
            const char c = to_lower(escaped < 256 ? static_cast<char>(escaped) : rest.front());
            host_copy_.append({&c, 1});
            rest.remove_prefix(escaped < 256 ? 3 : 1);
        }
        host_ = host_copy_;
    }

    /// Takes "." and ".." out of the path; what an escape would stand for is in no list.
    constexpr void read_path(std::string_view path) {
        if (path.empty()) return;
        path_ = path;
        const bool as_is = path.find("/.") == std::string_view::npos && path.find('%') == std::string_view::npos &&
                           path.find('\\') == std::string_view::npos;
        if (as_is) return;
        List<std::string_view> segments;
        while (!path.empty()) {
            path.remove_prefix(1);
            const std::size_t end = path.find_first_of("/\\");
            const std::string_view segment = path.substr(0, end);
            path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
            const std::size_t dots = dot_count(segment);
            if (dots == 2 && !segments.empty()) segments.erase(segments.size() - 1);
            if (dots == 0)
                segments.push_back(segment);
            else if (path.empty())
                segments.push_back({});
        }
        for (const std::string_view segment : segments) path_copy_.append("/").append(segment);
        path_ = path_copy_;
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

    Text copy_{};
    Text host_copy_{};
    Text path_copy_{};
    std::string_view host_{};
    std::string_view path_ = "/";
    bool any_subdomain_ = false;
};

/// False if no address can stand in the text, since it has no digit and no bracket. Sums of seven bits carry into no
/// other byte; what is not ASCII counts as what it is without its high bit.
constexpr bool may_have_address(std::string_view text) {
    if (std::is_constant_evaluated() || text.size() < 8) return in_address.find_in(text) != std::string_view::npos;
    return !all_bytes(text, [](std::uint64_t bytes) {
        constexpr std::uint64_t high = each_byte * 0x80;
        const std::uint64_t low = bytes & ~high;
        const std::uint64_t digits = (low + each_byte * (0x80 - '0')) & ~(low + each_byte * (0x7f - '9'));
        const std::uint64_t no_brackets = (low ^ each_byte * '[') + each_byte * 0x7f;
        return ((digits | ~no_brackets) & high) == 0;
    });
}

/// True if the host is an address, in whatever spelling, or in brackets.
constexpr bool looks_like_ip_address(std::string_view source) {
    if (!may_have_address(source)) return false;
    const SourceUrl url{source};
    const std::string_view bare = without_scheme(source);
    const std::size_t bracket = bare.find(']');
    const bool bracketed = bare.starts_with('[') && bracket != std::string_view::npos && bracket > 1 &&
                           in_brackets.holds(bare.substr(1, bracket - 1));
    return bracketed || (url.host().starts_with('[') && url.host().ends_with(']')) || is_ipv4(url.host());
}

}  // namespace secure_headers::detail::csp_evaluator
