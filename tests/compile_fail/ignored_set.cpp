// warning: nodiscard
// SPDX-License-Identifier: MIT
#include <secure_headers/presets.hpp>

namespace sh = secure_headers;

void frame(sh::SecureHeaders& headers) {
#ifdef MISTAKE
    sh::presets::recommended().set(sh::XFrameOptions::deny);
#else
    headers = sh::presets::recommended().set(sh::XFrameOptions::deny);
#endif
}
