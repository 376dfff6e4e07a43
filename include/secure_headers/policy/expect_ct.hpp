// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/report_uri.hpp>
#include <secure_headers/detail/seconds.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Asked browsers of before 2022 for Certificate Transparency. RFC 9163, section 2.1.
class [[deprecated("Expect-CT: browsers require Certificate Transparency by themselves; leave it out")]] ExpectCT {
public:
    static constexpr std::string_view name = "Expect-CT"sv;

    struct options {
        detail::Seconds max_age = std::chrono::days{1};  ///< Zero makes browsers forget.
        bool enforce = false;
        detail::ReportUri<name> report_uri{};
    };

    /// Refuses a negative time.
    constexpr explicit ExpectCT(options chosen) : options_{std::move(chosen)} {
        if (options_.max_age.count() < 0) detail::refuse("Expect-CT: max_age must not be negative");
    }
    constexpr explicit ExpectCT(detail::Seconds max_age) : ExpectCT{options{.max_age = max_age}} {}

    constexpr void write_to(FieldWriter & out) const {
        out.append("max-age=").append_number(static_cast<std::uint64_t>(options_.max_age.count()));
        if (options_.enforce) out.append(", enforce");
        const std::string_view uri = options_.report_uri.text();
        if (!uri.empty()) out.append(", report-uri=\"").append(uri).append("\"");
        out.make_https_only();
    }

private:
    options options_;
};

}  // namespace secure_headers
