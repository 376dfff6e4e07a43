// error: Set-Cookie: Domain has a label of more than 63 bytes
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
constexpr std::size_t size = 64;
#else
constexpr std::size_t size = 63;
#endif

constexpr bool takes() {
    char domain[size + 4]{};
    for (char& c : domain) c = 'a';
    domain[size] = '.';
    return !sh::CookieDomain{sh::runtime{std::string_view{domain, sizeof domain}}}.text().empty();
}
static_assert(takes());
