// error: write the text in braces: {"text"}
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.img_src("https://images.example"));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.img_src({"https://images.example"}));
#endif
});
