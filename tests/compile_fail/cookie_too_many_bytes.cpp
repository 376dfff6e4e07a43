// error: Set-Cookie: name and value exceed 4096 bytes, and browsers would drop the cookie
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
constexpr std::size_t size = 4096;
#else
constexpr std::size_t size = 4095;
#endif

constexpr bool writes() {
    char value[size]{}, out[size + 100]{};
    for (char& c : value) c = 'a';
    sh::SecureCookie{"n"}.write_header(out, std::string_view{value, size});
    return true;
}
static_assert(writes());
