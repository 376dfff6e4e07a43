// only error: no_stroe
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

namespace sh = secure_headers;

// bake has nothing to say of a lambda whose body is wrong.
constexpr bool bakes() {
#ifdef MISTAKE
    sh::bake([] { return sh::SecureHeaders{}.set(sh::CacheControl::no_stroe()); });
#else
    static_cast<void>(sh::bake([] { return sh::SecureHeaders{}.set(sh::CacheControl{{.no_store = true}}); }));
#endif
    return true;
}
static_assert(bakes());
