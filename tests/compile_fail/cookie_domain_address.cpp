// error: Set-Cookie: Domain takes no IP address
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.domain = "127.0.0.1"}};
#else
constexpr sh::SecureCookie cookie{};
#endif
