// error: is what browsers know, by its policy; CustomHeader::verbatim sends any name
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

namespace sh = secure_headers;

void send(sh::SecureHeaders& headers) {
#ifdef MISTAKE
    headers.set(sh::CustomHeader{"X-Frame-Option", "DENY"});
#else
    headers.set(sh::XFrameOptions::deny);
#endif
}
