// error: private
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/custom_header.hpp>

namespace sh = secure_headers;

void rename(sh::CustomHeader& header, const sh::CustomHeader& other) {
#ifdef MISTAKE
    header.name = other.name;  // and so without a look at the value
#else
    header = other;
#endif
}
