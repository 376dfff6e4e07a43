// error: browsers match no IPv6 address; write a host's name
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/permissions_policy.hpp>

namespace sh = secure_headers;

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::Allow{"https://[::1]:8443"});
#else
    static_cast<void>(sh::Allow{"https:"});
#endif
}
