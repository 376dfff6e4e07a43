// error: Set-Cookie: max_age and expires_in are at most 400 days
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.max_age = std::chrono::years{2}}};
#else
constexpr sh::SecureCookie cookie{{.max_age = std::chrono::days{400}}};
#endif
