// SPDX-License-Identifier: MIT
#include <secure_headers/policy/integrity_policy_report_only.hpp>

#include "catch.hpp"
#include "written.hpp"

namespace sh = secure_headers;

static_assert(sh::IntegrityPolicyReportOnly::name == "Integrity-Policy-Report-Only");

TEST_CASE("Integrity-Policy-Report-Only says what the enforced header would say") {
    const sh::IntegrityPolicy enforced{sh::IntegrityPolicy::Destination::script};
    CHECK(written(sh::IntegrityPolicyReportOnly{enforced.report_to({"main"})}) ==
          "blocked-destinations=(script), endpoints=(main)");
}
