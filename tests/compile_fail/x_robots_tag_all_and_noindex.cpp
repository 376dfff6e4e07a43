// error: X-Robots-Tag: all contradicts none and every rule that begins with no
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/x_robots_tag.hpp>

#ifdef MISTAKE
inline constexpr secure_headers::XRobotsTag policy{{.all = true, .noindex = true}};
#else
inline constexpr secure_headers::XRobotsTag policy{{.noindex = true}};
#endif
