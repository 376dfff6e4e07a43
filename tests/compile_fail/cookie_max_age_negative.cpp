// error: Set-Cookie: max_age and expires_in must not be negative
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.max_age = -1s}};
#else
constexpr sh::SecureCookie cookie{{.max_age = 0s}};
#endif
