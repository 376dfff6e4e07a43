// error: Set-Cookie: an extension attribute has the name of an option
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr auto cookie = sh::SecureCookie{}.with_extension("path=/");
#else
constexpr auto cookie = sh::SecureCookie{{.path = "/"}};
#endif
