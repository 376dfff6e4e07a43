// error: must not be empty
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/custom_header.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::CustomHeader{"X-Name", ""});
#else
    static_cast<void>(sh::CustomHeader{"X-Name", "Secure"});
#endif
}
