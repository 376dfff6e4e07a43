// error: write runtime{text}, which is checked when run
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/content_security_policy.hpp>

#include <string>

namespace sh = secure_headers;

sh::ContentSecurityPolicy policy_for(const std::string& host) {
#ifdef MISTAKE
    return sh::ContentSecurityPolicy{}.img_src({sh::csp::self, host});
#else
    return sh::ContentSecurityPolicy{}.img_src({sh::csp::self, sh::runtime{host}});
#endif
}
