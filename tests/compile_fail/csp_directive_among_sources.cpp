// error: a directive's name is a host to browsers here; the directive has a function of its own
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::ContentSecurityPolicy{}.default_src({csp::self, "script-src", "https://a.example"}));
#else
    static_cast<void>(sh::ContentSecurityPolicy{}.default_src({csp::self}).script_src({"https://a.example"}));
#endif
}
