// error: Set-Cookie: Domain has a label that begins or ends with -
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.domain = "-a.example"}};
#else
constexpr sh::SecureCookie cookie{{.domain = "a-a.example"}};
#endif
