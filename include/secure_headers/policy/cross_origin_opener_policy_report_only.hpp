// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/report_only.hpp>
#include <secure_headers/policy/cross_origin_opener_policy.hpp>

#include <string_view>

namespace secure_headers {

/// Reports what an opener policy would separate, and lets it be. HTML, section 7.1.3.
class CrossOriginOpenerPolicyReportOnly : public detail::ReportOnly<CrossOriginOpenerPolicy> {
public:
    static constexpr std::string_view name = "Cross-Origin-Opener-Policy-Report-Only"sv;
    using ReportOnly::ReportOnly;
};

}  // namespace secure_headers
