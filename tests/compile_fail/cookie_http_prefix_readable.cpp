// error: Set-Cookie: the prefixes __Http- and __Host-Http- need HttpOnly
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{"__Http-n", {.http_only = sh::HttpOnly::readable_by_scripts}};
#else
constexpr sh::SecureCookie cookie{"__Secure-n", {.http_only = sh::HttpOnly::readable_by_scripts}};
#endif
