// SPDX-License-Identifier: MIT
// Each policy goes out under the name that its specification gives it.
#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"

#include <string_view>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace sh = secure_headers;

TEST_CASE("Policies have the names of their headers") {
    CHECK(sh::CacheControl::name == std::string_view{"Cache-Control"});
    CHECK(sh::ClearSiteData::name == std::string_view{"Clear-Site-Data"});
    CHECK(sh::ContentSecurityPolicy::name == std::string_view{"Content-Security-Policy"});
    CHECK(sh::ContentSecurityPolicyReportOnly::name == std::string_view{"Content-Security-Policy-Report-Only"});
    CHECK(sh::CrossOriginEmbedderPolicy::name == std::string_view{"Cross-Origin-Embedder-Policy"});
    CHECK(sh::CrossOriginEmbedderPolicyReportOnly::name == std::string_view{"Cross-Origin-Embedder-Policy-Report-Only"});
    CHECK(sh::CrossOriginOpenerPolicy::name == std::string_view{"Cross-Origin-Opener-Policy"});
    CHECK(sh::CrossOriginOpenerPolicyReportOnly::name == std::string_view{"Cross-Origin-Opener-Policy-Report-Only"});
    CHECK(sh::CrossOriginResourcePolicy::name == std::string_view{"Cross-Origin-Resource-Policy"});
    CHECK(sh::DocumentPolicy::name == std::string_view{"Document-Policy"});
    CHECK(sh::ExpectCT::name == std::string_view{"Expect-CT"});
    CHECK(sh::Expires::name == std::string_view{"Expires"});
    CHECK(sh::FeaturePolicy::name == std::string_view{"Feature-Policy"});
    CHECK(sh::IntegrityPolicy::name == std::string_view{"Integrity-Policy"});
    CHECK(sh::IntegrityPolicyReportOnly::name == std::string_view{"Integrity-Policy-Report-Only"});
    CHECK(sh::NEL::name == std::string_view{"NEL"});
    CHECK(sh::OriginAgentCluster::name == std::string_view{"Origin-Agent-Cluster"});
    CHECK(sh::PermissionsPolicy::name == std::string_view{"Permissions-Policy"});
    CHECK(sh::PermissionsPolicyReportOnly::name == std::string_view{"Permissions-Policy-Report-Only"});
    CHECK(sh::Pragma::name == std::string_view{"Pragma"});
    CHECK(sh::PublicKeyPins::name == std::string_view{"Public-Key-Pins"});
    CHECK(sh::ReferrerPolicy::name == std::string_view{"Referrer-Policy"});
    CHECK(sh::ReportTo::name == std::string_view{"Report-To"});
    CHECK(sh::ReportingEndpoints::name == std::string_view{"Reporting-Endpoints"});
    CHECK(sh::Server::name == std::string_view{"Server"});
    CHECK(sh::StrictTransportSecurity::name == std::string_view{"Strict-Transport-Security"});
    CHECK(sh::TimingAllowOrigin::name == std::string_view{"Timing-Allow-Origin"});
    CHECK(sh::XContentTypeOptions::name == std::string_view{"X-Content-Type-Options"});
    CHECK(sh::XDNSPrefetchControl::name == std::string_view{"X-DNS-Prefetch-Control"});
    CHECK(sh::XDownloadOptions::name == std::string_view{"X-Download-Options"});
    CHECK(sh::XFrameOptions::name == std::string_view{"X-Frame-Options"});
    CHECK(sh::XPermittedCrossDomainPolicies::name == std::string_view{"X-Permitted-Cross-Domain-Policies"});
    CHECK(sh::XRobotsTag::name == std::string_view{"X-Robots-Tag"});
    CHECK(sh::XXSSProtection::name == std::string_view{"X-XSS-Protection"});
}
