// error: write runtime{text}
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/document_policy.hpp>

void make_policy(const char* word) {
#ifdef MISTAKE
    static_cast<void>(secure_headers::DocumentPolicy{}.set("frame-loading", word));
#else
    static_cast<void>(secure_headers::DocumentPolicy{}.set("frame-loading", secure_headers::runtime{word}));
#endif
}
