// error: Referrer-Policy: fallbacks has the same policy twice
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/referrer_policy.hpp>

using secure_headers::ReferrerPolicy;

#ifdef MISTAKE
inline constexpr auto policy = ReferrerPolicy::fallbacks({ReferrerPolicy::no_referrer, ReferrerPolicy::no_referrer});
#else
inline constexpr auto policy = ReferrerPolicy::fallbacks({ReferrerPolicy::no_referrer, ReferrerPolicy::strict_origin});
#endif
