// error: an origin has no path, and no / at its end
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/timing_allow_origin.hpp>

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(secure_headers::TimingAllowOrigin{"https://example.com/"});
#else
    static_cast<void>(secure_headers::TimingAllowOrigin{"https://example.com"});
#endif
}
