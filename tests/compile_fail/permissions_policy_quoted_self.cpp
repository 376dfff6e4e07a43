// error: Permissions-Policy: this is no text here; write Allow::self, Allow::any or deny()
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
