// error: takes no sources; it has a function of its own, once remove(directive) took it out
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/content_security_policy.hpp>
#include <secure_headers/policy/reporting_endpoints.hpp>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(
        sh::ContentSecurityPolicy{}.report_to("csp").add(csp::Directive::report_to, {"csp2"}));
#else
    return sh::SecureHeaders::empty()
        .set(sh::ContentSecurityPolicy{}.report_to("csp"))
        .set(sh::ReportingEndpoints{{"csp", "/reports"}});
#endif
});
