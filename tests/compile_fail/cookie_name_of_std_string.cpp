// error: write runtime{text}, which is checked when run
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

#include <string>

namespace sh = secure_headers;

sh::SecureCookie cookie_for(const std::string& name) {
#ifdef MISTAKE
    return sh::SecureCookie{name, {.same_site = sh::SameSite::strict}};
#else
    return sh::SecureCookie{sh::runtime{name}, {.same_site = sh::SameSite::strict}};
#endif
}
