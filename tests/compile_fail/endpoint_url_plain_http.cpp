// error: Reporting-Endpoints: browsers report to https://
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/reporting_endpoints.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::EndpointUrl{"http://reports.example.com/csp"});
#else
    static_cast<void>(sh::EndpointUrl{"https://reports.example.com/csp"});
#endif
}
