// error: a port is missing behind the colon, or // behind a scheme's
// SPDX-License-Identifier: MIT
#include <secure_headers/csp/source.hpp>

namespace sh = secure_headers;

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::csp::Source{"example.com:"});
#else
    static_cast<void>(sh::csp::Source{"com.example.app:"});
#endif
}
