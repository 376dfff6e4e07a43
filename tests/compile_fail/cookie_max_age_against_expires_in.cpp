// error: Set-Cookie: max_age contradicts expires_in
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.max_age = 1h, .expires_in = 2h}};
#else
constexpr sh::SecureCookie cookie{{.max_age = 2h, .expires_in = 120min}};
#endif
