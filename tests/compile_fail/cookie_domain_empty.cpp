// error: Set-Cookie: Domain must not be empty
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.domain = ""}};
#else
constexpr sh::SecureCookie cookie{{.domain = {}}};
#endif
