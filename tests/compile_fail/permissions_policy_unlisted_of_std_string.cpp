// error: write runtime{text}, which is checked when run
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/permissions_policy.hpp>

#include <string>

namespace sh = secure_headers;

sh::PermissionsPolicy policy_for(const std::string& feature) {
#ifdef MISTAKE
    return sh::PermissionsPolicy{}.deny(sh::Feature::unlisted(feature));
#else
    return sh::PermissionsPolicy{}.deny(sh::Feature::unlisted(sh::runtime{feature}));
#endif
}
