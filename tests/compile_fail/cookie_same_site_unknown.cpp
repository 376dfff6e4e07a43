// error: Set-Cookie: SameSite is strict, lax or none
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.same_site = static_cast<sh::SameSite>(3)}};
#else
constexpr sh::SecureCookie cookie{{.same_site = static_cast<sh::SameSite>(2)}};
#endif
