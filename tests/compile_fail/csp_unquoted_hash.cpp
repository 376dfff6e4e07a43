// error: a hash without quotes is a host to browsers; write csp::sha256(code)
// SPDX-License-Identifier: MIT
#include <secure_headers/csp/source.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::csp::Source{"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="});
#else
    static_cast<void>(sh::csp::Source{"'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"});
#endif
}
