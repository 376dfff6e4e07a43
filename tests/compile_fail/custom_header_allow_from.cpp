// error: has a policy that checks its value; CustomHeader::verbatim sends what nobody checked
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

namespace sh = secure_headers;

void send(sh::SecureHeaders& headers) {
#ifdef MISTAKE
    headers.set(sh::CustomHeader{"X-Frame-Options", "ALLOW-FROM https://example.com"});
#else
    headers.set(sh::XFrameOptions::same_origin);
#endif
}
