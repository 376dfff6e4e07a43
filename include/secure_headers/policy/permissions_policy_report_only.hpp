// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/report_only.hpp>
#include <secure_headers/policy/permissions_policy.hpp>

#include <string_view>

namespace secure_headers {

/// Reports the use of features that a policy would deny, and lets it be. Permissions Policy, section 5.4.
class PermissionsPolicyReportOnly : public detail::ReportOnly<PermissionsPolicy> {
public:
    static constexpr std::string_view name = "Permissions-Policy-Report-Only"sv;
    using ReportOnly::ReportOnly;
};

}  // namespace secure_headers
