// error: takes visible ASCII and inner spaces only, no CR, LF or NUL
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/custom_header.hpp>

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(secure_headers::CustomHeader{"X-Name", "value\0\r\nSet-Cookie: a=b"});
#else
    static_cast<void>(secure_headers::CustomHeader{"X-Name", "value"});
#endif
}
