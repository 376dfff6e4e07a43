// error: is for code, which has no host; write csp::none, or csp::unsafe_hashes and a hash
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.script_src_attr({csp::self}));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.script_src_attr({csp::none}));
#endif
});
