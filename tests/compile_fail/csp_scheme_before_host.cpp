// error: behind a scheme's colon comes // and a host, or nothing; write https://example.com or csp::https
// SPDX-License-Identifier: MIT
#include <secure_headers/csp/source.hpp>

namespace sh = secure_headers;

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::csp::Source{"https:example.com"});
#else
    static_cast<void>(sh::csp::Source{"https://example.com"});
#endif
}
