// error: Set-Cookie: Domain has a single label
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.domain = "localhost"}};
#else
constexpr sh::SecureCookie cookie{};
#endif
