// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/report_only.hpp>
#include <secure_headers/policy/integrity_policy.hpp>

#include <string_view>

namespace secure_headers {

/// Reports what an integrity policy would not load, and loads it. Subresource Integrity, section 3.10.
class IntegrityPolicyReportOnly : public detail::ReportOnly<IntegrityPolicy> {
public:
    static constexpr std::string_view name = "Integrity-Policy-Report-Only"sv;
    using ReportOnly::ReportOnly;
};

}  // namespace secure_headers
