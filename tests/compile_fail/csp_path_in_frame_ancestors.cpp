// error: takes no path: of the page that frames this one, most browsers compare the origin alone
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.frame_ancestors({"https://parent.example/x"}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.frame_ancestors({"https://parent.example/"}));
#endif
});
