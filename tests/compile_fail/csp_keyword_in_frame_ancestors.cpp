// error: does not take this keyword, which has no effect there
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.frame_ancestors({csp::unsafe_inline}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.frame_ancestors({csp::self}));
#endif
});
