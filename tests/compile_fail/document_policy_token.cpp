// error: a token takes letters, digits and !#$%&'*+-.^_`|~:/ and begins with a letter or *
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/document_policy.hpp>

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(secure_headers::DocumentPolicy{}.set("frame-loading", "lazy loading"));
#else
    static_cast<void>(secure_headers::DocumentPolicy{}.set("frame-loading", "lazy"));
#endif
}
