// error: a date lies in the years 1601 to 9999
// SPDX-License-Identifier: MIT
#include <chrono>
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.expires = std::chrono::sys_days{std::chrono::year{1600} / 12 / 31}}};
#else
constexpr sh::SecureCookie cookie{{.expires = std::chrono::sys_days{std::chrono::year{1601} / 1 / 1}}};
#endif
