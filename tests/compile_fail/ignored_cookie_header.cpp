// warning: nodiscard
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;

std::string send(const sh::SecureCookie& cookie) {
#ifdef MISTAKE
    cookie.header("v");
    return {};
#else
    return cookie.header("v");
#endif
}
