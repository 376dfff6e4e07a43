// error: browsers ignore sandbox in a report-only policy
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/content_security_policy_report_only.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::ContentSecurityPolicyReportOnly{}.sandbox());
#else
    static_cast<void>(sh::ContentSecurityPolicy{}.sandbox());
#endif
}
