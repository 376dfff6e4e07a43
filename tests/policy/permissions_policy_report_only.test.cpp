// SPDX-License-Identifier: MIT
#include <secure_headers/policy/permissions_policy_report_only.hpp>

#include "catch.hpp"
#include "written.hpp"

namespace sh = secure_headers;

static_assert(sh::PermissionsPolicyReportOnly::name == "Permissions-Policy-Report-Only");

TEST_CASE("Permissions-Policy-Report-Only says what the enforced header would say") {
    const sh::PermissionsPolicyReportOnly policy{
        sh::PermissionsPolicy{}.deny(sh::Feature::camera).report_to(sh::Feature::camera, "main")};
    CHECK(written(policy) == "camera=();report-to=\"main\"");
}
