// error: a directive's value takes no ; and no , which end it
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.unlisted("new-src", "*; script-src *"));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.unlisted("new-src", "*"));
#endif
});
