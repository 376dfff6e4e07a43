// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/seconds.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>
#include <secure_headers/report_group.hpp>

#include <cstdint>
#include <string_view>

namespace secure_headers {

/// Asks browsers to report requests that failed in the network; sent over HTTPS only. Network Error Logging, section 5.
class NEL {
public:
    static constexpr std::string_view name = "NEL"sv;

    struct options {
        detail::Seconds max_age = std::chrono::days{30};
        bool include_subdomains = false;
        detail::Optional<double> success_fraction{};  ///< 0 to 1, to three digits; browsers take 0.
        detail::Optional<double> failure_fraction{};  ///< 0 to 1, to three digits; browsers take 1.
    };

    constexpr explicit NEL(const ReportGroup& report_to) : NEL{report_to, options{}} {}

    /// Reports to a group that the set's `ReportTo` declares. Refuses a max_age that is not positive, and fractions
    /// outside of 0 to 1 or of more than three digits.
    constexpr NEL(const ReportGroup& report_to, options chosen)
        : report_to_{std::string_view{report_to}}, options_{chosen} {
        if (chosen.max_age.count() <= 0)
            detail::refuse("NEL: max_age must be positive; to switch it off write NEL::disable()");
        for (const detail::Optional<double>& fraction : {chosen.success_fraction, chosen.failure_fraction})
            check(fraction);
    }

    /// Makes browsers forget the host.
    static constexpr NEL disable() {
        NEL off;
        off.options_.max_age = std::chrono::seconds{0};
        return off;
    }

    constexpr void write_to(FieldWriter& out) const {
        out.append("{");
        if (!report_to_.empty()) out.append("\"report_to\":\"").append(report_to_).append("\",");
        out.append("\"max_age\":").append_number(static_cast<std::uint64_t>(options_.max_age.count()));
        if (options_.include_subdomains) out.append(",\"include_subdomains\":true");
        fraction(out, ",\"success_fraction\":", options_.success_fraction);
        fraction(out, ",\"failure_fraction\":", options_.failure_fraction);
        out.append("}").make_https_only();
        if (!report_to_.empty()) out.uses_group(report_to_);
    }

private:
    constexpr NEL() = default;

    static constexpr void check(const detail::Optional<double>& fraction) {
        if (!fraction) return;
        if (!(*fraction >= 0 && *fraction <= 1)) detail::refuse("NEL: a fraction is 0 to 1");
        const double thousandths = *fraction * 1000;
        const double rest = thousandths - static_cast<double>(static_cast<int>(thousandths));
        if (rest > 1e-9 && rest < 1 - 1e-9) detail::refuse("NEL: a fraction has at most three digits after its point");
    }

    static constexpr void fraction(FieldWriter& out, std::string_view key, const detail::Optional<double>& value) {
        if (!value) return;
        out.append(key);
        detail::sf::decimal(out, name, *value);
    }

    detail::Text report_to_{};
    options options_{};
};

}  // namespace secure_headers
