// error: Set-Cookie: Path must not end with a blank
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.path = "/app "}};
#else
constexpr sh::SecureCookie cookie{{.path = "/app"}};
#endif
