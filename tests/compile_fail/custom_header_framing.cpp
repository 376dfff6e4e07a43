// error: is of one body, which its server knows; CustomHeader::verbatim sends any name
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

namespace sh = secure_headers;

void send(sh::SecureHeaders& headers) {
#ifdef MISTAKE
    headers.set(sh::CustomHeader{"Transfer-Encoding", "chunked"});
#else
    headers.set(sh::CustomHeader{"Vary", "Origin"});
#endif
}
