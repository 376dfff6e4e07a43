// error: a feature's name takes a-z 0-9 _ - . *, a letter or * first
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/permissions_policy.hpp>

#include <string>

namespace sh = secure_headers;

sh::PermissionsPolicy policy() {
#ifdef MISTAKE
    return sh::PermissionsPolicy{}.deny(sh::Feature::unlisted("New Feature"));
#else
    return sh::PermissionsPolicy{}.deny(sh::Feature::unlisted("new-feature"));
#endif
}
