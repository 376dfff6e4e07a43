// error: Cache-Control: needs a directive
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/cache_control.hpp>

#ifdef MISTAKE
inline constexpr secure_headers::CacheControl policy{{.no_store = false}};
#else
inline constexpr secure_headers::CacheControl policy{{.no_store = true}};
#endif
