// error: 'none' stands alone
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(
        sh::ContentSecurityPolicy{}.trusted_types({csp::TrustedTypesPolicy::none, "my-policy"}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.trusted_types({"my-policy"}));
#endif
});
