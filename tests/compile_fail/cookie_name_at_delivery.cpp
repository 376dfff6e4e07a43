// error: Set-Cookie: a name takes letters, digits and
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>

namespace sh = secure_headers;

void answer(std::string& buffer) {
#ifdef MISTAKE
    sh::set_cookie(buffer, sh::SecureCookie{}, "user name", "v");
#else
    sh::set_cookie(buffer, sh::SecureCookie{}, "user_name", "v");
#endif
}
