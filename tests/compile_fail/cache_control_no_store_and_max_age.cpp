// error: Cache-Control: no-store contradicts a max-age above zero
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/cache_control.hpp>

using namespace std::chrono_literals;

#ifdef MISTAKE
inline constexpr secure_headers::CacheControl policy{{.no_store = true, .max_age = 60s}};
#else
inline constexpr secure_headers::CacheControl policy{{.no_store = true, .max_age = 0s}};
#endif
