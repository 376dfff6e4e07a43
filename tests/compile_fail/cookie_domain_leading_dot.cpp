// error: Set-Cookie: Domain has an empty label; write it without dots at its ends
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.domain = ".example.com"}};
#else
constexpr sh::SecureCookie cookie{{.domain = "example.com"}};
#endif
