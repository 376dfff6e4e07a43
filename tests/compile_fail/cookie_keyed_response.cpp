// only error: secure_headers: a second Set-Cookie would replace the first in this response
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>

namespace sh = secure_headers;

struct Response {};

template <>
struct sh::ResponseAdapter<Response> {
    static std::optional<std::string> find(Response&, std::string_view) { return {}; }
    static void replace(Response&, std::string_view, std::string_view) {}
    static void remove(Response&, std::string_view) {}
#ifndef MISTAKE
    static void append_cookie(Response&, std::string_view, std::string_view) {}
#endif
};

void answer(Response& response) { sh::set_cookie(response, sh::SecureCookie{"n"}, "v"); }
