// error: text: a char array has no NUL at its end; write a literal, or runtime{...}
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;

constexpr char host[] = {'a', '.', 'e', 'x', 'a', 'm', 'p', 'l', 'e', '.', 'c', 'o', 'm'};

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::ContentSecurityPolicy{}.img_src({host}));
#else
    static_cast<void>(sh::ContentSecurityPolicy{}.img_src({sh::runtime{{host, sizeof host}}, "a.example.com"}));
#endif
}
