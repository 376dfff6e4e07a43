// error: is there already; browsers ignore a second one, so remove it first
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.sandbox().sandbox({csp::Sandbox::allow_forms}));
#else
    return sh::SecureHeaders::empty().set(
        sh::ContentSecurityPolicy{}.sandbox().remove(csp::Directive::sandbox).sandbox({csp::Sandbox::allow_forms}));
#endif
});
