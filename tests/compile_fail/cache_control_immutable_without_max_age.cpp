// error: Cache-Control: immutable needs max-age
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/cache_control.hpp>

using namespace std::chrono_literals;

#ifdef MISTAKE
inline constexpr secure_headers::CacheControl policy{{.public_ = true, .immutable = true}};
#else
inline constexpr secure_headers::CacheControl policy{{.public_ = true, .max_age = 1h, .immutable = true}};
#endif
