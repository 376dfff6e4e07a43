// error: needs a source; write csp::none to allow nothing
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.object_src({}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.object_src({csp::none}));
#endif
});
