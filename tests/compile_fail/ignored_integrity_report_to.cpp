// warning: nodiscard
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/integrity_policy.hpp>

namespace sh = secure_headers;

void report(sh::IntegrityPolicy& policy) {
#ifdef MISTAKE
    policy.report_to({"csp"});
#else
    policy = policy.report_to({"csp"});
#endif
}
