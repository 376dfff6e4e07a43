// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/header_policy.hpp>

#include <cstddef>
#include <string_view>

// How browsers read a source. CSP3, section 2.3.1.
namespace secure_headers::csp::detail {

/// What there is to say of a source by itself.
struct SourceReading {
    SourceKind kind = SourceKind::unknown;
    Traits traits = Trait::unknown;
};

constexpr bool is_port(std::string_view port) {
    if (port == "*") return true;
    unsigned number = 0;
    for (const char c : port) {
        if (!secure_headers::detail::is_digit(c)) return false;
        number = number < 100000 ? number * 10 + static_cast<unsigned>(c - '0') : number;
    }
    return !port.empty() && number <= 65535;
}

constexpr bool is_path(std::string_view path) {
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (!path_char.has(path[i])) return false;
        if (path[i] == '%' && (path.size() - i < 3 || !is_hex(path[i + 1]) || !is_hex(path[i + 2]))) return false;
    }
    return !path.starts_with("//");
}

/// Where the query or fragment begins, or npos.
constexpr std::size_t find_query(std::string_view text) {
    const std::size_t query = text.find('?'), fragment = text.find('#');
    return query < fragment ? query : fragment;
}

/// An IPv4 address other than 127.0.0.1, the only one that browsers match.
constexpr bool is_unmatched_address(std::string_view host) {
    std::size_t points = 0;
    for (const char c : host) {
        if (c != '.' && !secure_headers::detail::is_digit(c)) return false;
        points += c == '.' ? 1U : 0U;
    }
    return points == 3 && host != "127.0.0.1";
}

/// The trait of a scheme that has one.
constexpr Traits trait_of_scheme(std::string_view scheme) {
    const std::size_t place = scheme_table.find(scheme);
    if (place == std::size(schemes_of_sources)) return {};
    return static_cast<Trait>(static_cast<std::size_t>(Trait::http) + place);
}

/// Reads a host source from its begin to its end: `[scheme://]host[:port][/path]`, and a query that browsers ignore.
class HostReader {
public:
    constexpr explicit HostReader(std::string_view text) : text_{text} {}

    constexpr SourceReading read() {
        scan_labels();
        read_scheme();
        if (!read_host() || !read_port() || !read_path()) return {};
        if (at_ < text_.size()) traits_.add(Trait::query);
        if (!has_dot_ && !contains(text_, '.') && text_ != "*") traits_.add(Trait::bare);
        return {SourceKind::host, traits_};
    }

private:
    /// Finds the end of what may be a scheme's or a host's name at `at_`.
    constexpr void scan_labels() {
        bool empty_label = false;
        std::size_t end = at_;
        for (; end < text_.size() && secure_headers::detail::host_char.has(text_[end]); ++end) {
            if (text_[end] != '.') continue;
            has_dot_ = true;
            empty_label = empty_label || end == at_ || text_[end - 1] == '.';
        }
        end_ = end;
        empty_label_ = empty_label;
    }

    /// What stands before `://` and is no scheme is no host either, or a query begins in it.
    constexpr void read_scheme() {
        if (end_ == text_.size()) return;
        const std::size_t end = text_[end_] == '+' ? find_scheme_end(text_) : end_;
        if (end == std::string_view::npos || !begins_with(text_.substr(end), "://")) return;
        if (!is_scheme(text_.substr(0, end))) return;
        traits_.add(trait_of_scheme(text_.substr(0, end)));
        at_ = end + 3;
        scan_labels();
    }

    constexpr bool read_host() {
        const std::size_t begin = at_;
        if (at_ < text_.size() && text_[at_] == '*') {
            if (ends_host(begin + 1) || is_query(begin + 1)) {
                if (ends_host(begin + 1)) traits_.add(Trait::any_host);
                ++at_;
                return true;
            }
            if (text_[begin + 1] == '.') at_ += 2;
            scan_labels();
        }
        if (end_ == at_ || empty_label_ || !(ends_host(end_) || is_query(end_))) return false;
        at_ = end_;
        if (secure_headers::detail::is_digit(text_[begin]) && is_unmatched_address(text_.substr(begin, at_ - begin)))
            traits_.add(Trait::address);
        return true;
    }

    constexpr bool read_port() {
        if (at_ == text_.size() || text_[at_] != ':') return true;
        const std::size_t begin = ++at_;
        while (at_ < text_.size() && text_[at_] != '/' && !is_query(at_)) ++at_;
        return is_port(text_.substr(begin, at_ - begin));
    }

    constexpr bool read_path() {
        if (at_ == text_.size() || is_query(at_)) return true;
        const std::string_view rest = text_.substr(at_), path = rest.substr(0, find_query(rest));
        at_ += path.size();
        return is_path(path);
    }

    constexpr bool ends_host(std::size_t at) const {
        return at == text_.size() || text_[at] == ':' || text_[at] == '/';
    }
    constexpr bool is_query(std::size_t at) const {
        return at < text_.size() && (text_[at] == '?' || text_[at] == '#');
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t end_ = 0;  ///< Of the labels at `at_`.
    bool empty_label_ = false, has_dot_ = false;
    Traits traits_ = Trait::host;
};

constexpr bool is_host_source(std::string_view text) { return HostReader{text}.read().kind == SourceKind::host; }

/// Reads what stands in quotes.
constexpr SourceReading read_quoted(std::string_view inner) {
    if (const std::size_t place = keyword_table.find(inner); place < std::size(keywords)) {
        const auto trait = static_cast<Trait>(place);
        return {trait == Trait::none ? SourceKind::none : SourceKind::keyword, trait};
    }
    if (istarts_with(inner, "nonce-")) {
        const std::string_view nonce = inner.substr(6);
        if (is_base64_value(nonce) || nonce == nonce_placeholder) return {SourceKind::nonce, Trait::nonce};
    } else if (hash_length(inner) != 0 && is_base64_value(inner.substr(7))) {
        return {SourceKind::hash, Trait::hash};
    }
    return {};
}

constexpr SourceReading read_source(std::string_view text) {
    if (is_quoted(text)) return read_quoted(unquoted(text));
    if (kind_of(text) != SourceKind::scheme) return HostReader{text}.read();
    Traits traits = trait_of_scheme(text.substr(0, text.size() - 1));
    traits.add(Trait::scheme);
    return {SourceKind::scheme, traits};
}
constexpr SourceKind read_kind(std::string_view text) { return read_source(text).kind; }

constexpr ParsedToken read_token(std::string_view text, std::size_t offset = 0) {
    const SourceReading reading = read_source(text);
    return {text, offset, reading.kind, reading.traits};
}

}  // namespace secure_headers::csp::detail
