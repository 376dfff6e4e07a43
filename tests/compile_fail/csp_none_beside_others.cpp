// error: 'none' stands alone; browsers ignore it beside other sources
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.object_src({csp::none, csp::self}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.object_src({csp::none}));
#endif
});
