// error: browsers report to https://, or to a /path of the site, only
// SPDX-License-Identifier: MIT
#include <secure_headers/csp/token.hpp>

namespace sh = secure_headers;

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(sh::csp::ReportUri{"http://reports.example.com/csp"});
#else
    static_cast<void>(sh::csp::ReportUri{"https://reports.example.com/csp"});
#endif
}
