// error: Set-Cookie: a value has quotes at both ends or at neither
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;
using namespace std::chrono_literals;

#ifdef MISTAKE
static_assert((sh::CookieValue{"\"a"}.check(), true));
#else
static_assert((sh::CookieValue{"\"a\""}.check(), true));
#endif
