// error: a hash does nothing here without csp::unsafe_hashes beside it
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.script_src_attr({csp::sha256("start()")}));
#else
    return sh::SecureHeaders::empty().set(
        sh::ContentSecurityPolicy{}.script_src_attr({csp::unsafe_hashes, csp::sha256("start()")}));
#endif
});
