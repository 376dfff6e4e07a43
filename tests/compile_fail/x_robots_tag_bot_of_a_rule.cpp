// error: X-Robots-Tag: a bot must not be named as a rule
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/x_robots_tag.hpp>

namespace sh = secure_headers;

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::XRobotsTag{{.bot = "noindex", .noindex = true}});
#else
    static_cast<void>(sh::XRobotsTag{{.bot = "googlebot", .noindex = true}});
#endif
}
