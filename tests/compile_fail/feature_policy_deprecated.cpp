// error: Feature-Policy: browsers read Permissions-Policy now; use PermissionsPolicy
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/feature_policy.hpp>
#include <secure_headers/policy/permissions_policy.hpp>

#ifdef MISTAKE
#pragma GCC diagnostic error "-Wdeprecated-declarations"
using Policy = secure_headers::FeaturePolicy;
#else
using Policy = secure_headers::PermissionsPolicy;
#endif
