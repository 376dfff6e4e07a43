// error: browsers ignore upgrade-insecure-requests in a report-only policy
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

namespace sh = secure_headers;

constexpr auto headers = sh::bake([] {
    return sh::SecureHeaders{}.set(sh::ContentSecurityPolicyReportOnly{}
#ifdef MISTAKE
                                       .upgrade_insecure_requests()
#endif
                                       .default_src({sh::csp::self}));
});
