// error: takes no nonce; nonces are for script-src, style-src, their -elem and default-src
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.img_src({csp::nonce}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.style_src({csp::nonce}));
#endif
});
