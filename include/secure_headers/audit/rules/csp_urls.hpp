// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/cover.hpp>
#include <secure_headers/csp/match.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/decimal.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstdint>
#include <string_view>

// What several sources let through together, where none of them lets through what another one does.
namespace secure_headers::audit_rules::csp_rules {

/// The ports of one scheme that a source lets through: all, none, one or two, or the own one of a scheme that is not
/// known.
class Ports {
public:
    constexpr Ports() = default;
    static constexpr Ports all() { return Ports{-1, -1}; }
    static constexpr Ports own() { return Ports{-3, -3}; }
    static constexpr Ports one(int port) { return Ports{port, port}; }
    static constexpr Ports two(int first, int second) { return Ports{first, second}; }

    constexpr bool none() const { return first_ == -2; }
    constexpr void narrow(Ports other) {
        if (first_ == -1)
            *this = other;
        else if (!other.has(first_))
            *this = other.has(second_) ? one(second_) : Ports{};
        else if (!other.has(second_))
            *this = one(first_);
    }
    /// As a source has them behind its host.
    constexpr void write_to(detail::Text& text, int own) const {
        if (first_ == -1 || first_ != second_) return static_cast<void>(text.append(":*"));
        if (first_ >= 0 && first_ != own)
            text.append(":").append(detail::Decimal{static_cast<std::uint64_t>(first_)}.text());
    }

    constexpr bool operator==(const Ports&) const = default;

private:
    constexpr explicit Ports(int first, int second) : first_{first}, second_{second} {}
    constexpr bool has(int port) const { return first_ == -1 || first_ == port || second_ == port; }

    int first_ = -2, second_ = -2;
};

/// The URLs that a source lets through, of the page over https. What two such have in common is one, too.
class UrlSet {
public:
    constexpr UrlSet() = default;
    /// Of a host, a scheme or 'self'.
    constexpr explicit UrlSet(std::string_view source) {
        if (csp::detail::is_self(source)) {
            is_self_ = true;
            https_ = Ports::all();
        } else if (source == "*") {
            http_ = https_ = Ports::all();
        } else {
            read(csp::detail::split_source(source));
        }
    }

    /// Leaves what both let through; false if that is nothing. Of the page's own origin no host is known.
    constexpr bool narrow(const UrlSet& other) {
        if (!detail::iequals(scheme_, other.scheme_)) return false;
        if (is_self_ || other.is_self_) {
            if (!takes_self() || !other.takes_self()) return false;
            is_self_ = true;
            host_ = path_ = {};
        } else if (!narrow_host(other.host_) || !narrow_path(other.path_)) {
            return false;
        }
        http_.narrow(other.http_);
        https_.narrow(other.https_);
        return !http_.none() || !https_.none();
    }

    constexpr bool operator==(const UrlSet&) const = default;

    /// A source that lets the same through, or a little more: of two schemes it has the ports of the first.
    constexpr detail::Text text() const {
        if (is_self_) return detail::Text{"'self'"};
        const bool plain = !http_.none();
        detail::Text source{!scheme_.empty() ? scheme_ : plain ? std::string_view{"http"} : std::string_view{"https"}};
        if (host_.empty()) return source.append(":");
        source.append("://").append(host_);
        if (plain)
            http_.write_to(source, 80);
        else
            https_.write_to(source, 443);
        return source.append(path_);
    }

private:
    constexpr void read(const csp::detail::SourceParts& parts) {
        const std::string_view scheme = csp::detail::as_fetched(csp::detail::scheme_of(parts, csp::Url{""}));
        const bool http = detail::iequals(scheme, "http"), https = detail::iequals(scheme, "https");
        host_ = parts.host;
        path_ = parts.path;
        const bool any_port = parts.host.empty() || parts.port == "*";
        const Ports ports = any_port             ? Ports::all()
                            : parts.port.empty() ? Ports::own()
                                                 : Ports::one(csp::detail::port_number(parts.port));
        const bool own = ports == Ports::own();
        if (http || https) {
            https_ = own ? Ports::one(443) : ports;
            if (http && ports == Ports::one(80)) https_ = Ports::two(80, 443);  // CSP3, section 1.3
            if (http) http_ = own ? Ports::one(80) : ports;
        } else {
            scheme_ = scheme;
            http_ = ports;
        }
    }

    constexpr bool takes_self() const { return is_self_ || host_.empty() || host_ == "*"; }

    constexpr bool narrow_host(std::string_view other) {
        if (other.empty()) return true;
        const auto common = host_.empty() ? detail::Optional<std::string_view>{other}
                                          : csp::detail::common_part(other, host_, csp::detail::host_covers);
        if (common) host_ = *common;
        return static_cast<bool>(common);
    }
    constexpr bool narrow_path(std::string_view other) {
        const auto common = csp::detail::common_part(other, path_, csp::detail::path_covers);
        if (common) path_ = *common;
        return static_cast<bool>(common);
    }

    std::string_view scheme_{};  ///< Empty for those of the network, which are http and https.
    std::string_view host_{};    ///< Empty for all of a scheme.
    std::string_view path_{};
    Ports http_{}, https_{};  ///< Of another scheme the first.
    bool is_self_ = false;
};

}  // namespace secure_headers::audit_rules::csp_rules
