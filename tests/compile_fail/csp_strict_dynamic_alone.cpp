// error: 'strict-dynamic' needs a nonce or a hash beside it
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.script_src({csp::self, csp::strict_dynamic}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.script_src({csp::nonce, csp::strict_dynamic}));
#endif
});
