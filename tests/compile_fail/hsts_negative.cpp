// error: Strict-Transport-Security: max_age must not be negative
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/strict_transport_security.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
constexpr sh::StrictTransportSecurity policy{{.max_age = std::chrono::seconds{-1}}};
#else
constexpr sh::StrictTransportSecurity policy{{.max_age = std::chrono::days{730}}};
#endif
