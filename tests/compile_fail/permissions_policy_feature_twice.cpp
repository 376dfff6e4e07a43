// error: is there already; use replace(feature, allowed), or remove it
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/permissions_policy.hpp>

namespace sh = secure_headers;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(
        sh::PermissionsPolicy{}.deny(sh::Feature::usb).allow(sh::Feature::usb, {sh::Allow::self}));
#else
    return sh::SecureHeaders::empty().set(
        sh::PermissionsPolicy{}.deny(sh::Feature::usb).replace(sh::Feature::usb, {sh::Allow::self}));
#endif
});
