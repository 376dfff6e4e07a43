// error: no name; write TrustedTypesPolicy::any, none or allow_duplicates
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.trusted_types({"*"}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.trusted_types({csp::TrustedTypesPolicy::any}));
#endif
});
