// error: a nonce in the code is known to all; write csp::nonce
// SPDX-License-Identifier: MIT
#include <secure_headers/csp/source.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::csp::Source{"'nonce-abcdefghijklmnopqrstuv'"});
#else
    static_cast<void>(sh::csp::Source{sh::csp::nonce});
#endif
}
