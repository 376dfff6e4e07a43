// error: report-to: an endpoint's name takes a-z 0-9
// SPDX-License-Identifier: MIT
#include <secure_headers/endpoint_name.hpp>

namespace sh = secure_headers;

// A literal is checked while compiling, even where the policy is made at run time.
void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::EndpointName{"CSP-Endpoint"});
#else
    static_cast<void>(sh::EndpointName{"csp-endpoint"});
#endif
}
