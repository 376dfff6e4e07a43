// error: report_to names an endpoint that no Reporting-Endpoints of the set declares
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.default_src({csp::self}).report_to("csp"));
#else
    return sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.default_src({csp::self}));
#endif
});
