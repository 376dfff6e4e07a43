// error: NEL: max_age must be positive; to switch it off write NEL::disable()
// SPDX-License-Identifier: MIT
#include <secure_headers/policy/nel.hpp>

using namespace std::chrono_literals;

constexpr bool is_valid(secure_headers::NEL::options chosen) {
    static_cast<void>(secure_headers::NEL{"network", chosen});
    return true;
}

#ifdef MISTAKE
static_assert(is_valid({.max_age = 0s}));
#else
static_assert(is_valid({.max_age = 1h}));
#endif
