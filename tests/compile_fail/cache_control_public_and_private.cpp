// error: Cache-Control: public contradicts private
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/cache_control.hpp>

#ifdef MISTAKE
inline constexpr secure_headers::CacheControl policy{{.public_ = true, .private_ = true}};
#else
inline constexpr secure_headers::CacheControl policy{{.private_ = true}};
#endif
