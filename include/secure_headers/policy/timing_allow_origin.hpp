// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/items.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>
#include <secure_headers/origin.hpp>

#include <initializer_list>
#include <string_view>

namespace secure_headers {

/// Says whose pages may see how long the response took. Resource Timing, section 4.5.1.
class TimingAllowOrigin {
public:
    static constexpr std::string_view name = "Timing-Allow-Origin"sv;

    /// All origins.
    static constexpr TimingAllowOrigin any() { return {}; }

    /// Takes origins, and `Origin::null`; refuses none, and the same twice.
    constexpr TimingAllowOrigin(std::initializer_list<Origin> origins)
        : TimingAllowOrigin(detail::Items<Origin>{origins}) {}
    constexpr explicit TimingAllowOrigin(detail::Items<Origin> origins) {
        if (origins.size() == 0)
            detail::refuse("Timing-Allow-Origin: needs an origin; for all of them write TimingAllowOrigin::any()");
        for (const Origin& origin : origins) {
            for (const Origin* before = origins.begin(); before != &origin; ++before)
                if (*before == origin) detail::refuse("Timing-Allow-Origin: has the same origin twice");
            origins_.append(origins_.empty() ? "" : ", ").append(origin.text());
        }
    }

    constexpr explicit TimingAllowOrigin(const detail::Checked& checked) : origins_{checked.written.value()} {}

    constexpr void write_to(FieldWriter& out) const { out.append(origins_); }

private:
    constexpr TimingAllowOrigin() : origins_{detail::Text::literal("*")} {}
    detail::Text origins_{};
};

}  // namespace secure_headers
