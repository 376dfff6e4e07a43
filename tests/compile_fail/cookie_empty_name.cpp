// error: Set-Cookie: a cookie needs a name
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{""};
#else
constexpr sh::SecureCookie cookie{"n"};
#endif
