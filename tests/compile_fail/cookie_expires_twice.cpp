// error: Set-Cookie: expires and expires_in both set Expires; choose one
// SPDX-License-Identifier: MIT
#include <chrono>
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.expires = std::chrono::sys_days{std::chrono::year{2027} / 1 / 1}, .expires_in = 1h}};
#else
constexpr sh::SecureCookie cookie{{.expires_in = 1h}};
#endif
