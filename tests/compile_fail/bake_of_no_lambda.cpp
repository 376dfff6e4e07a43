// error: bake takes a lambda without captures that returns SecureHeaders
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
constexpr auto headers = sh::bake(sh::SecureHeaders{});
#else
constexpr auto headers = sh::bake([] { return sh::SecureHeaders{}; });
#endif

static_assert(headers.view().size() > 0);
