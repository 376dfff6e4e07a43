// SPDX-License-Identifier: MIT
#include <secure_headers/policy/content_security_policy_report_only.hpp>

#include "catch.hpp"
#include "written.hpp"

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

static_assert(sh::ContentSecurityPolicyReportOnly::name == "Content-Security-Policy-Report-Only");
static_assert(sh::ContentSecurityPolicy::name == "Content-Security-Policy");

TEST_CASE("Content-Security-Policy-Report-Only takes over an enforced policy") {
    const auto enforced = sh::ContentSecurityPolicy{}.default_src({csp::self}).report_to("csp");
    const auto reported = sh::ContentSecurityPolicyReportOnly{enforced}.replace(csp::Directive::default_src, {csp::none});
    CHECK(written(reported) == "default-src 'none'; report-to csp");
    CHECK(written(sh::ContentSecurityPolicy{reported}) == "default-src 'none'; report-to csp");
}

TEST_CASE("Content-Security-Policy-Report-Only has no sandbox") {
    const auto sandboxed = sh::ContentSecurityPolicy{}.sandbox();
    CHECK_THROWS_WITH(sh::ContentSecurityPolicyReportOnly{sandboxed},
                      "Content-Security-Policy-Report-Only: sandbox: browsers ignore it in a report-only policy");
    CHECK_THROWS_WITH(sh::ContentSecurityPolicyReportOnly{sandboxed.directives()},
                      "Content-Security-Policy-Report-Only: sandbox: browsers ignore it in a report-only policy");
}

TEST_CASE("Content-Security-Policy-Report-Only leaves out what an enforced policy upgrades") {
    const auto enforced = sh::ContentSecurityPolicy{}.upgrade_insecure_requests().default_src({csp::self});
    CHECK(written(sh::ContentSecurityPolicyReportOnly{enforced}) == "default-src 'self'");
    CHECK(written(sh::ContentSecurityPolicy{enforced}) == "default-src 'self'; upgrade-insecure-requests");
}

TEST_CASE("Content-Security-Policy-Report-Only names itself when it refuses") {
    CHECK_THROWS_WITH(sh::ContentSecurityPolicyReportOnly{}.img_src({csp::nonce}),
                      "Content-Security-Policy-Report-Only: img-src: takes no nonce; nonces are for script-src, style-src, "
                      "their -elem and default-src");
}
