// error: Set-Cookie: Path exceeds 1024 bytes
// SPDX-License-Identifier: MIT
#include <secure_headers/cookie.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
constexpr std::size_t size = 1025;
#else
constexpr std::size_t size = 1024;
#endif

constexpr bool takes() {
    char path[size]{};
    for (char& c : path) c = '/';
    return sh::CookiePath{sh::runtime{std::string_view{path, size}}}.text().size() == size;
}
static_assert(takes());
