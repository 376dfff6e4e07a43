// warning: nodiscard
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;

void extend(sh::SecureCookie& cookie) {
#ifdef MISTAKE
    cookie.with_extension("Priority=High");
#else
    cookie = cookie.with_extension("Priority=High");
#endif
}
