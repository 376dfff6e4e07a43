// error: Set-Cookie: has the same extension attribute twice
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr auto cookie = sh::SecureCookie{}.with_extension("Priority=High").with_extension("priority=Low");
#else
constexpr auto cookie = sh::SecureCookie{}.with_extension("Priority=High").with_extension("Other=Low");
#endif
