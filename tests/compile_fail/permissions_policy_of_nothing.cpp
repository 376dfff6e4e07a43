// error: Permissions-Policy: no feature has this number
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/permissions_policy.hpp>

namespace sh = secure_headers;

inline constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::PermissionsPolicy{}.deny({{}}));
#else
    return sh::SecureHeaders::empty().set(sh::PermissionsPolicy{}.deny({{sh::Feature::camera}}));
#endif
});
