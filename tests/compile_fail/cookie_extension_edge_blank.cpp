// error: Set-Cookie: an extension attribute has a blank at an edge
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr auto cookie = sh::SecureCookie{}.with_extension("Priority = High");
#else
constexpr auto cookie = sh::SecureCookie{}.with_extension("Priority=High");
#endif
