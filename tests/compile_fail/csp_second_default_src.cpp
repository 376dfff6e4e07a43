// error: is there already; browsers ignore a second one, so use add or replace
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.default_src({csp::self}).default_src({csp::none}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.default_src({csp::self}).img_src({csp::none}));
#endif
});
