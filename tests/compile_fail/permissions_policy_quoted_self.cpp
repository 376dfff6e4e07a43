// error: Permissions-Policy: write Allow::self, Allow::any or deny(feature); only origins are text
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/permissions_policy.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::Allow{"'self'"});
#else
    static_cast<void>(sh::Allow{"https://a.example"});
#endif
}
