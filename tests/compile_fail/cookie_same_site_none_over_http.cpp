// error: Set-Cookie: SameSite=None needs Secure
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.same_site = sh::SameSite::none, .secure = sh::Secure::also_over_plain_http}};
#else
constexpr sh::SecureCookie cookie{{.same_site = sh::SameSite::none}};
#endif
