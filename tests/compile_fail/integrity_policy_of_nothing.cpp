// error: Integrity-Policy: no destination has this number
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/integrity_policy.hpp>

namespace sh = secure_headers;

inline constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::IntegrityPolicy{{}});
#else
    return sh::SecureHeaders::empty().set(sh::IntegrityPolicy{sh::IntegrityPolicy::Destination::script});
#endif
});
