// error: Set-Cookie: the prefixes __Secure-, __Host-, __Http- and __Host-Http- need Secure
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{"__Secure-n", {.secure = sh::Secure::also_over_plain_http}};
#else
constexpr sh::SecureCookie cookie{"n", {.secure = sh::Secure::also_over_plain_http}};
#endif
