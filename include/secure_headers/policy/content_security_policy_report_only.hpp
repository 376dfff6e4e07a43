// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/policy/content_security_policy.hpp>

namespace secure_headers {

/// The policy whose breaches browsers report and let happen; takes over an enforced one. CSP3, section 3.2.
using ContentSecurityPolicyReportOnly = BasicContentSecurityPolicy<csp::Disposition::report>;

}  // namespace secure_headers
