// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/endpoint_name.hpp>
#include <secure_headers/header_policy.hpp>

#include <string_view>

namespace secure_headers::detail {

/// What policies share that are a word of a closed set and may name the endpoint for their reports. HTML, section 7.1.3.
template <class Policy>
class ReportablePolicy {
public:
    /// The same, with reports to an endpoint that the set's Reporting-Endpoints declares.
    [[nodiscard]] constexpr Policy report_to(const EndpointName& endpoint) const {
        Policy reporting{value_};
        reporting.endpoint_ = Text{std::string_view{endpoint}};
        return reporting;
    }

    constexpr void write_to(FieldWriter& out) const {
        sf::token(out, Policy::name, value_);
        if (!endpoint_.empty()) sf::write_report_to(out, Policy::name, endpoint_);
    }

protected:
    constexpr explicit ReportablePolicy(std::string_view value) : value_{value} {}

    std::string_view value_;
    Text endpoint_{};
};

}  // namespace secure_headers::detail
