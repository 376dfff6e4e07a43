// error: https_only needs a header that the set sends
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/x_frame_options.hpp>

namespace sh = secure_headers;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::XFrameOptions::deny).https_only("X-Frame");
#else
    return sh::SecureHeaders::empty().set(sh::XFrameOptions::deny).https_only("X-Frame-Options");
#endif
});
