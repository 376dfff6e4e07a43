// error: Strict-Transport-Security: preload needs a max_age of at least 365 days
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/strict_transport_security.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
constexpr sh::StrictTransportSecurity policy{{.max_age = std::chrono::days{364}, .preload = true}};
#else
constexpr sh::StrictTransportSecurity policy{{.max_age = std::chrono::days{365}, .preload = true}};
#endif
