// error: a source has no spaces; give each source by itself
// SPDX-License-Identifier: MIT
#include <secure_headers/csp/source.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::csp::Source{"https://a.example https://b.example"});
#else
    static_cast<void>(sh::csp::Source{"https://a.example"});
#endif
}
