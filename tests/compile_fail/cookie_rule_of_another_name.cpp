// error: Set-Cookie: the rule for all cookies has no name; use with(name, cookie)
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie/rules.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
constexpr sh::CookieRules rules{sh::SecureCookie{"sid"}};
#else
constexpr sh::CookieRules rules{sh::SecureCookie{}};
#endif

static_assert(rules.find("sid") != nullptr);
