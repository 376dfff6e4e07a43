// error: Set-Cookie: the prefixes __Host- and __Host-Http- need Path=/
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{"__Host-n", {.path = "/app"}};
#else
constexpr sh::SecureCookie cookie{"__Host-n", {.path = "/"}};
#endif
