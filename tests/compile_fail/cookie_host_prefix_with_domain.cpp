// error: Set-Cookie: the prefixes __Host- and __Host-Http- take no Domain
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{"__Host-n", {.domain = "example.com"}};
#else
constexpr sh::SecureCookie cookie{"__Secure-n", {.domain = "example.com"}};
#endif
