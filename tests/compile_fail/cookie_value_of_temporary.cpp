// clang error: temporary whose address is used as value of local variable 'value' will be destroyed
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

#include <string>

namespace sh = secure_headers;

std::string new_session();
std::string_view old_session();

std::string answer() {
#ifdef MISTAKE
    const sh::CookieValue value{new_session()};
#else
    const std::string session = new_session();
    const sh::CookieValue value{session};
#endif
    const sh::CookieValue view{old_session()};
    return sh::SecureCookie{"a"}.header(value) + sh::SecureCookie{"b"}.header(view) +
           sh::SecureCookie{"c"}.header(new_session());
}
