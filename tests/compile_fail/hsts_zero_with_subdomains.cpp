// error: Strict-Transport-Security: max_age of zero switches it off; write disable()
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/strict_transport_security.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
constexpr sh::StrictTransportSecurity policy{{.max_age = std::chrono::seconds{0}}};
#else
constexpr sh::StrictTransportSecurity policy = sh::StrictTransportSecurity::disable();
#endif
