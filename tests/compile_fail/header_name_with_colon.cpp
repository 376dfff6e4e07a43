// error: header name: takes letters, digits
// SPDX-License-Identifier: MIT
#include <secure_headers/header_policy.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::HeaderName{"X-Frame-Options:"});
#else
    static_cast<void>(sh::HeaderName{"X-Frame-Options"});
#endif
}
