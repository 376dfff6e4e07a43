// error: Clear-Site-Data: all stands alone
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/clear_site_data.hpp>

using secure_headers::ClearSiteData;

#ifdef MISTAKE
inline constexpr ClearSiteData policy{ClearSiteData::all, ClearSiteData::cookies};
#else
inline constexpr ClearSiteData policy{ClearSiteData::all};
#endif
