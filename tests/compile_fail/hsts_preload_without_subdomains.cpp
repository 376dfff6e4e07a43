// error: Strict-Transport-Security: preload needs include_subdomains
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/strict_transport_security.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
constexpr sh::StrictTransportSecurity policy{{.include_subdomains = false, .preload = true}};
#else
constexpr sh::StrictTransportSecurity policy{{.preload = true}};
#endif
