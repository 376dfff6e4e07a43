// error: has a policy that checks its value; CustomHeader::verbatim sends what nobody checked
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

namespace sh = secure_headers;

void send(sh::SecureHeaders& headers) {
#ifdef MISTAKE
    headers.set(sh::CustomHeader{"X-Content-Type-Options", "no-sniff"});
#else
    headers.set(sh::XContentTypeOptions::nosniff);
#endif
}
