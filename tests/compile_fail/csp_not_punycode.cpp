// error: a source is visible ASCII; write hosts in punycode
// SPDX-License-Identifier: MIT
#include <secure_headers/csp/source.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(
        sh::csp::Source{"b\xc3\xbc"
                        "cher.example"});
#else
    static_cast<void>(sh::csp::Source{"xn--bcher-kva.example"});
#endif
}
