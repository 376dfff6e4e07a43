// error: Report-To: a group's name takes letters, digits and
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/nel.hpp>

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(secure_headers::NEL{"network errors"});
#else
    static_cast<void>(secure_headers::NEL{"network-errors"});
#endif
}
