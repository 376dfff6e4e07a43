// error: Set-Cookie: needs set_cookie, since a response may have many
// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>
#include <secure_headers/policy/custom_header.hpp>

namespace sh = secure_headers;

constexpr auto headers = sh::bake([] {
#ifdef MISTAKE
    return sh::SecureHeaders::empty().set(sh::CustomHeader{"Set-Cookie", "a=b"});
#else
    return sh::SecureHeaders::empty().set(sh::CustomHeader{"X-Cookie", "a=b"});
#endif
});
