// error: Permissions-Policy: Allow::any stands alone
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/permissions_policy.hpp>

namespace sh = secure_headers;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(
        sh::PermissionsPolicy{}.allow(sh::Feature::usb, {sh::Allow::self, sh::Allow::any}));
#else
    return sh::SecureHeaders::empty().set(sh::PermissionsPolicy{}.allow(sh::Feature::usb, {sh::Allow::any}));
#endif
});
