// error: is 'none', which stands alone; replace it
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(
        sh::ContentSecurityPolicy{}.img_src({csp::none}).add(csp::Directive::img_src, {csp::self}));
#else
    return sh::SecureHeaders::empty().set(
        sh::ContentSecurityPolicy{}.img_src({csp::none}).replace(csp::Directive::img_src, {csp::self}));
#endif
});
