// error: Set-Cookie: a name takes letters, digits and
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{"user name"};
#else
constexpr sh::SecureCookie cookie{"user_name"};
#endif
