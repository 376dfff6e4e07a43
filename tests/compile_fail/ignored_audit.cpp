// warning: nodiscard
// SPDX-License-Identifier: MIT
#include <secure_headers/audit/audit.hpp>

namespace sh = secure_headers;

int check() {
#ifdef MISTAKE
    sh::audit({{"Server", "nginx"}});
    return 0;
#else
    return sh::audit({{"Server", "nginx"}}).score();
#endif
}
