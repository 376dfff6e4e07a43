// error: Set-Cookie: Partitioned needs Secure
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
constexpr sh::SecureCookie cookie{{.secure = sh::Secure::also_over_plain_http, .partitioned = true}};
#else
constexpr sh::SecureCookie cookie{{.partitioned = true}};
#endif
