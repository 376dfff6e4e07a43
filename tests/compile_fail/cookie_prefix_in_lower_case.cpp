// error: Set-Cookie: a prefix is written __Secure-, __Host-, __Http- or __Host-Http-, in this case
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{"__host-n"};
#else
constexpr sh::SecureCookie cookie{"__Host-n"};
#endif
