// error: Set-Cookie: an extension attribute takes ASCII without ; and control characters
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr auto cookie = sh::SecureCookie{}.with_extension("Priority=High; Secure");
#else
constexpr auto cookie = sh::SecureCookie{}.with_extension("Priority=High");
#endif
