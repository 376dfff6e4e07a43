// error: Set-Cookie: Path takes ASCII without ; and control characters
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.path = "/; Domain=evil.example"}};
#else
constexpr sh::SecureCookie cookie{{.path = "/%3B"}};
#endif
