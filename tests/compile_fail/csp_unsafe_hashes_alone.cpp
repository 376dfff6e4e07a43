// error: 'unsafe-hashes' needs a hash beside it
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.script_src({csp::unsafe_hashes}));
#else
    return sh::SecureHeaders::empty().set(
        sh::ContentSecurityPolicy{}.script_src({csp::unsafe_hashes, csp::sha256("start()")}));
#endif
});
