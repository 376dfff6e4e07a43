// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/seconds.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstdint>
#include <string_view>

namespace secure_headers {

/// Keeps browsers on HTTPS for this host; sent over HTTPS only. RFC 6797, sections 6.1 and 7.2.
class StrictTransportSecurity {
public:
    static constexpr std::string_view name = "Strict-Transport-Security"sv;

    struct options {
        detail::Seconds max_age = std::chrono::days{730};  ///< Zero makes browsers forget.
        bool include_subdomains = true;
        bool preload = false;  ///< Consents to the terms of https://hstspreload.org
    };

    constexpr StrictTransportSecurity() : StrictTransportSecurity{options{}} {}

    /// Refuses a negative `max_age`, one of zero that asks for more, and `preload` that the list would refuse.
    constexpr explicit StrictTransportSecurity(options chosen) : options_{chosen} {
        const bool more = chosen.include_subdomains || chosen.preload;
        if (chosen.max_age.count() < 0) detail::refuse("Strict-Transport-Security: max_age must not be negative");
        if (chosen.max_age.count() == 0 && more)
            detail::refuse("Strict-Transport-Security: max_age of zero switches it off; write disable()");
        if (!chosen.preload) return;
        if (!chosen.include_subdomains) detail::refuse("Strict-Transport-Security: preload needs include_subdomains");
        if (chosen.max_age.count() < std::chrono::seconds{std::chrono::days{365}}.count())
            detail::refuse("Strict-Transport-Security: preload needs a max_age of at least 365 days");
    }

    /// Makes browsers forget the host, with its subdomains.
    static constexpr StrictTransportSecurity disable() {
        return StrictTransportSecurity{{.max_age = std::chrono::seconds{0}, .include_subdomains = false}};
    }
    /// The same with includeSubDomains, which says nothing more beside a max-age of zero. RFC 6797, section 6.1.1.
    static constexpr StrictTransportSecurity disable_with_subdomains() {
        StrictTransportSecurity off = disable();
        off.options_.include_subdomains = true;
        return off;
    }

    constexpr void write_to(FieldWriter& out) const {
        out.append("max-age=").append_number(static_cast<std::uint64_t>(options_.max_age.count()));
        if (options_.include_subdomains) out.append("; includeSubDomains");
        if (options_.preload) out.append("; preload");
        out.make_https_only();
    }

private:
    options options_;
};

}  // namespace secure_headers
