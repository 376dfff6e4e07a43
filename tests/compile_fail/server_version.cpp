// error: Server: a version helps attackers choose; leave it out
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/server.hpp>

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(secure_headers::Server{"nginx/1.18"});
#else
    static_cast<void>(secure_headers::Server{"nginx"});
#endif
}
