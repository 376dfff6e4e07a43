// error: Set-Cookie: a value is visible ASCII without quotes , ; or backslash
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
static_assert(sh::SecureCookie{}.header_size("n", "v") && (sh::CookieValue{"a; Secure"}.check(), true));
#else
static_assert(sh::SecureCookie{}.header_size("n", "v") && (sh::percent_encoded("a; Secure").check(), true));
#endif
