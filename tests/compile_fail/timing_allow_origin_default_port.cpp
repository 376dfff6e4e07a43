// error: origin: browsers leave the default port out; do so too
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/timing_allow_origin.hpp>

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(secure_headers::TimingAllowOrigin{"https://example.com:443"});
#else
    static_cast<void>(secure_headers::TimingAllowOrigin{"https://example.com:8443"});
#endif
}
