// SPDX-License-Identifier: MIT
#include <secure_headers/policy/cross_origin_embedder_policy_report_only.hpp>

#include "catch.hpp"
#include "written.hpp"

namespace sh = secure_headers;
using sh::CrossOriginEmbedderPolicy;
using sh::CrossOriginEmbedderPolicyReportOnly;

static_assert(CrossOriginEmbedderPolicyReportOnly::name == "Cross-Origin-Embedder-Policy-Report-Only");
static_assert(CrossOriginEmbedderPolicyReportOnly{CrossOriginEmbedderPolicy::require_corp} !=
              CrossOriginEmbedderPolicyReportOnly{CrossOriginEmbedderPolicy::unsafe_none});

TEST_CASE("Cross-Origin-Embedder-Policy-Report-Only says what the enforced header would say") {
    CHECK(written(CrossOriginEmbedderPolicyReportOnly{CrossOriginEmbedderPolicy::require_corp}) == "require-corp");
    const CrossOriginEmbedderPolicyReportOnly reporting{CrossOriginEmbedderPolicy::require_corp.report_to("main")};
    CHECK(written(reporting) == "require-corp;report-to=\"main\"");
    sh::FieldWriter out;
    reporting.write_to(out);
    CHECK(out.names() == "main");
}
