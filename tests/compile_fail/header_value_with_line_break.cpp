// error: takes visible ASCII and inner spaces only, no CR, LF or NUL
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/custom_header.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::CustomHeader{"X-Name", "a\r\nSet-Cookie: b=c"});
#else
    static_cast<void>(sh::CustomHeader{"X-Name", "a"});
#endif
}
