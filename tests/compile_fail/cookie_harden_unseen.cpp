// only error: secure_headers: the cookies of this response cannot be read
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>

namespace sh = secure_headers;

struct Jar {};

template <>
struct sh::ResponseAdapter<Jar> {
    static void append_cookie(Jar&, std::string_view, std::string_view) {}
#ifndef MISTAKE
    static std::size_t erase_cookie_if(Jar&, auto&&) { return 0; }
#endif
};

void answer(Jar& response) { sh::harden_cookies(response); }
