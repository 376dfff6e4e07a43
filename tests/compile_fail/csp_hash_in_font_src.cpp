// error: takes no hash; hashes are for script-src, style-src and default-src
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.font_src({csp::sha256("start()")}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.script_src({csp::sha256("start()")}));
#endif
});
