// SPDX-License-Identifier: MIT
#include <secure_headers/policy/x_permitted_cross_domain_policies.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <type_traits>

using secure_headers::XPermittedCrossDomainPolicies;

// A closed set: nobody else makes one.
static_assert(XPermittedCrossDomainPolicies::name == "X-Permitted-Cross-Domain-Policies");
static_assert(!std::is_constructible_v<XPermittedCrossDomainPolicies, const char*> &&
              !std::is_default_constructible_v<XPermittedCrossDomainPolicies>);
static_assert(XPermittedCrossDomainPolicies::none == XPermittedCrossDomainPolicies::none &&
              XPermittedCrossDomainPolicies::none != XPermittedCrossDomainPolicies::none_this_response);

TEST_CASE("X-Permitted-Cross-Domain-Policies is one of the words that browsers know") {
    CHECK(written(XPermittedCrossDomainPolicies::none) == "none");
    CHECK(written(XPermittedCrossDomainPolicies::none_this_response) == "none-this-response");
    CHECK(written(XPermittedCrossDomainPolicies::master_only) == "master-only");
    CHECK(written(XPermittedCrossDomainPolicies::by_content_type) == "by-content-type");
    CHECK(written(XPermittedCrossDomainPolicies::by_ftp_filename) == "by-ftp-filename");
    CHECK(written(XPermittedCrossDomainPolicies::all) == "all");
}
