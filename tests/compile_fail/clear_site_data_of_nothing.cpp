// error: Clear-Site-Data: no type has this number
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/clear_site_data.hpp>

using secure_headers::ClearSiteData;

#ifdef MISTAKE
inline constexpr ClearSiteData policy{{}};
#else
inline constexpr ClearSiteData policy{ClearSiteData::cache};
#endif
