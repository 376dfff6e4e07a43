// only error: secure_headers: the response is const, so that no cookie can be set on it
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>

#include <map>
#include <string>

namespace sh = secure_headers;

struct Response {
    std::multimap<std::string, std::string> headers;
};

#ifdef MISTAKE
using Target = const Response;
#else
using Target = Response;
#endif

void answer(Target& response) { sh::set_cookie(response, sh::SecureCookie{"n"}, "v"); }
