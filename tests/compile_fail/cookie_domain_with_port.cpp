// error: Set-Cookie: Domain takes letters, digits, - and . only, no scheme, no port
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.domain = "example.com:443"}};
#else
constexpr sh::SecureCookie cookie{{.domain = "example.com"}};
#endif
