// error: Set-Cookie: a constexpr cookie has room for 352 bytes of attributes; make a longer one const
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
constexpr
#else
const
#endif
    sh::SecureCookie session{"session",
                             {.path = "/0123456789012345678901234567890123456789012345678901234567890123456789/"
                                      "0123456789012345678901234567890123456789012345678901234567890123456789/"
                                      "0123456789012345678901234567890123456789012345678901234567890123456789/"
                                      "0123456789012345678901234567890123456789012345678901234567890123456789/"
                                      "0123456789012345678901234567890123456789012345678901234567890123456789"}};
