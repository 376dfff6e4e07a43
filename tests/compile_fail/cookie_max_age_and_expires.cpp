// error: Set-Cookie: expires is a fixed date and max_age counts from delivery; choose one
// SPDX-License-Identifier: MIT
#include <chrono>
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.max_age = 1h, .expires = std::chrono::sys_days{std::chrono::year{2027} / 1 / 1}}};
#else
constexpr sh::SecureCookie cookie{{.max_age = 1h, .expires_in = 1h}};
#endif
