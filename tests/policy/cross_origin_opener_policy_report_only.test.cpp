// SPDX-License-Identifier: MIT
#include <secure_headers/policy/cross_origin_opener_policy_report_only.hpp>

#include "catch.hpp"
#include "written.hpp"

namespace sh = secure_headers;
using sh::CrossOriginOpenerPolicy;
using sh::CrossOriginOpenerPolicyReportOnly;

static_assert(CrossOriginOpenerPolicyReportOnly::name == "Cross-Origin-Opener-Policy-Report-Only");
static_assert(CrossOriginOpenerPolicyReportOnly{CrossOriginOpenerPolicy::same_origin_allow_popups} !=
              CrossOriginOpenerPolicyReportOnly{CrossOriginOpenerPolicy::unsafe_none});

TEST_CASE("Cross-Origin-Opener-Policy-Report-Only says what the enforced header would say") {
    CHECK(written(CrossOriginOpenerPolicyReportOnly{CrossOriginOpenerPolicy::same_origin_allow_popups}) ==
          "same-origin-allow-popups");
    const CrossOriginOpenerPolicyReportOnly reporting{CrossOriginOpenerPolicy::same_origin_allow_popups.report_to("main")};
    CHECK(written(reporting) == "same-origin-allow-popups;report-to=\"main\"");
    sh::FieldWriter out;
    reporting.write_to(out);
    CHECK(out.names() == "main");
}
