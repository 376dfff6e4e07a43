// error: Permissions-Policy: no such feature; for one that is new write Feature::unlisted(name)
// SPDX-License-Identifier: MIT
#include <secure_headers/feature.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::Feature{"screen-wak-lock"});
#else
    static_cast<void>(sh::Feature{"screen-wake-lock"});
#endif
}
