// error: says the same twice; leave one out, or use add, which skips what is there
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.img_src({csp::self, csp::self}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.img_src({csp::self, csp::data}));
#endif
});
