// error: deleted
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

#include <cstddef>

namespace sh = secure_headers;

std::size_t count() {
    std::size_t removed = 0;
#ifdef MISTAKE
    for (auto field = sh::FrozenHeaders{sh::SecureHeaders{}}.begin(); (*field).mode != sh::Mode::remove; ++field)
        ++removed;
#else
    for (const sh::HeaderField field : sh::FrozenHeaders{sh::SecureHeaders{}})
        if (field.mode == sh::Mode::remove) ++removed;
#endif
    return removed;
}
