// error: Report-To: a URL begins with https://, or a path with /
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/report_to.hpp>

void make_policy() {
#ifdef MISTAKE
    static_cast<void>(secure_headers::ReportTo{{.group = "network", .endpoints = {{.url = "http://r.example"}}}});
#else
    static_cast<void>(secure_headers::ReportTo{{.group = "network", .endpoints = {{.url = "https://r.example"}}}});
#endif
}
